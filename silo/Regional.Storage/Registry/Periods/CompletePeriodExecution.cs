using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>Under the exclusive lock of the ledger's books: nothing of the period's own end is under way.</summary>
internal static class CompletePeriodExecution
{
    // What fits an account need not fit when all are summed: the report then has the most that fits, on either side.
    private const string Sums = """
        select count(*), count(*) filter (where debits <> 0 or credits <> 0),
          least(coalesce(sum(debits), 0), 9223372036854775807)::bigint,
          least(coalesce(sum(credits), 0), 9223372036854775807)::bigint,
          least(coalesce(sum(greatest(closing, 0)), 0), 9223372036854775807)::bigint,
          greatest(coalesce(sum(least(closing, 0)), 0), -9223372036854775807)::bigint,
          (select coalesce(sum(postings), 0)::bigint from period_steps where period_id = $1),
          (select coalesce(sum(exceptions), 0)::bigint from period_steps where period_id = $1)
        from period_totals where period_id = $1
        """;

    public static async Task<CommandOutcome> RunAsync(CompletePeriod command, CommandScope scope)
    {
        if (await LockedPeriod.FindAsync(scope, command.Period) is not { } period)
        {
            return Outcome.Refused(
                RefusalReason.PeriodUnknown, new("ledger", ""), new("period", command.Period.ToString()));
        }

        if (period.Status >= PeriodStatus.Totalled)
        {
            return period.Reached(period.Status);
        }

        if (period.Status == PeriodStatus.Open || await scope.GetValueAsync<bool>(
            """
            select not exists (select from period_steps where period_id = $1 and step = $2)
              or exists (select from period_steps where period_id = $1 and done_at is null)
            """,
            command.Period, TotalPeriodChunkExecution.Name(TotalsStep.Totals)))
        {
            return PeriodStepMark.Elsewhere(period.Span);
        }

        var sums = (await scope.FindRowAsync(
            Sums,
            static row => new PeriodReportTotals(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                row.GetInt64(6), row.GetInt64(7)),
            command.Period))!;
        if (sums.Debits != sums.Credits || sums.PositiveBalances + sums.NegativeBalances != 0)
        {
            throw new InvariantViolation($"Period {command.Period} does not sum to zero: {sums}.");
        }

        await scope.ExecuteAsync(
            "update periods set totals = $2::jsonb where id = $1", command.Period, PeriodRow.Write(sums));
        await scope.ExecuteAsync(
            """
            update books set totalling = null, totalling_no = null, totalling_first = null, totalling_last = null
            where ledger_id = $1
            """,
            period.Ledger);
        await period.SetAsync(scope, PeriodStatus.Totalled);
        return period.Reached(PeriodStatus.Totalled);
    }
}
