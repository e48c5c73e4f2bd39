using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Periods;

namespace Regional.Storage.Journal;

/// <summary>A ledger as <c>begin_commit</c> saw it.</summary>
internal readonly record struct BegunLedger(bool IsRegional, long? Window, Currency? Currency, long? Terms);

/// <summary>The first step of the second path: advisory locks held, clock read, windows picked, operation ids taken.</summary>
internal sealed record BegunCommit(
    long Commit, DateTimeOffset At, IReadOnlySet<OperationId> Present, IReadOnlyDictionary<int, BegunLedger> Ledgers,
    IReadOnlyDictionary<LedgerId, PeriodBooks> Books)
{
    private const string Sql = """
        select commit_no, at, present, regional, windows, currencies, scales, terms
        from begin_commit($1, $2, $3, $4, $5, $6)
        """;

    /// <summary>Takes the locks and ids of a batch, waiting for whoever holds them.</summary>
    public static async Task<BegunCommit> BeginAsync(NpgsqlConnection connection, ImmutableArray<Posting> members)
    {
        int[] ledgers =
        [
            .. members.SelectMany(static posting => posting.Legs.Select(static leg => leg.Ledger.Value)
                    .Concat(posting.DecidedUnder.Select(static terms => terms.Ledger.Value)))
                .Distinct().Order(),
        ];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(BooksStatement.Enter(ledgers));
        var begin = new NpgsqlBatchCommand(Sql);
        begin.Parameters.WithArray(NpgsqlDbType.Integer, ledgers);
        var targets = TargetIds.Of(members);
        TargetIds.BindOperations(begin.Parameters, members, targets);
        batch.BatchCommands.Add(begin);
        if (targets.Length > 0)
        {
            batch.BatchCommands.Add(TargetIds.Free(targets));
        }

        await batch.PrepareAsync();
        await using var row = await batch.ExecuteReaderAsync();
        await row.ReadAsync();
        var books = BooksStatement.Read(row, ledgers);
        await row.NextResultAsync();
        await row.ReadAsync();
        return new BegunCommit(
            row.GetInt64(0),
            row.GetFieldValue<DateTimeOffset>(1),
            row.GetFieldValue<Guid[]>(2).Select(static id => new OperationId(id)).ToHashSet(),
            ReadLedgers(row, ledgers),
            books);
    }

    /// <summary>Windows beside these ledgers.</summary>
    public long?[] WindowsOf(int[] ledgers) => Array.ConvertAll(ledgers, id => Ledgers[id].Window);

    /// <summary>The region's ledger that moves balances and has no open window, if there is one.</summary>
    public LedgerId? FindClosed(Posting posting)
    {
        foreach (var leg in posting.Legs)
        {
            if (BatchColumns.Moves(leg) && Ledgers[leg.Ledger.Value] is { IsRegional: true, Window: null })
            {
                return leg.Ledger;
            }
        }

        return null;
    }

    private static Dictionary<int, BegunLedger> ReadLedgers(NpgsqlDataReader row, int[] ledgers)
    {
        // Postings that only bring a refusal may name no ledger, and an aggregate of nothing is null.
        if (ledgers.Length == 0)
        {
            return [];
        }

        var regional = row.GetFieldValue<bool[]>(3);
        var windows = row.GetFieldValue<long?[]>(4);
        var currencies = row.GetFieldValue<string?[]>(5);
        var scales = row.GetFieldValue<short?[]>(6);
        var terms = row.GetFieldValue<long?[]>(7);
        var read = new Dictionary<int, BegunLedger>(ledgers.Length);
        for (var at = 0; at < ledgers.Length; at++)
        {
            read.Add(ledgers[at], new BegunLedger(
                regional[at],
                windows[at],
                currencies[at] is { } code ? new Currency(code, checked((byte)scales[at]!.Value)) : null,
                terms[at]));
        }

        return read;
    }
}
