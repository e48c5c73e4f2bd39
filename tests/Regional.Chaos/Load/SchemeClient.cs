using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>
/// What members of the schemes do, into the period that is open and some a day too late: cash in and out of a savings pool,
/// wages, purchases and loans of a komoko, notes out of a coupon book's till and back.
/// </summary>
public sealed class SchemeClient(
    Courier courier, IReadOnlyList<Uri> silos, Random chance, ConcurrentBag<Order> unresolved, Guid till,
    StewardClient steward)
{
    private const int AttemptCountMax = 12;
    private const int ThinkMillisecondsMax = 250;

    private readonly Sender _sender = new(courier, silos, chance);

    /// <summary>Until the load ends; a command under way is then left unresolved.</summary>
    public async Task RunAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        while (!loadEnd.IsCancellationRequested)
        {
            var order = chance.Next(100) switch
            {
                < 18 => Cash(CommandKind.Deposit, "deposits", 120),
                < 30 => Cash(CommandKind.PoolWithdrawal, "withdrawals", 90),
                < 38 => LateLine(),
                < 70 => KomokoPayment(),
                _ => Counter(),
            };
            if (await _sender.SendAsync(order, AttemptCountMax, loadEnd, cancel) is null)
            {
                unresolved.Add(order);
            }

            await Task.Delay(chance.Next(ThinkMillisecondsMax), cancel);
        }
    }

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

    // Wages make a household's lots, loans move them, purchases use them up, the shortest first.
    private Order KomokoPayment()
    {
        var (business, household) =
            ($"b{1 + chance.Next(SchemeBooks.BusinessCount)}", $"h{1 + chance.Next(SchemeBooks.HouseholdCount)}");
        var (payer, payee, purpose) = chance.Next(8) switch
        {
            < 3 => (business, household, "wages"),
            < 5 => (household, business, "goods"),
            < 7 => (household, $"{business}-fin", "loan"),
            _ => (business, $"{household}-fin", "loan"),
        };
        var order = Order.New(
            CommandKind.SchemePayment, SchemeBooks.Komoko, $"/v1/ledgers/{SchemeBooks.Komoko}/transfers", new()
            {
                ["payer"] = payer,
                ["payee"] = payee,
                ["amount"] = $"{1 + chance.Next(90)}.{chance.Next(10)}",
                ["currency"] = SchemeBooks.KomokoCurrency,
                ["purpose"] = purpose,
                ["businessDate"] = Date(SchemeBooks.Komoko),
            });
        order.Body["reference"] = $"chaos {order.Id}";
        return order;
    }

    // Notes are drawn blindly: half of them are where they should not be, and two customers come with the same one.
    private Order Counter()
    {
        var isOut = chance.Next(2) == 0;
        var first = 1 + chance.Next(SchemeBooks.NoteCount - 2);
        var count = 1 + chance.Next(2);
        return Order.New(
            isOut ? CommandKind.NotesOut : CommandKind.NotesIn, SchemeBooks.Teller,
            $"/v1/ledgers/{SchemeBooks.Coupons}/coupons/{(isOut ? "withdrawals" : "deposits")}", new()
            {
                ["account"] = $"m{1 + chance.Next(SchemeBooks.CustomerCount)}",
                ["amount"] = $"{count * SchemeBooks.NoteValue}",
                ["notes"] = new JsonArray($"{SchemeBooks.Series} {first}-{first + count - 1}"),
                ["till"] = till,
                ["paperLine"] = $"{Guid.NewGuid():N}"[..8],
                ["businessDate"] = Date(SchemeBooks.Coupons),
            });
    }

    private string Date(string ledger) => steward.OpenDateOf(ledger).AddDays(chance.Next(8) == 0 ? -1 : 0)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
