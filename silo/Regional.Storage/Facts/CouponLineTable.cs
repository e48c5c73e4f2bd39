using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Journal;

namespace Regional.Storage.Facts;

/// <summary>
/// Lines of the counter, what they add to the deposits that a limit waits for, and limits that are marked. Their rules ask
/// for no rows but the accounts, which are locked.
/// </summary>
internal sealed class CouponLineTable : FactTable
{
    private const string Lines = """
        insert into coupon_lines (
          operation, ledger_id, account_id, kind, notes_in, notes_out, rupiah_fee, evidence, paper_line, till)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string Deposits = """
        insert into coupon_limits as l (account_id, deposited)
        select account_id, sum(minor) from unnest($1, $2) as d (account_id, minor) group by account_id
        on conflict (account_id) do update set deposited = l.deposited + excluded.deposited
        """;

    private const string Mark = """
        with marked as (
          select * from unnest($1, $2, $3, $4, $5) as m (account_id, limit_minor, floor_minor, operation, actor)
        ), floors as (
          update accounts a set floor = m.floor_minor, version = a.version + 1
          from marked m where a.id = m.account_id
          returning a.id, a.floor, a.ceiling, a.status, a.version, m.operation, m.actor
        ), history as (
          insert into account_changes (account_id, operation, at, actor, reason, floor, ceiling, status, version)
          select id, operation, $6, actor, 'deposits have reached the credit limit', floor, ceiling, status, version
          from floors
        )
        update coupon_limits l set limit_minor = m.limit_minor, deposited = 0, marked_by = m.operation
        from marked m where l.account_id = m.account_id
        """;

    private const string Settle = """
        update coupon_tills t set settled_by = s.operation
        from unnest($1, $2) as s (till, operation) where t.id = s.till
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        // The accounts of a line are among those of its posting's transfers.
    }

    public override void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at)
    {
        var lines = accepted.SelectMany(
            static posting => posting.Facts.OfType<CounterLine>(), static (posting, line) => (posting.Id, Line: line))
            .ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        AppendLines(batch, lines);
        var deposits = lines.Where(static row => row.Line.Kind == CounterLineKind.Deposit).ToArray();
        if (deposits.Length > 0)
        {
            var add = new NpgsqlBatchCommand(Deposits);
            add.Parameters
                .WithArray(NpgsqlDbType.Bigint, deposits, static row => row.Line.Account.Value)
                .WithArray(NpgsqlDbType.Bigint, deposits, static row => row.Line.NotesInMinor);
            batch.BatchCommands.Add(add);
        }

        AppendMarks(batch, accepted, at);
        AppendSettled(batch, lines);
    }

    private static void AppendSettled(NpgsqlBatch batch, (OperationId Id, CounterLine Line)[] lines)
    {
        var settled = lines.Where(static row => row.Line.Kind == CounterLineKind.TillDifference).ToArray();
        if (settled.Length > 0)
        {
            var write = new NpgsqlBatchCommand(Settle);
            write.Parameters
                .WithArray(NpgsqlDbType.Uuid, settled, static row => row.Line.Till?.Value)
                .WithArray(NpgsqlDbType.Uuid, settled, static row => row.Id.Value);
            batch.BatchCommands.Add(write);
        }
    }

    private static void AppendLines(NpgsqlBatch batch, (OperationId Id, CounterLine Line)[] lines)
    {
        var write = new NpgsqlBatchCommand(Lines);
        write.Parameters
            .WithArray(NpgsqlDbType.Uuid, lines, static row => row.Id.Value)
            .WithArray(NpgsqlDbType.Integer, lines, static row => row.Line.Ledger.Value)
            .WithArray(NpgsqlDbType.Bigint, lines, static row => row.Line.Account.Value)
            .WithArray(NpgsqlDbType.Smallint, lines, static row => (short)row.Line.Kind)
            .WithArray(NpgsqlDbType.Bigint, lines, static row => row.Line.NotesInMinor)
            .WithArray(NpgsqlDbType.Bigint, lines, static row => row.Line.NotesOutMinor)
            .WithArray(NpgsqlDbType.Bigint, lines, static row => row.Line.RupiahFeeMinor)
            .WithArray(NpgsqlDbType.Smallint, lines, static row => (short)row.Line.Evidence.Kind)
            .WithArray(NpgsqlDbType.Text, lines, static row => row.Line.Evidence.PaperLine)
            .WithArray(NpgsqlDbType.Uuid, lines, static row => row.Line.Till?.Value);
        batch.BatchCommands.Add(write);
    }

    private static void AppendMarks(NpgsqlBatch batch, ImmutableArray<Posting> accepted, DateTimeOffset? at)
    {
        var marks = accepted.SelectMany(
            static posting => posting.Facts.OfType<LimitMarked>(), static (posting, mark) => (posting, mark)).ToArray();
        if (marks.Length == 0)
        {
            return;
        }

        var write = new NpgsqlBatchCommand(Mark);
        write.Parameters
            .WithArray(NpgsqlDbType.Bigint, marks, static row => row.mark.Account.Value)
            .WithArray(NpgsqlDbType.Bigint, marks, static row => row.mark.LimitMinor)
            .WithArray(NpgsqlDbType.Bigint, marks, static row => row.mark.FloorMinor)
            .WithArray(NpgsqlDbType.Uuid, marks, static row => row.posting.Id.Value)
            .WithArray(NpgsqlDbType.Text, marks, static row => row.posting.EnteredBy)
            .With(NpgsqlDbType.TimestampTz, at);
        batch.BatchCommands.Add(write);
    }
}
