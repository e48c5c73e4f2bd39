using System.Collections.Immutable;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>Everything that moves money: payments, pendings and their ends, trades, corrections.</summary>
internal sealed class PaymentWorkload(Knowledge knowledge)
{
    public AskedPayment? Payment(SimulationRandom random)
    {
        var community = Pick.From(random, knowledge.World.Communities);
        var legs = ImmutableArray.CreateBuilder<AskedLeg>();
        var count = random.Next(100) switch { < 75 => 1, < 97 => random.Next(2, 5), < 98 => 0, _ => random.Next(60, 70) };
        for (var at = 0; at < count; at++)
        {
            legs.Add(Leg(random, community));
        }

        if (count == 0)
        {
            // A posting without transfers needs somebody to send it to.
            legs.Add(Leg(random, community) with { Amount = 0 });
        }

        return new AskedPayment(
            random.Chance(10) ? 9_999 : community.Ledger, legs.ToImmutable(), Texts(random), Request: null)
        {
            Id = random.Chance(3) ? default : RandomIds.Next(random),
        };
    }

    public Asked? Resolution(SimulationRandom random)
    {
        var pending = Pick.Last(
            random,
            knowledge.Book.Pendings.Where(pair => pair.Value.Status == 1 || random.Chance(20))
                .Select(static pair => (object)pair.Key),
            count: 12);
        var (posting, leg) = pending is null ? (RandomIds.Next(random), (short)0) : ((Guid, short))pending;
        var through = knowledge.Book.Pendings.TryGetValue((posting, leg), out var known)
            ? known.Leg.Debit
            : Pick.Member(random, knowledge.World.Communities[0]);
        var action = random.Next(10) switch
        {
            < 6 => LegAction.PostPending,
            < 9 => LegAction.VoidPending,
            _ => LegAction.ExpirePending,
        };
        long? amount = random.Next(10) switch
        {
            < 5 => null,
            < 9 when known is not null => 1 + random.Next((int)Math.Min(known.Leg.Amount, 999_998) + 2),
            _ => Pick.Amount(random),
        };
        return new AskedResolution(posting, random.Chance(20) ? (short)7 : leg, action, amount, through, Texts(random))
        {
            Id = RandomIds.Next(random),
        };
    }

    public AskedTrade? Trade(SimulationRandom random)
    {
        var from = Pick.From(random, knowledge.World.Communities);
        var to = Pick.From(random, knowledge.World.Communities);
        var isOdd = random.Chance(20);
        return new AskedTrade(
            from.Region.Id,
            random.Chance(5) ? 99_999 : random.Chance(10) ? from.Opening : Pick.Member(random, from),
            random.Chance(5) ? 99_998 : random.Chance(10) ? to.Mirror : Pick.Member(random, to),
            Pick.Amount(random),
            isOdd ? "ODD" : to.Currency.Code,
            to.Currency.Scale,
            Pick.Purpose(random),
            random.Chance(80) ? 1 + random.Next(400) : null,
            Texts(random),
            Request: null)
        {
            Id = RandomIds.Next(random),
        };
    }

    /// <summary>The host lets nobody correct a line with notes so: it is corrected as a line.</summary>
    public Asked? Correction(SimulationRandom random)
    {
        var posted = Pick.Last(
            random,
            knowledge.Book.Operations.Values.Select(static operation => operation.Outcome).OfType<JournalPosting>()
                .Where(static posting => posting.Moves.IsEmpty),
            count: 30);
        if (posted is null)
        {
            return null;
        }

        return new AskedCorrection(
            Pick.From(random, knowledge.World.Regions).Id,
            random.Chance(50) ? RandomIds.Next(random) : posted.Id,
            random.Chance(30) ? " " : "entered twice",
            Texts(random))
        {
            Id = RandomIds.Next(random),
        };
    }

    public Asked? Cancel(SimulationRandom random)
    {
        var waiting = Pick.Last(
            random,
            knowledge.Book.Queued.Where(static pair => pair.Value.State == "queued").Select(static pair => (object)pair.Key),
            count: 5);
        return new AskedCancel(
            Pick.From(random, knowledge.World.Regions).Id, waiting is null ? RandomIds.Next(random) : (Guid)waiting)
        {
            Id = RandomIds.Next(random),
        };
    }

    /// <summary>Pays what was asked for, in the payer's ledger or by a trade; sometimes another amount, or twice.</summary>
    public Asked? Approval(SimulationRandom random)
    {
        if (Pick.Last(random, knowledge.Sent.OfType<AskedRequest>(), count: 8) is not { } request
            || !knowledge.Book.Accounts.TryGetValue(request.Payer, out var payer)
            || !knowledge.Book.Accounts.TryGetValue(request.Payee, out var payee))
        {
            return null;
        }

        var ledger = knowledge.Book.Ledgers[payee.Ledger];
        var amount = random.Chance(50) ? Pick.Amount(random) : request.Amount;
        if (payer.Ledger == payee.Ledger)
        {
            var leg = new AskedLeg(
                request.Payer, request.Payee, amount, ledger.Currency, ledger.Scale, request.Purpose, IsPending: false,
                Expiry: null, Forced: null);
            return new AskedPayment(payee.Ledger, [leg], Texts(random), request.Id) { Id = RandomIds.Next(random) };
        }

        return new AskedTrade(
            knowledge.Book.Ledgers[payer.Ledger].Region, request.Payer, request.Payee, amount, ledger.Currency, ledger.Scale,
            request.Purpose, PayerMax: null, Texts(random), request.Id)
        {
            Id = RandomIds.Next(random),
        };
    }

    private AskedLeg Leg(SimulationRandom random, WorldCommunity community)
    {
        var debit = Pick.Member(random, community);
        var credit = Pick.From(random, community.Members).Account;
        (debit, credit) = random.Next(1_000) switch
        {
            < 15 => (community.Opening, credit),
            < 20 => (debit, community.Opening),
            < 25 => (debit, community.Mirror),
            < 28 => (99_999, credit),
            < 31 => (debit, 99_999),
            < 36 => (debit, Pick.Member(random, knowledge.World.Communities[0])),
            < 39 => (community.AtRegion, credit),
            _ => (debit, credit),
        };
        var isPending = random.Chance(200);
        var isOdd = random.Chance(10);
        return new AskedLeg(
            debit,
            credit,
            Pick.Amount(random),
            isOdd ? "ODD" : community.Currency.Code,
            community.Currency.Scale,
            Pick.Purpose(random),
            isPending,
            isPending && random.Chance(600) ? Expiry(random) : null,
            random.Chance(25) ? "because the coordinator says so" : random.Chance(3) ? " " : null);
    }

    private static TimeSpan Expiry(SimulationRandom random) => random.Next(10) switch
    {
        < 4 => TimeSpan.FromSeconds(1 + random.Next(10)),
        < 8 => TimeSpan.FromSeconds(1 + random.Next(120)),
        < 9 => TimeSpan.FromDays(1 + random.Next(5)),
        _ => TimeSpan.FromMilliseconds(random.Next(1_200)),
    };

    private AskedTexts Texts(SimulationRandom random)
    {
        var document = random.Chance(150) ? $"doc-{random.Next(12)}" : null;
        return new AskedTexts(
            knowledge.Today.AddDays(random.Chance(800) ? 0 : random.Next(-2, 3)),
            random.Chance(700),
            random.Chance(100) ? "thank you" : random.Chance(3) ? new string('x', 141) : null,
            document,
            document is not null && random.Chance(600));
    }
}
