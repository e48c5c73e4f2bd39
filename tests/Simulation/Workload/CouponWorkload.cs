using System.Globalization;
using Regional.Domain.Ledger;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>
/// The counters of coupon books: notes drawn and brought in with right and wrong numbers, exchanged, counted and printed, lines
/// undone; and payments, held amounts and trades. The generator knows where notes are, and never whether it is allowed.
/// </summary>
internal sealed class CouponWorkload(Knowledge knowledge)
{
    public static readonly string[] Tellers = ["teller:ani", "teller:budi", "teller:citra", "teller:dewi"];

    private AuditCoupons Notes => knowledge.Book.Coupons;

    public Asked? Withdrawal(SimulationRandom random) => With(random, book =>
    {
        var till = Till(random, book);
        var notes = Some(random, book, note => IsAt(note, till), most: 4);
        return Line(random, book, AskedCounter.Withdrawal, notes, "", till);
    });

    /// <summary>Mostly of notes outside; often several bring the same at the same moment, or what was brought before.</summary>
    public Asked? Deposit(SimulationRandom random) => With(random, book =>
    {
        var isAny = random.Chance(120);
        var notes = Some(random, book, note => isAny || note.State == AuditCoupons.Outside, most: 4);
        return Line(random, book, AskedCounter.Deposit, notes, "", Till(random, book));
    });

    public Asked? Exchange(SimulationRandom random) => With(random, book =>
    {
        var till = Till(random, book);
        var old = Some(random, book, static note => note.State == AuditCoupons.Outside, most: 4, isExpired: random.Chance(900));
        var handed = random.Chance(400) ? "" : Some(random, book, note => IsAt(note, till), most: 2, isExpired: false);
        return Line(random, book, AskedCounter.Exchange, old, handed, till);
    });

    /// <summary>As the host does it: what the count said, under an id that follows from the till.</summary>
    public Asked? Difference(SimulationRandom random) => With(random, book =>
    {
        var closed = Notes.Tills.Where(pair => pair.Value.Ledger == book.Ledger && !pair.Value.IsOpen
            && pair.Value.Missing.Length + pair.Value.Found.Length > 0
            && (pair.Value.SettledBy is null || random.Chance(100))).ToList();
        if (closed.Count == 0)
        {
            return null;
        }

        var (id, till) = closed[^(1 + random.Next(Math.Min(closed.Count, 4)))];
        if (knowledge.Sent.Find(sent => sent.Id == Derived(id)) is { } before)
        {
            return before;
        }

        return new AskedTillDifference(
            book.Ledger, book.System[AccountRole.TillDifference], id, till.Missing, till.Found,
            new AskedTexts(knowledge.Today, IsDateGiven: false, Reference: null, Document: null, ClaimsDocument: false))
        {
            Id = random.Chance(900) ? Derived(id) : RandomIds.Next(random),
        };
    });

    public Asked? Cover(SimulationRandom random) => With(random, book => new AskedCover(
        book.Ledger, Account(random, book), Texts(random)) { Id = RandomIds.Next(random) });

    /// <summary>Also of lines that are still on their way, of others' and of none.</summary>
    public Asked? Correction(SimulationRandom random) => With(random, book =>
    {
        if (random.Chance(150) && Pick.Last(random, knowledge.Sent.OfType<AskedCounter>(), count: 6) is { } sent)
        {
            return new AskedLineCorrection(sent.Ledger, sent.Account, sent.Id, Texts(random)) { Id = RandomIds.Next(random) };
        }

        var lines = Notes.Lines.Values.Where(line => line.Line!.Ledger == book.Ledger).ToList();
        if (lines.Count == 0)
        {
            return null;
        }

        var line = lines[^(1 + random.Next(Math.Min(lines.Count, 12)))];
        return new AskedLineCorrection(
            book.Ledger, random.Chance(40) ? Account(random, book) : line.Line!.Account,
            random.Chance(30) ? RandomIds.Next(random) : line.Id, Texts(random)) { Id = RandomIds.Next(random) };
    });

    public Asked? Opening(SimulationRandom random) => With(random, book => new AskedTillOpening(
        book.Ledger, Some(random, book, static note => note.State == AuditCoupons.Stock, most: 8), Teller(random))
    {
        Id = RandomIds.Next(random),
    });

    /// <summary>Mostly counted rightly; sometimes a note is missing, or one lies in the till that should be outside.</summary>
    public Asked? Closing(SimulationRandom random) => With(random, book =>
    {
        var open = Notes.Tills.Where(pair => pair.Value.Ledger == book.Ledger && (pair.Value.IsOpen || random.Chance(30))).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var (id, till) = open[random.Next(open.Count)];
        var counted = Numbers(book, note => note.Till == id && note.State == AuditCoupons.InTill);
        if (random.Chance(400) && counted.Count > 0)
        {
            counted.RemoveAt(random.Next(counted.Count));
        }

        if (random.Chance(300) && Numbers(book, note => note.State != AuditCoupons.InTill) is { Count: > 0 } others)
        {
            counted.Add(others[random.Next(others.Count)]);
        }

        return new AskedTillClosing(id, random.Chance(40) ? "1 x 1000" : Count(counted), Text(counted), till.Teller)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Series(SimulationRandom random) => With(random, book => new AskedSeries(
        random.Chance(30) ? 55_551 : book.Ledger, $"S{(char)('A' + random.Next(6))}", knowledge.Today.AddDays(-100),
        random.Chance(200) ? null : knowledge.Today.AddDays(random.Next(-3, 200)))
    {
        Id = RandomIds.Next(random),
    });

    /// <summary>The next numbers of a series, rarely some that are printed already or of a value that there is not.</summary>
    public Asked? Print(SimulationRandom random) => With(random, book =>
    {
        var series = SeriesOf(random, book);
        var last = Notes.Notes.Keys.Where(note => note.Series == series).Select(static note => note.Number).DefaultIfEmpty(0).Max();
        var first = random.Chance(150) ? 1 + random.Next(30) : last + 1;
        var notes = Enumerable.Range(0, 1 + random.Next(6)).Select(at => (series, first + at)).ToList();
        return new AskedPrint(
            book.Ledger, Text(notes), random.Chance(50) ? 7 : Pick.From(random, book.Values), book.Currency.Code,
            book.Currency.Scale)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Terms(SimulationRandom random) => With(random, book =>
    {
        var (name, value) = random.Next(12) switch
        {
            < 4 => ("feePreset", Pick.From(random, (string[])["A", "B", "C", "D"])),
            4 => ("feeBase", random.Chance(700) ? "credit" : "amount"),
            5 => ("limitMeasures", random.Chance(500) ? "drawn" : "drawnAndFees"),
            6 => ("limitLadder", random.Chance(700) ? "20000, 60000, 150000" : "100000, 500000"),
            7 => ("monthlyCharge", random.Chance(800) ? "250" : "0"),
            8 => ("monthlyRepayment", random.Chance(800) ? "10" : "0"),
            9 => (random.Chance(500) ? "tillsRequired" : "payments", random.Chance(500) ? "false" : "true"),
            10 => ("exchangeFee", $"{random.Next(12)}"),
            _ => ("lateLines", random.Chance(700) ? "open-period" : "refuse"),
        };
        return new AskedTerms(book.Ledger, knowledge.Today.AddDays(random.Next(-1, 2)), name, value)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Payment(SimulationRandom random) => With(random, book =>
    {
        var isPending = random.Chance(250);
        var leg = new AskedLeg(
            Account(random, book), Account(random, book), Amount(random, book), Unit(random, book), book.Currency.Scale,
            random.Chance(900) ? "goods" : Pick.Purpose(random), isPending,
            isPending && random.Chance(500) ? TimeSpan.FromSeconds(1 + random.Next(90)) : null,
            random.Chance(40) ? "because the union says so" : null);
        return new AskedPayment(book.Ledger, random.Chance(30) ? [leg, leg] : [leg], Texts(random), Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    /// <summary>Out of the book, or into it; also from and to accounts of the book's own.</summary>
    public Asked? Trade(SimulationRandom random) => With(random, book =>
    {
        var other = Pick.From(random, knowledge.World.Communities);
        var isOut = random.Chance(600);
        var unit = isOut ? other.Currency : book.Currency;
        return new AskedTrade(
            isOut ? book.Region.Id : other.Region.Id,
            isOut ? Account(random, book) : Pick.Member(random, other),
            isOut ? Pick.Member(random, other) : Account(random, book),
            isOut ? 1 + random.Next(400) : Amount(random, book), unit.Code, unit.Scale,
            random.Chance(900) ? "goods" : "loan", PayerMax: null, Texts(random), Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Account(SimulationRandom random) => With(random, book => new AskedAccount(
        book.Ledger, $"n{random.Next(20)}", Pick.From(random, book.Members).Member,
        random.Chance(600) ? null : -random.Next(90_000), Ceiling: null) { Id = RandomIds.Next(random) });

    public Asked? Limits(SimulationRandom random) => With(random, book => new AskedLimits(
        Pick.From(random, book.Members).Account, random.Chance(200) ? null : -Amount(random, book) * random.Next(5),
        random.Chance(800) ? null : Amount(random, book)) { Id = RandomIds.Next(random) });

    public Asked? Status(SimulationRandom random) => With(random, book => new AskedStatus(
        Account(random, book), random.Next(10) switch { < 8 => 1, < 9 => 2, _ => 3 }) { Id = RandomIds.Next(random) });

    public Asked? End(SimulationRandom random) => With(random, book =>
        new AskedEnd(Account(random, book)) { Id = RandomIds.Next(random) });

    /// <summary>Mostly from a day that is over.</summary>
    public Asked? Calendar(SimulationRandom random) => With(random, book => new AskedPeriodCalendar(
        book.Ledger, random.Chance(700) ? "daily" : "weekly:3", new TimeOnly(random.Next(24), 15), [], [],
        random.Chance(300) ? null : knowledge.Today.AddDays(-2 - random.Next(8))) { Id = RandomIds.Next(random) });

    private Asked? With(SimulationRandom random, Func<WorldCoupons, Asked?> make) =>
        knowledge.World.Coupons.Count == 0 ? null : make(Pick.From(random, knowledge.World.Coupons));

    // The host reads amounts in the book's unit.
    private AskedCounter Line(
        SimulationRandom random, WorldCoupons book, int kind, string notes, string handed, Guid? till) => new(
        random.Chance(10) ? Pick.From(random, knowledge.World.Communities).Ledger : book.Ledger, kind, Account(random, book),
        kind == AskedCounter.Exchange ? 0
            : random.Chance(60) ? Amount(random, book)
            : (long)Notes.Worth(notes),
        book.Currency.Code, book.Currency.Scale, notes, handed, till, random.Chance(30) ? 0 : 1 + random.Next(3), Texts(random))
    {
        Id = RandomIds.Next(random),
    };

    private long Account(SimulationRandom random, WorldCoupons book) => random.Next(100) switch
    {
        < 1 => 99_996,
        < 2 => Pick.From(random, knowledge.World.Communities).Members[0].Account,
        < 6 => book.System[AccountRole.Administration],
        < 9 => book.System[AccountRole.CommunityFund],
        < 11 => book.System[Pick.From(random, (AccountRole[])
            [AccountRole.Circulation, AccountRole.TillDifference, AccountRole.Balance, AccountRole.Region, AccountRole.Opening])],
        _ => Pick.From(random, book.Members).Account,
    };

    private Guid? Till(SimulationRandom random, WorldCoupons book)
    {
        var tills = Notes.Tills.Where(pair => random.Chance(20)
            || (pair.Value.Ledger == book.Ledger && (pair.Value.IsOpen || random.Chance(20)))).ToList();
        return random.Chance(60) ? null
            : tills.Count == 0 || random.Chance(20) ? RandomIds.Next(random)
            : Pick.From(random, tills).Key;
    }

    private static bool IsAt(AuditNote note, Guid? till) =>
        till is null ? note.State == AuditCoupons.Stock : note.State == AuditCoupons.InTill && note.Till == till;

    // Few are hot: mostly among the first of them, so that many reach for the same.
    private string Some(
        SimulationRandom random, WorldCoupons book, Predicate<AuditNote> isMeant, int most, bool? isExpired = null)
    {
        var numbers = Numbers(book, isMeant);
        if (isExpired is { } wanted)
        {
            numbers.RemoveAll(note => Notes.Series[note.Series].LastValidDay < knowledge.Today != wanted);
        }

        var chosen = new HashSet<(string Series, long Number)>();
        for (var count = random.Next(most); count >= 0 && numbers.Count > 0; count--)
        {
            chosen.Add(numbers[random.Next(random.Chance(500) ? Math.Min(numbers.Count, 6) : numbers.Count)]);
        }

        if (random.Chance(60) || chosen.Count == 0)
        {
            chosen.Add((random.Chance(100) ? "NONE" : SeriesOf(random, book), 1 + random.Next(60)));
        }

        return Text(chosen);
    }

    private List<(string Series, long Number)> Numbers(WorldCoupons book, Predicate<AuditNote> isMeant) =>
        [.. Notes.Notes.Where(note => note.Value.Ledger == book.Ledger && isMeant(note.Value)).Select(static note => note.Key)];

    // Mostly of the book.
    private string SeriesOf(SimulationRandom random, WorldCoupons book)
    {
        var all = Notes.Series.Where(pair => pair.Value.Ledger == book.Ledger || random.Chance(100)).Select(static pair => pair.Key)
            .Order(StringComparer.Ordinal).ToList();
        return Pick.From(random, all);
    }

    private string Count(IEnumerable<(string Series, long Number)> notes) => string.Join(", ", notes
        .Select(note => Notes.Notes[note].Value).GroupBy(static value => value).OrderByDescending(static group => group.Key)
        .Select(static group => $"{group.Count()} x {group.Key}"));

    // Consecutive numbers as one range.
    private static string Text(IEnumerable<(string Series, long Number)> notes)
    {
        var ranges = new List<(string Series, long First, long Last)>();
        foreach (var (series, number) in notes.OrderBy(static note => note.Series, StringComparer.Ordinal)
            .ThenBy(static note => note.Number))
        {
            if (ranges.Count > 0 && ranges[^1] is var open && open.Series == series && open.Last + 1 == number)
            {
                ranges[^1] = open with { Last = number };
            }
            else
            {
                ranges.Add((series, number, number));
            }
        }

        static string Six(long number) => number.ToString("000000", CultureInfo.InvariantCulture);
        return string.Join(", ", ranges.Select(range =>
            $"{range.Series} {Six(range.First)}{(range.First == range.Last ? "" : $"-{Six(range.Last)}")}"));
    }

    private static long Amount(SimulationRandom random, WorldCoupons book) => random.Next(100) switch
    {
        < 2 => Pick.Amount(random),
        < 30 => 1_000L * (1 + random.Next(40)) * book.Currency.MinorPerUnit,
        < 90 => 1 + random.Next(15_000),
        _ => 1 + random.Next(60_000) * book.Currency.MinorPerUnit,
    };

    private static string Unit(SimulationRandom random, WorldCoupons book) => random.Chance(10) ? "ODD" : book.Currency.Code;

    private static string Teller(SimulationRandom random) => Pick.From(random, Tellers);

    private static Guid Derived(Guid till)
    {
        Span<byte> bytes = stackalloc byte[16];
        till.TryWriteBytes(bytes);
        bytes[0] ^= 0x5A;
        return new Guid(bytes);
    }

    private AskedTexts Texts(SimulationRandom random) => new(
        knowledge.Today.AddDays(random.Chance(800) ? 0 : -random.Next(9)), random.Chance(800), Reference: null, Document: null,
        ClaimsDocument: false);
}
