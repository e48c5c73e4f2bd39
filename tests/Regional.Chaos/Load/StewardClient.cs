using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>
/// The schemes' side of the load: cash in and out of a savings pool, ends of periods of the pool and of a mutual-credit
/// community, from forty days ago on, each signed off and published, some ended twice; mutual credit of another community
/// switched off for moments.
/// </summary>
public sealed class StewardClient(
    Courier courier, IReadOnlyList<Uri> silos, Random chance, ConcurrentBag<Order> unresolved)
{
    private const int AttemptCountMax = 12;
    private const int ThinkMillisecondsMax = 250;
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(12);

    private readonly Sender _sender = new(courier, silos, chance);
    private readonly Dictionary<string, int> _open = World.PeriodLedgers.ToDictionary(static ledger => ledger, static _ => 1);
    private bool _isCreditOff;

    /// <summary>Until the load ends; a command under way is then left unresolved.</summary>
    public async Task RunAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        while (!loadEnd.IsCancellationRequested)
        {
            await (chance.Next(100) switch
            {
                < 38 => SendAsync(Cash(CommandKind.Deposit, "deposits", 120), loadEnd, cancel),
                < 62 => SendAsync(Cash(CommandKind.PoolWithdrawal, "withdrawals", 90), loadEnd, cancel),
                < 80 => SendAsync(LateLine(), loadEnd, cancel),
                < 92 => EndAsync(World.PeriodLedgers[chance.Next(World.PeriodLedgers.Count)], loadEnd, cancel),
                _ => SwitchAsync(loadEnd, cancel),
            });
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

    // Into the open period, so that its end has something to total; some a day too late.
    private Order Cash(CommandKind kind, string what, int amountMax) => Order.New(
        kind, World.Pool, $"/v1/ledgers/{World.Pool}/pool/{what}", new()
        {
            ["account"] = $"saver{1 + chance.Next(World.SaverCount)}",
            ["amount"] = $"{1 + chance.Next(amountMax)}.{chance.Next(10)}",
            ["currency"] = World.PoolCurrency,
            ["businessDate"] = Date(World.Pool),
        });

    private Order LateLine()
    {
        var community = World.Communities.Single(static one => one.Code == World.PeriodLedgers[0]);
        var payer = community.Draw(chance);
        var order = Order.New(CommandKind.Transfer, community.Code, $"/v1/ledgers/{community.Code}/transfers", new()
        {
            ["payer"] = payer,
            ["payee"] = community.DrawBut(payer, chance),
            ["amount"] = community.DrawAmount(chance),
            ["currency"] = community.Currency,
            ["businessDate"] = Date(community.Code),
        });
        order.Body["reference"] = $"chaos {order.Id}";
        return order;
    }

    private string Date(string ledger) => World.FirstPeriodDate.AddDays(_open[ledger] - 1 - (chance.Next(8) == 0 ? 1 : 0))
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

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
