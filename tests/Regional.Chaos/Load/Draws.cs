using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>Draws what a client does next, from chance and from what it did before.</summary>
public sealed class Draws(Random chance)
{
    // Enough to come back to; older ones are forgotten.
    private const int KeptMax = 50;

    private readonly List<(Guid Posting, Community Community)> _holds = [];
    private readonly List<(Guid Request, string Payee, string Payer)> _requests = [];
    private readonly List<(Guid Operation, string Actor)> _paid = [];

    public Order Next() => chance.Next(100) switch
    {
        < 42 => Transfer(isHeld: false),
        < 52 => Transfer(isHeld: true),
        < 58 => Posting(),
        < 76 => Trade(),
        < 88 => Resolution(),
        < 92 => Request(),
        < 97 => Answer(),
        _ => Correction(),
    };

    /// <summary>Remembers what there is to come back to.</summary>
    public void Remember(Order order)
    {
        switch (order.Kind)
        {
            case CommandKind.Transfer when (bool?)order.Body["pending"] == true:
                Keep(_holds, (order.Id, Of(order.Actor)));
                break;
            case CommandKind.Transfer or CommandKind.Posting:
                Keep(_paid, (order.Id, order.Actor));
                break;
            case CommandKind.Trade:
                Keep(_paid, (order.Id, World.Coordinator));
                break;
            case CommandKind.Request:
                Keep(_requests, (order.Id, $"{order.Body["payee"]}".Split('/')[0], $"{order.Body["payer"]}".Split('/')[0]));
                break;
        }
    }

    private Order Transfer(bool isHeld)
    {
        var community = Any();
        var payer = community.Draw(chance);
        var body = Leg(community, payer, community.DrawBut(payer, chance));
        if (isHeld)
        {
            body["pending"] = true;
            body["expirySeconds"] = chance.Next(4) == 0 ? 4 : 120;
        }

        return Named(Order.New(CommandKind.Transfer, community.Code, $"/v1/ledgers/{community.Code}/transfers", body));
    }

    private Order Posting()
    {
        var community = Any();
        var payer = community.Draw(chance);
        var legs = new JsonArray();
        for (var leg = chance.Next(2, 5); leg > 0; leg--)
        {
            legs.Add(Leg(community, payer, community.DrawBut(payer, chance)));
        }

        return Named(Order.New(
            CommandKind.Posting, community.Code, $"/v1/ledgers/{community.Code}/postings", new() { ["legs"] = legs }));
    }

    private Order Trade()
    {
        var (from, to) = Two();
        return Named(Order.New(CommandKind.Trade, from.Code, "/v1/trades", new()
        {
            ["payer"] = $"{from.Code}/{from.Draw(chance)}",
            ["payee"] = $"{to.Code}/{to.Draw(chance)}",
            ["amount"] = to.DrawAmount(chance),
            ["currency"] = to.Currency,
        }));
    }

    private Order Resolution()
    {
        if (_holds.Count == 0)
        {
            return Transfer(isHeld: true);
        }

        // Mostly taken off the list; a hold ended twice is refused the second time.
        var at = chance.Next(_holds.Count);
        var (posting, community) = _holds[at];
        if (chance.Next(8) != 0)
        {
            _holds.RemoveAt(at);
        }

        var path = $"/v1/ledgers/{community.Code}/pendings/{posting}/0";
        return chance.Next(3) switch
        {
            0 => Order.New(CommandKind.VoidPending, community.Code, $"{path}/void", []),
            1 => Order.New(CommandKind.PostPending, community.Code, $"{path}/post", new() { ["amount"] = "1" }),
            _ => Order.New(CommandKind.PostPending, community.Code, $"{path}/post", []),
        };
    }

    private Order Request()
    {
        (Community payee, Community? payer) = chance.Next(2) == 0 ? Two() : (Any(), null);
        var asks = payee.Draw(chance);
        return Order.New(CommandKind.Request, payee.Code, "/v1/requests", new()
        {
            ["payee"] = $"{payee.Code}/{asks}",
            ["payer"] = payer is null
                ? $"{payee.Code}/{payee.DrawBut(asks, chance)}"
                : $"{payer.Code}/{payer.Draw(chance)}",
            ["amount"] = payee.DrawAmount(chance),
            ["currency"] = payee.Currency,
            ["expirySeconds"] = 600,
        });
    }

    private Order Answer()
    {
        if (_requests.Count == 0)
        {
            return Request();
        }

        var at = chance.Next(_requests.Count);
        var (request, payee, payer) = _requests[at];
        if (chance.Next(8) != 0)
        {
            _requests.RemoveAt(at);
        }

        return chance.Next(4) switch
        {
            0 => Order.New(CommandKind.Decline, payer, $"/v1/requests/{request}/decline", []),
            1 => Order.New(CommandKind.Withdrawal, payee, $"/v1/requests/{request}/withdraw", []),
            _ => Order.New(CommandKind.Approval, payer, $"/v1/requests/{request}/approve", []),
        };
    }

    private Order Correction()
    {
        if (_paid.Count == 0)
        {
            return Transfer(isHeld: false);
        }

        // Stays on the list: corrected twice is refused the second time.
        var (operation, actor) = _paid[chance.Next(_paid.Count)];
        return Order.New(
            CommandKind.Correction, actor, $"/v1/operations/{operation}/correct", new() { ["reason"] = "sent in error" });
    }

    private JsonObject Leg(Community community, string payer, string payee) => new()
    {
        ["payer"] = payer,
        ["payee"] = payee,
        ["amount"] = community.DrawAmount(chance),
        ["currency"] = community.Currency,
    };

    // The reference tells a payment again whatever operation it should stand under.
    private static Order Named(Order order)
    {
        order.Body["reference"] = $"chaos {order.Id}";
        return order;
    }

    private Community Any() => World.Communities[chance.Next(World.Communities.Count)];

    private (Community First, Community Second) Two()
    {
        var first = chance.Next(World.Communities.Count);
        var second = (first + 1 + chance.Next(World.Communities.Count - 1)) % World.Communities.Count;
        return (World.Communities[first], World.Communities[second]);
    }

    private static Community Of(string code) => World.Communities.Single(community => community.Code == code);

    private void Keep<T>(List<T> kept, T one)
    {
        if (kept.Count == KeptMax)
        {
            kept.RemoveAt(chance.Next(KeptMax));
        }

        kept.Add(one);
    }
}
