using Regional.LocalRuntime.Simulation;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>
/// What moves in a komoko: real and financial payments every way, held amounts, trades out and in, corrections, own
/// financial to own real, month ends account by account. Also by and for whom it is not meant.
/// </summary>
internal sealed class KomokoWorkload(Knowledge knowledge)
{
    private static readonly string[] Real =
        ["goods", "goods", "services", "wages", "dividend", "fixed-asset", "goodwill"];

    private static readonly string[] Financial =
        ["loan", "loan", "instalment", "currency", "inventory", "old-good", "security", "household", "time-deposit"];

    public Asked? Payment(SimulationRandom random) => With(random, komoko =>
    {
        var (payer, payee, purpose) = Pair(random, komoko);
        var isPending = random.Chance(200);
        var leg = new AskedLeg(
            payer, payee, Amount(random), komoko.Currency.Code, komoko.Currency.Scale, purpose, isPending,
            isPending && random.Chance(500) ? TimeSpan.FromSeconds(1 + random.Next(90)) : null,
            random.Chance(40) ? "because the komoko says so" : null);
        return new AskedPayment(komoko.Ledger, random.Chance(20) ? [leg, leg] : [leg], Texts(random), Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    /// <summary>Held amounts are paid whole or in part more often than not.</summary>
    public Asked? Resolution(SimulationRandom random) => With(random, komoko =>
    {
        var held = Pick.Last(
            random,
            knowledge.Book.Pendings.Where(pair => pair.Value.Status == 1 && pair.Value.Leg.Ledger == komoko.Ledger)
                .Select(static pair => (object)pair.Key),
            count: 8);
        if (held is null)
        {
            return null;
        }

        var (posting, place) = ((Guid, short))held;
        var leg = knowledge.Book.Pendings[(posting, place)].Leg;
        return new AskedResolution(
            posting, place, random.Chance(750) ? LegAction.PostPending : LegAction.VoidPending,
            random.Chance(500) ? null : 1 + random.Next((int)Math.Min(leg.Amount, 999_998) + 1), leg.Debit,
            Texts(random))
        {
            Id = RandomIds.Next(random),
        };
    });

    /// <summary>Out of the komoko, or into it.</summary>
    public Asked? Trade(SimulationRandom random) => With(random, komoko =>
    {
        var other = Pick.From(random, knowledge.World.Communities);
        var isOut = random.Chance(600);
        var unit = isOut ? other.Currency : komoko.Currency;
        var own = Account(random, komoko);
        return new AskedTrade(
            isOut ? komoko.Region.Id : other.Region.Id,
            isOut ? own : Pick.Member(random, other),
            isOut ? Pick.Member(random, other) : own,
            1 + random.Next(60), unit.Code, unit.Scale,
            IsFinancial(komoko, own) ? Pick.From(random, Financial) : Pick.From(random, Real), PayerMax: null,
            Texts(random), Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Correction(SimulationRandom random) => With(random, komoko =>
    {
        var posted = Pick.Last(
            random,
            knowledge.Book.Operations.Values.Select(static operation => operation.Outcome).OfType<JournalPosting>()
                .Where(posting => posting.Legs[0].Ledger == komoko.Ledger),
            count: 30);
        return posted is null
            ? null
            : new AskedCorrection(komoko.Region.Id, posted.Id, "entered twice", Texts(random))
            {
                Id = RandomIds.Next(random),
            };
    });

    /// <summary>Own financial to own real: only at the turnover's end, and no more than clears.</summary>
    public Asked? Cover(SimulationRandom random) => With(random, komoko =>
    {
        var holder = Pick.From(random, komoko.Holders);
        var owed = knowledge.Book.Accounts[holder.Real].Balance;
        var amount = random.Chance(500) && owed < 0 && owed > -1_000_000 ? (long)-owed : Amount(random);
        var leg = new AskedLeg(
            random.Chance(900) ? holder.Financial : holder.Real, random.Chance(900) ? holder.Real : holder.Financial,
            amount, komoko.Currency.Code, komoko.Currency.Scale, "clearing", IsPending: random.Chance(100),
            Expiry: null, Forced: null);
        return new AskedPayment(
            komoko.Ledger, [leg], Texts(random) with { Date = TurnoverEnd(random, holder), IsDateGiven = true },
            Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    /// <summary>On a month's last date, as the host asks for it.</summary>
    public Asked? Demurrage(SimulationRandom random) => With(random, komoko =>
    {
        var today = knowledge.Today;
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-random.Next(6)).AddDays(-1);
        return new AskedDemurrage(
            komoko.Ledger, Account(random, komoko), Texts(random) with { Date = month, IsDateGiven = true })
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? TurnoverEnd(SimulationRandom random) => With(random, komoko =>
    {
        var holder = Pick.From(random, komoko.Holders);
        return new AskedTurnoverEnd(
            komoko.Ledger, random.Chance(950) ? holder.Financial : Account(random, komoko), holder.Real,
            Texts(random) with { Date = TurnoverEnd(random, holder), IsDateGiven = true })
        {
            Id = RandomIds.Next(random),
        };
    });

    private Asked? With(SimulationRandom random, Func<WorldKomoko, Asked?> make) =>
        knowledge.World.Komokos.Count == 0 ? null : make(Pick.From(random, knowledge.World.Komokos));

    // One of the last ends of the holder's turnover periods, or nearly.
    private DateOnly TurnoverEnd(SimulationRandom random, WorldHolder holder)
    {
        var entered = knowledge.Book.Komoko.Entered(holder.Member);
        var today = knowledge.Today;
        if (entered is null || random.Chance(100))
        {
            return today.AddDays(-random.Next(90));
        }

        var ends = Enumerable.Range(-12, 24)
            .Select(periods => entered.FirstClearing.AddMonths(periods * entered.Months))
            .Where(end => end <= today.AddDays(2)).ToList();
        return ends.Count == 0 ? today : ends[^Math.Min(ends.Count, 1 + random.Next(3))];
    }

    // Mostly as the table of transactions has it, so that more happens than refusals.
    private (long Payer, long Payee, string Purpose) Pair(SimulationRandom random, WorldKomoko komoko)
    {
        WorldHolder Of(int holder) => Pick.From(random, komoko.Holders.FindAll(one => one.Class == holder));
        WorldHolder Any() => Pick.From(random, komoko.Holders);
        const int household = 1, business = 2;
        return random.Next(20) switch
        {
            < 5 => (Of(business).Real, Of(household).Real, Pick.From(random, Real)),
            < 8 => (Of(household).Real, Of(business).Real, Pick.From(random, Real)),
            < 9 => (Of(business).Real, Of(business).Real, Pick.From(random, Real)),
            < 11 => (Of(household).Real, Any().Financial, Pick.From(random, Financial)),
            < 13 => (Of(business).Real, Any().Financial, Pick.From(random, Financial)),
            < 15 => (Any().Financial, Any().Financial, Pick.From(random, Financial)),
            < 17 => (Any().Financial, Any().Real, Pick.From(random, Real)),
            17 => (komoko.Opening, Account(random, komoko), "opening"),
            _ => (
                Account(random, komoko), Account(random, komoko),
                random.Chance(100) ? Pick.Purpose(random) : Pick.From(random, random.Chance(500) ? Real : Financial)),
        };
    }

    private long Account(SimulationRandom random, WorldKomoko komoko) => random.Next(100) switch
    {
        < 1 => 99_996,
        < 2 => komoko.Opening,
        < 3 => komoko.Mirror,
        < 4 => Pick.Member(random, knowledge.World.Communities[0]),
        _ => Account(random, Pick.From(random, komoko.Holders)),
    };

    private static long Account(SimulationRandom random, WorldHolder holder) =>
        random.Chance(500) ? holder.Real : holder.Financial;

    private static bool IsFinancial(WorldKomoko komoko, long account) =>
        komoko.Holders.Exists(holder => holder.Financial == account);

    private static long Amount(SimulationRandom random) => random.Next(200) switch
    {
        < 1 => Pick.Amount(random),
        < 130 => 1 + random.Next(150),
        _ => 1 + random.Next(900),
    };

    // A lot has to be months old before it matures: documents come from half a year, in any order.
    private AskedTexts Texts(SimulationRandom random) => new(
        knowledge.Today.AddDays(random.Next(20) switch { < 7 => 0, < 8 => random.Next(-1, 3), _ => -random.Next(200) }),
        random.Chance(950), Reference: null, Document: null, ClaimsDocument: false);
}
