using Regional.Contracts;
using Regional.Contracts.Queries;
using Regional.Contracts.Telemetry;

namespace Regional.Silo.Telemetry;

/// <summary>Gauges of what lasts too long or never may be, read from the database every now and then.</summary>
internal sealed class JournalGauges(IJournalHealthQuery query, TimeProvider time) : BackgroundService
{
    /// <summary>Between two reads: the zero sum touches every account, and no alert asks for more.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private JournalHealth _last = new(0, 0, 0, 0, 0, 0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Observe("regional.pending.oldest", "s", "Age of the oldest open pending transfer.", static h => h.OldestPendingSeconds);
        Observe("regional.window.overdue", "s", "How long the oldest unclosed window is due.", static h => h.OldestDueWindowSeconds);
        Observe("regional.window.unsettled", "{window}", "Closed windows that wait for payments.", static h => h.UnsettledWindows);
        Observe("regional.trade.queued", "{trade}", "Trades that wait at a cap.", static h => h.QueuedTrades);
        Observe("regional.settlement.arrears", "{payment}", "Settlement payments that are late.", static h => h.OpenArrears);
        Observe("regional.invariant.unbalanced", "{ledger}", "Ledgers that do not sum to zero.", static h => h.UnbalancedLedgers);
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                _last = await query.ReadAsync(stoppingToken) ?? _last;
            }
            catch (Exception fault) when (fault is LedgerUnavailable or OutcomeUnknown)
            {
                // The last figures stay; readiness says that the database is away.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Observe(string name, string unit, string description, Func<JournalHealth, long> read) =>
        RegionalMeter.Meter.CreateObservableGauge(name, () => read(_last), unit, description);
}
