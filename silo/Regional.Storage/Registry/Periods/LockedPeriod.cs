using Npgsql;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Periods;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry.Periods;

/// <summary>A period's row, locked for a change, with the state of the one before.</summary>
internal sealed record LockedPeriod(
    PeriodSpan Span, LedgerId Ledger, PeriodStatus Status, PeriodStatus? Before, DateOnly Today)
{
    /// <summary>The period's place in a ledger; null: there is none.</summary>
    public static Task<LockedPeriod?> FindAsync(CommandScope scope, LedgerId ledger, int no) =>
        scope.FindRowAsync(Select("p.ledger_id = $2 and p.no = $3"), Read, scope.At, ledger, no);

    /// <summary>By number; null: there is none.</summary>
    public static Task<LockedPeriod?> FindAsync(CommandScope scope, PeriodId period) =>
        scope.FindRowAsync(Select("p.id = $2"), Read, scope.At, period);

    /// <summary>The refusal where there is no such period.</summary>
    public static CommandOutcome Unknown(LedgerId ledger, int no) => Outcome.Refused(
        RefusalReason.PeriodUnknown, new("ledger", ledger.ToString()), new("period", $"{no}"));

    /// <summary>What a command that reached a state answers, now or again.</summary>
    public CommandOutcome Reached(PeriodStatus status) =>
        Outcome.Done(("period", Span.Id), ("status", PeriodRules.Word(status)));

    /// <summary>Takes the period to a state and records who did.</summary>
    public async Task SetAsync(CommandScope scope, PeriodStatus status)
    {
        await scope.ExecuteAsync("update periods set status = $2 where id = $1", Span.Id, status);
        await scope.ExecuteAsync(
            "insert into period_marks (period_id, status, at, actor, reason, operation) values ($1, $2, $3, $4, $5, $6)",
            Span.Id, status, scope.At, scope.Actor, scope.Reason, scope.Id);
    }

    private static string Select(string where) => $"""
        select p.id, p.no, p.first_date, p.last_date, p.ledger_id, p.status,
          (select b.status from periods b where b.ledger_id = p.ledger_id and b.no = p.no - 1),
          ($1::timestamptz at time zone r.time_zone)::date
        from periods p join ledgers l on l.id = p.ledger_id join regions r on r.id = l.region_id
        where {where} for no key update of p
        """;

    private static LockedPeriod Read(NpgsqlDataReader row) => new(
        PeriodRow.Span(row),
        new LedgerId(row.GetInt32(4)),
        (PeriodStatus)row.GetInt16(5),
        row.IsDBNull(6) ? null : (PeriodStatus)row.GetInt16(6),
        row.Date(7));
}
