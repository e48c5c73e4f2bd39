using System.Collections.Concurrent;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>
/// Ends periods of a ledger of each scheme, from forty days ago on, signs each off and publishes it, and ends some twice;
/// switches mutual credit of another community off for moments.
/// </summary>
public sealed class StewardClient(
    Courier courier, IReadOnlyList<Uri> silos, Random chance, ConcurrentBag<Order> unresolved)
{
    private const int AttemptCountMax = 12;
    private const int ThinkMillisecondsMax = 1_500;
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(12);

    private readonly Sender _sender = new(courier, silos, chance);
    private readonly ConcurrentDictionary<string, int> _open =
        new(World.PeriodLedgers.Select(static ledger => KeyValuePair.Create(ledger, 1)));
    private bool _isCreditOff;

    /// <summary>Until the load ends; a command under way is then left unresolved.</summary>
    public async Task RunAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        while (!loadEnd.IsCancellationRequested)
        {
            await (chance.Next(100) < 70
                ? EndAsync(World.PeriodLedgers[chance.Next(World.PeriodLedgers.Count)], loadEnd, cancel)
                : SwitchAsync(loadEnd, cancel));
            await Task.Delay(chance.Next(ThinkMillisecondsMax), cancel);
        }
    }

    /// <summary>Whether every end that began has come to its totals: reminders take it there.</summary>
    public async Task<bool> AreEndedAsync(CancellationToken cancel)
    {
        foreach (var ledger in World.PeriodLedgers)
        {
            for (var no = 1; no <= _open[ledger]; no++)
            {
                if (await StatusAsync(ledger, no, cancel) is null or "totalling")
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The first date of a ledger's period that is open, as far as this client knows.</summary>
    public DateOnly OpenDateOf(string ledger) => World.FirstPeriodDate.AddDays(_open[ledger] - 1);

    private async Task EndAsync(string ledger, CancellationToken loadEnd, CancellationToken cancel)
    {
        var no = _open[ledger];
        if (no >= World.PastPeriodCount)
        {
            return;
        }

        var end = Period(CommandKind.PeriodEnd, ledger, no, "end");
        await SendAsync(end, loadEnd, cancel);
        if (chance.Next(3) == 0)
        {
            await SendAsync(chance.Next(2) == 0 ? end : Period(CommandKind.PeriodEnd, ledger, no, "end"), loadEnd, cancel);
        }

        if (await StatusAsync(ledger, no, cancel) is "totalled" or "signedOff" or "published")
        {
            _open[ledger] = no + 1;
            await SendAsync(Period(CommandKind.PeriodMark, ledger, no, "sign-off"), loadEnd, cancel);
            await SendAsync(Period(CommandKind.PeriodMark, ledger, no, "publish"), loadEnd, cancel);
        }
    }

    private async Task SwitchAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        var ledger = World.Communities[1].Code;
        _isCreditOff = !_isCreditOff;
        await SendAsync(
            Order.New(HttpMethod.Put, CommandKind.CreditSwitch, ledger, $"/v1/ledgers/{ledger}/credit/switch", new()
            {
                ["isOn"] = !_isCreditOff,
            }),
            loadEnd, cancel);
    }

    private static Order Period(CommandKind kind, string ledger, int no, string what) =>
        Order.New(kind, ledger, $"/v1/ledgers/{ledger}/periods/{no}/{what}", []);

    private async Task SendAsync(Order order, CancellationToken loadEnd, CancellationToken cancel)
    {
        if (await _sender.SendAsync(order, AttemptCountMax, loadEnd, cancel) is null)
        {
            unresolved.Add(order);
        }
    }

    private async Task<string?> StatusAsync(string ledger, int no, CancellationToken cancel)
    {
        var period = await courier.ReadAsync(
            ledger, $"/v1/ledgers/{ledger}/periods/{no}", _sender.Silo, ReadTimeout, cancel);
        if (period is null)
        {
            _sender.FailOver();
        }

        return (string?)period?["status"];
    }
}
