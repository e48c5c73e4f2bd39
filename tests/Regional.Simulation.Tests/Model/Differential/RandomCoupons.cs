using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>Commands of coupon books at random: series, prints, tills, terms, calendars; mostly sense, some nonsense.</summary>
internal sealed class RandomCoupons(TwoStores both, Known known)
{
    /// <summary>How long before today the first periods begin.</summary>
    public const int PastDays = 40;

    private const string Me = "test";
    private const int MemberCount = 4;
    private const int NoteCount = 12;

    private static readonly string[] Cycles = ["daily", "weekly:5", "monthly:31"];
    private static readonly string[] Tellers = ["teller:ani", "teller:budi"];
    private static readonly long[] Values = [1_000, 5_000, 10_000, 20_000];
    private static readonly Currency Unit = new("IDR", 0);

    private int _series;

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>Two coupon books; the first has the two other books of 002 beside it.</summary>
    public LedgerId[] Books => [.. Ledgers(CouponScheme.SchemeName)];

    public LedgerId Convertible => Ledgers(ConvertibleScheme.SchemeName).First();

    public CouponRows Rows => both.Model.Tables.Coupons;

    /// <summary>A region with two communities on coupons; each is asked for when the one before is done.</summary>
    public IEnumerable<Command> Beginning()
    {
        yield return new CreateRegion("region", "Region", Unit, "UTC", CapPolicy.Refuse) { Id = known.NewId(), Actor = Me };
        foreach (var town in new[] { "a", "b" })
        {
            yield return new CreateCommunity(known.Regions[0], $"town-{town}", "Town") { Id = known.NewId(), Actor = Me };
            yield return Ledger($"book-{town}", CouponScheme.SchemeName, isTrading: true);
            for (var member = 0; member < MemberCount; member++)
            {
                yield return new AddMember(known.Communities[^1], $"m{member}", "Member") { Id = known.NewId(), Actor = Me };
                yield return Account(known.Ledgers[^1].Id, $"a{member}", known.Members[^1]);
            }
        }

        yield return Ledger("convertible", ConvertibleScheme.SchemeName, isTrading: false);
        yield return Account(known.Ledgers[^1].Id, "c0", known.Members[^1]);
        yield return new SetTerms(
            known.Ledgers[^1].Id, Today, ImmutableSortedDictionary<string, string>.Empty.Add("offered", "true"))
        {
            Id = known.NewId(),
            Actor = Me,
        };
        yield return Ledger("rupiah", RupiahScheme.SchemeName, isTrading: false);
        foreach (var book in Books)
        {
            foreach (var last in new[] { Today.AddDays(300), Today.AddDays(-20), Today.AddDays(-PastDays - 30) })
            {
                yield return Series(book, last);
                foreach (var value in Values)
                {
                    yield return Print(book, $"S{(char)('A' + _series - 1)}", value);
                }
            }

            yield return new OpenTill(book, [.. Rows.Runs.Where(run => run.Ledger == book).Select(static run => run.Range)])
            {
                Id = known.NewId(),
                Actor = Tellers[0],
            };
            yield return Calendar(book, Today.AddDays(-PastDays));
            yield return new SetTerms(
                book, Today,
                ImmutableSortedDictionary<string, string>.Empty.Add("monthlyCharge", "250").Add("monthlyRepayment", "10"))
            {
                Id = known.NewId(),
                Actor = Me,
            };
        }
    }

    public Command Next()
    {
        var id = known.NewId();
        var book = Book();
        return known.Next(20) switch
        {
            0 => Series(known.Chance(900) ? book : known.AnyLedger(), known.Chance(300) ? null : Today.AddDays(known.Next(90) - 45)),
            1 => new RegisterSeries(book, "SA", "Kupon", Today, null, Design) { Id = id, Actor = Me },
            2 or 3 => Print(known.Chance(900) ? book : known.AnyLedger(), AnySeries(), Value()),
            < 9 => new OpenTill(
                book, Some(Of(book, note => note.State == NoteState.Stock || known.Chance(5)), most: 40)) { Id = id, Actor = Teller() },
            9 or 10 => Close(),
            11 => new SetPin(known.Any(known.Members, new MemberId(99)), [1, 2], [(byte)known.Next(9)]) { Id = id, Actor = Me },
            12 => new SetTerms(book, Today.AddDays(known.Next(2)), Parameters()) { Id = id, Actor = Me },
            13 => Calendar(known.Chance(900) ? book : known.AnyLedger(), first: null),
            14 or 15 => new SetStatus(Member(book), known.Chance(900) ? AccountStatus.Open : AccountStatus.Suspended)
            {
                Id = id,
                Actor = Me,
            },
            16 => new SetLimits(Member(book), -known.Next(400_000), null) { Id = id, Actor = Me },
            17 => Account(book, $"x{known.Next(20)}", known.Any(known.Members, new MemberId(99))),
            18 when known.Chance(200) => new CloseAccount(Member(book)) { Id = id, Actor = Me },
            _ => new OpenTill(book, []) { Id = id, Actor = Teller() },
        };
    }

    /// <summary>A date in the books, in periods that are closed, that end and that are open.</summary>
    public DateOnly Date() => Today.AddDays(known.Chance(700) ? 0 : -known.Next(PastDays + 3));

    public LedgerId Book() => known.Any(Books, Books[0]);

    /// <summary>A member of the book, rarely another account.</summary>
    public AccountId Member(LedgerId book)
    {
        var members = both.Model.Tables.Accounts
            .Where(row => row.State.Ledger == book && row.State.Role == AccountRole.Member).ToArray();
        return known.Chance(60) ? known.AccountOf(book) : members[known.Next(members.Length)].State.Id;
    }

    /// <summary>An account of the book's own.</summary>
    public AccountId System(LedgerId book, AccountRole role) =>
        both.Model.Tables.Accounts.Find(row => row.State.Ledger == book && row.State.Role == role)!.State.Id;

    /// <summary>Notes of a book of which something is so.</summary>
    public List<NoteSerial> Of(LedgerId book, Func<NoteRecord, bool> isSo) =>
        [.. Rows.NotesOf(book, isSo).Select(static note => note.Key)];

    /// <summary>A few of them, as ranges; now and then one that is none of them.</summary>
    public ImmutableArray<NoteRange> Some(List<NoteSerial> notes, int most)
    {
        var chosen = new HashSet<NoteSerial>();
        for (var count = known.Next(most); count >= 0 && notes.Count > 0; count--)
        {
            chosen.Add(notes[known.Next(notes.Count)]);
        }

        if (known.Chance(60) || chosen.Count == 0)
        {
            chosen.Add(new NoteSerial(AnySeries(), 1 + known.Next(60)));
        }

        return [.. NoteRange.Of(chosen)];
    }

    public OperationId? AnyTill(LedgerId book)
    {
        var open = Rows.Tills.Where(till => till.Ledger == book && (till.IsOpen || known.Chance(30))).ToArray();
        return known.Chance(40) ? null : open.Length == 0 || known.Chance(20) ? known.NewId() : open[known.Next(open.Length)].Id;
    }

    private static ImmutableSortedDictionary<string, string> Design => ImmutableSortedDictionary<string, string>.Empty;

    private IEnumerable<LedgerId> Ledgers(string scheme) => both.Model.Tables.Ledgers
        .Where(ledger => ledger.Scheme == scheme).Select(static ledger => ledger.Id);

    private CreateLedger Ledger(string code, string scheme, bool isTrading) =>
        new(known.Communities[^1], code, Unit, scheme, isTrading) { Id = known.NewId(), Actor = Me };

    private OpenAccount Account(LedgerId ledger, string code, MemberId member) =>
        new(ledger, code, member, AccountKind.General, Floor: null, Ceiling: null) { Id = known.NewId(), Actor = Me };

    private RegisterSeries Series(LedgerId book, DateOnly? last) => new(
        book, $"S{(char)('A' + (_series++ % 26))}", "Kupon", Today.AddDays(-200), last, Design) { Id = known.NewId(), Actor = Me };

    private PrintNotes Print(LedgerId book, string series, long value)
    {
        var printed = Rows.Runs.Where(run => run.Range.Series == series).Select(static run => run.Range.Last).DefaultIfEmpty(0).Max();
        var first = known.Chance(150) ? 1 + known.Next(40) : printed + 1;
        return new PrintNotes(book, new NoteRange(series, first, first + known.Next(NoteCount)), new Amount(value, Unit))
        {
            Id = known.NewId(),
            Actor = Me,
        };
    }

    // Mostly counted rightly; sometimes a note is missing, or one more lies in the till.
    private CloseTill Close()
    {
        var till = Rows.Tills.Where(static till => till.IsOpen).Select(static till => till.Id).ToList();
        var id = till.Count == 0 || known.Chance(200) ? known.NewId() : till[known.Next(till.Count)];
        var notes = Rows.Notes.Where(note => note.Value.Record.Till == id).Select(static note => note.Key).ToList();
        if (known.Chance(400) && notes.Count > 0)
        {
            notes.RemoveAt(known.Next(notes.Count));
        }

        var outside = Rows.Notes.Where(static note => note.Value.Record.State == NoteState.Outside)
            .Select(static note => note.Key).ToList();
        if (known.Chance(300) && outside.Count > 0)
        {
            notes.Add(outside[known.Next(outside.Count)]);
        }

        if (known.Chance(60))
        {
            notes.Add(new NoteSerial(AnySeries(), 1 + known.Next(60)));
        }

        var counted = notes.Distinct().Aggregate(NoteCounts.None, (all, note) =>
            all.With(Rows.Notes.TryGetValue(note, out var row) ? row.Value : Value(), 1));
        return new CloseTill(
            id, known.Chance(50) ? counted.With(1_000, 1) : counted, [.. NoteRange.Of(notes)])
        {
            Id = known.NewId(),
            Actor = Me,
        };
    }

    private SetPeriodCalendar Calendar(LedgerId ledger, DateOnly? first) => new(
        ledger, Cycles[known.Next(Cycles.Length)], new TimeOnly(known.Next(24), 0), [6, 7],
        [Today.AddDays(-known.Next(PastDays))], first)
    {
        Id = known.NewId(),
        Actor = Me,
    };

    private ImmutableSortedDictionary<string, string> Parameters()
    {
        var terms = ImmutableSortedDictionary.CreateBuilder<string, string>();
        terms["feePreset"] = new[] { "A", "A", "B", "C", "D" }[known.Next(5)];
        terms["feeBase"] = known.Chance(500) ? "amount" : "credit";
        terms["limitLadder"] = known.Chance(700) ? "20000, 60000, 90000" : "100000, 500000";
        terms["limitMeasures"] = known.Chance(700) ? "drawn" : "drawnAndFees";
        terms["tillsRequired"] = known.Chance(700) ? "true" : "false";
        terms["monthlyCharge"] = known.Chance(500) ? "0" : "250";
        terms["monthlyRepayment"] = known.Chance(300) ? "0" : "10";
        terms["payments"] = known.Chance(900) ? "true" : "false";
        terms["lateLines"] = "open-period";
        if (known.Chance(60))
        {
            terms["denominations"] = known.Chance(500) ? "1000, 5000, 10000, 20000" : "many";
        }

        return terms.ToImmutable();
    }

    private string AnySeries() =>
        known.Chance(40) ? "NONE" : Rows.Series.Count == 0 ? "SA" : Rows.Series[known.Next(Rows.Series.Count)].Code;

    private long Value() => known.Chance(50) ? 700 : Values[known.Next(Values.Length)];

    private string Teller() => Tellers[known.Next(Tellers.Length)];
}
