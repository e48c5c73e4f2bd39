using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Queries;
using Regional.Storage.Registry;

namespace Regional.Storage.Journal;

/// <summary>Answers members whose id an earlier transaction has taken: the first outcome again, or that the id was reused.</summary>
internal static class ReplayReader
{
    // A trade that went into the queue is decided by an operation of its own, or not yet.
    private const string Operations = """
        select o.id, o.fingerprint, coalesce(o.commit_no, d.commit_no), coalesce(o.refusal, t.refusal),
               coalesce(o.facts, t.facts), t.status, coalesce(case when o.commit_no is null then d.id end, o.id),
               coalesce(t.queue_account, 0)
        from operations o
        left join trades t on t.id = o.id and o.commit_no is null
        left join operations d on d.id = t.decided_by and t.status = 2
        where o.id = any ($1)
        """;

    private const string Entries = """
        select n.id, t.commit_no, t.at, t.window_id, t.debit_account, t.debit_entry, t.debit_balance,
               t.credit_account, t.credit_entry, t.credit_balance
        from unnest($1, $2, $3) as n (id, operation, commit_no)
        join transfers t on t.commit_no = n.commit_no and t.operation = n.operation
        order by n.id, t.leg
        """;

    /// <summary>Reads the outcomes of these members; all are present.</summary>
    public static async Task ReadAsync(
        NpgsqlConnection connection, ImmutableArray<Posting> members, CommitOutcomes outcomes)
    {
        var posted = new List<(OperationId Id, OperationId By, long Commit)>();
        var asked = members.ToDictionary(static posting => posting.Id);
        await using (var command = new NpgsqlCommand(Operations, connection))
        {
            command.Parameters.WithArray(NpgsqlDbType.Uuid, members, static posting => posting.Id.Value);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                var posting = asked[row.Operation(0)];
                if (Judge(posting, row) is { } outcome)
                {
                    outcomes.Add(posting.Id, outcome);
                }
                else
                {
                    posted.Add((posting.Id, row.Operation(6), row.GetInt64(2)));
                }
            }
        }

        if (posted.Count > 0)
        {
            await ReadReceiptsAsync(connection, posted, outcomes);
        }
    }

    // Null: it was posted; the receipt is rebuilt from its transfers.
    private static PostingOutcome.Refused? Judge(Posting posting, NpgsqlDataReader row)
    {
        var stored = Fingerprint.FromBytes(row.GetFieldValue<byte[]>(1));
        if (!posting.Fingerprint.Equals(stored))
        {
            return Refused(RefusalReason.IdReused, new RefusalFact("field", posting.Fingerprint.NameDifference(stored)));
        }

        if (!row.IsDBNull(3))
        {
            return new PostingOutcome.Refused(StoredRefusal.Read(row.GetInt16(3), row.TextOrNull(4)));
        }

        if (!row.IsDBNull(2))
        {
            return null;
        }

        // A queued trade: still waiting, which is nobody's refusal yet and may go into the queue it is in, or given up.
        var status = row.IsDBNull(5)
            ? throw new InvariantViolation($"Operation {posting.Id} has neither transfers nor a refusal nor a trade.")
            : (TradeStatus)row.GetInt16(5);
        return status == TradeStatus.Queued
            ? Refused(RefusalReason.CapReached, RefusalFact.Account(new AccountId(row.GetInt64(7))))
            : Refused(
                RefusalReason.TradeNotQueued,
                new("trade", posting.Id.ToString()),
                new("state", status.ToString().ToLowerInvariant()));
    }

    private static async Task ReadReceiptsAsync(
        NpgsqlConnection connection, List<(OperationId Id, OperationId By, long Commit)> posted, CommitOutcomes outcomes)
    {
        await using var command = new NpgsqlCommand(Entries, connection);
        command.Parameters
            .WithArray(NpgsqlDbType.Uuid, posted, static one => one.Id.Value)
            .WithArray(NpgsqlDbType.Uuid, posted, static one => one.By.Value)
            .WithArray(NpgsqlDbType.Bigint, posted, static one => one.Commit);
        var receipts = new Dictionary<OperationId, Receipt>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            var id = row.Operation(0);
            var receipt = receipts.GetValueOrDefault(id) ?? new Receipt(id, row.GetInt64(1), row.Time(2), Window: null, []);
            receipts[id] = receipt with
            {
                Window = receipt.Window ?? (row.LongOrNull(3) is { } window ? new WindowId(window) : null),
                Entries = receipt.Entries.Add(new EntryReceipt(
                    new AccountId(row.GetInt64(4)), row.GetInt64(5), row.GetInt64(6),
                    new AccountId(row.GetInt64(7)), row.GetInt64(8), row.GetInt64(9))),
            };
        }

        foreach (var (id, _, _) in posted)
        {
            outcomes.Add(id, new PostingOutcome.Posted(
                receipts.GetValueOrDefault(id) ?? throw new InvariantViolation($"Operation {id} has no transfers."),
                IsReplay: true));
        }
    }

    private static PostingOutcome.Refused Refused(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) =>
        new(Refusal.For(reason, facts));
}
