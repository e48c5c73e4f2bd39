using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Directory;
using Regional.Storage.Facts;
using Regional.Storage.Queries;

namespace Regional.Storage.Journal;

/// <summary>
/// Locks and reads every row that the members may touch, in one round trip: accounts by id first, then pending
/// transfers, rows of the schemes' tables, requests, trades, windows and settlement payments by theirs.
/// </summary>
internal static class BookLoader
{
    private const string Accounts = $"""
        {AccountRow.Select}
        where a.id = any ($1 || array(select i.account_id from settlement_instructions i where i.id = any ($2)))
        order by a.id for no key update of a
        """;

    private const string Pendings = """
        select p.operation, p.leg, p.ledger_id, p.debit_account, p.credit_account, p.amount, p.expires_at, p.status,
               l.currency, l.scale
        from unnest($1, $2) as n (operation, leg)
        join pendings p using (operation, leg)
        join ledgers l on l.id = p.ledger_id
        order by p.operation, p.leg for no key update of p
        """;

    private const string Correctable = """
        select o.id, exists (select from corrections c where c.corrected = o.id)
        from operations o
        where o.id = any ($1) and o.commit_no is not null and o.refusal is null
        """;

    private const string Requests = """
        select id, status, expires_at, payer_account from payment_requests where id = any ($1)
        order by id for no key update
        """;

    private const string Trades = """
        select id, status from trades where id = any ($1) order by id for no key update
        """;

    // What of a window is paid in and out is summed under its lock, so that two payments out cannot spend one payment in.
    private const string Windows = """
        select id from windows
        where id in (select i.window_id from settlement_instructions i where i.id = any ($1))
        order by id for no key update
        """;

    private const string Instructions = """
        select i.id, i.status, i.is_pay_out, i.amount,
               (select coalesce(sum(o.amount), 0)::bigint from settlement_instructions o
                where o.window_id = i.window_id and o.status = 3 and not o.is_pay_out),
               (select coalesce(sum(o.amount), 0)::bigint from settlement_instructions o
                where o.window_id = i.window_id and o.status = 3 and o.is_pay_out),
               i.window_id
        from settlement_instructions i where i.id = any ($1)
        order by i.id for no key update
        """;

    /// <summary>Fills a book for these members.</summary>
    public static async Task<LedgerBook> LoadAsync(
        NpgsqlConnection connection, ImmutableArray<Posting> members, BegunCommit begun)
    {
        var book = new LedgerBook();
        foreach (var (ledger, seen) in begun.Ledgers)
        {
            if (seen.Terms is { } version)
            {
                book.TermsVersions[new LedgerId(ledger)] = version;
            }
        }

        foreach (var (ledger, books) in begun.Books)
        {
            book.Books[ledger] = books;
        }

        var questions = Ask(members, book);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (statement, _) in questions)
        {
            batch.BatchCommands.Add(statement);
        }

        await using var row = await batch.ExecuteReaderAsync();
        foreach (var (_, take) in questions)
        {
            while (await row.ReadAsync())
            {
                take(row);
            }

            await row.NextResultAsync();
        }

        return book;
    }

    private static List<(NpgsqlBatchCommand Statement, Action<NpgsqlDataReader> Take)> Ask(
        ImmutableArray<Posting> members, LedgerBook book)
    {
        var legs = members.SelectMany(static posting => posting.Legs).ToArray();
        var effects = members.SelectMany(static posting => posting.Effects).ToArray();
        var questions = new List<(NpgsqlBatchCommand, Action<NpgsqlDataReader>)>();
        var instructions = Ids(effects, static effect => effect switch
        {
            InstructionPlaced placed => placed.Instruction,
            InstructionConfirmed confirmed => confirmed.Instruction,
            _ => null,
        });
        var accounts = new NpgsqlBatchCommand(Accounts);
        accounts.Parameters
            .WithArray(
                NpgsqlDbType.Bigint,
                legs.SelectMany(static leg => new[] { leg.Debit.Value, leg.Credit.Value })
                    .Concat(members.SelectMany(static posting => posting.DecidedOn, static (_, on) => on.Account.Value))
                    .Distinct().ToArray())
            .WithArray(NpgsqlDbType.Uuid, instructions);
        questions.Add((accounts, row => book.Load(AccountRow.Read(row))));

        AskPendings(questions, legs, book);
        foreach (var table in FactTable.All)
        {
            table.Ask(members, book, (statement, take) => questions.Add((statement, take)));
        }

        AskById(questions, Correctable, Ids(members, static posting => posting.Corrects),
            row => book.Correctable[row.Operation(0)] = row.GetBoolean(1));
        AskById(questions, Requests, Ids(effects, static effect => (effect as RequestApproved)?.Request),
            row => book.Requests[row.Operation(0)] = new RequestState(
                (RequestStatus)row.GetInt16(1), row.Time(2), new AccountId(row.GetInt64(3))));
        AskById(questions, Trades, Ids(effects, static effect => (effect as QueuedTradeReleased)?.Trade),
            row => book.Trades[row.Operation(0)] = (TradeStatus)row.GetInt16(1));
        AskById(questions, Windows, instructions, static _ => { });
        AskById(questions, Instructions, instructions,
            row => book.Instructions[row.Operation(0)] = new InstructionState(
                (InstructionStatus)row.GetInt16(1), row.GetBoolean(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                new WindowId(row.GetInt64(6))));
        return questions;
    }

    private static void AskPendings(
        List<(NpgsqlBatchCommand, Action<NpgsqlDataReader>)> questions, Leg[] legs, LedgerBook book)
    {
        var ends = legs.Where(static leg => leg.Resolves is not null)
            .Select(static leg => leg.Resolves!.Value).Distinct().ToArray();
        if (ends.Length == 0)
        {
            return;
        }

        var statement = new NpgsqlBatchCommand(Pendings);
        statement.Parameters
            .WithArray(NpgsqlDbType.Uuid, ends, static id => id.Posting.Value)
            .WithArray(NpgsqlDbType.Smallint, ends, static id => id.Leg);
        questions.Add((statement, row => Take(row, book)));
    }

    private static void Take(NpgsqlDataReader row, LedgerBook book)
    {
        var id = new TransferId(row.Operation(0), row.GetInt16(1));
        book.Pendings[id] = new PendingTransfer
        {
            Id = id,
            Ledger = new LedgerId(row.GetInt32(2)),
            Debit = new AccountId(row.GetInt64(3)),
            Credit = new AccountId(row.GetInt64(4)),
            Amount = new Amount(row.GetInt64(5), new Currency(row.GetString(8), checked((byte)row.GetInt16(9)))),
            ExpiresAt = row.TimeOrNull(6),
            Status = (PendingStatus)row.GetInt16(7),
        };
    }

    private static void AskById(
        List<(NpgsqlBatchCommand, Action<NpgsqlDataReader>)> questions, string sql, Guid[] ids,
        Action<NpgsqlDataReader> take)
    {
        if (ids.Length > 0)
        {
            var statement = new NpgsqlBatchCommand(sql);
            statement.Parameters.WithArray(NpgsqlDbType.Uuid, ids);
            questions.Add((statement, take));
        }
    }

    private static Guid[] Ids<T>(IEnumerable<T> all, Func<T, OperationId?> idOf) =>
        [.. all.Select(idOf).Where(static id => id is not null).Select(static id => id!.Value.Value).Distinct()];
}
