using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Schemes.Coupons.CouponBook;

namespace Regional.Domain.Tests.Schemes.Coupons;

public sealed class NoteTests
{
    private static readonly NoteSerial Serial = new("MEN-A", 1);

    /// <summary>Where the note is, what is done with it, and what the rules say; or where it is then.</summary>
    public static TheoryData<string, NoteMove, string> Table => new()
    {
        { "in the till, new", NoteMove.HandedOut, "Outside 1" },
        { "in the till, returned", NoteMove.HandedOut, "Outside 2" },
        { "in another till", NoteMove.HandedOut, "noteNotAtHand" },
        { "in the stock", NoteMove.HandedOut, "noteNotAtHand" },
        { "outside", NoteMove.HandedOut, "noteNotAtHand" },
        { "nowhere", NoteMove.HandedOut, "noteNotAtHand" },
        { "outside", NoteMove.TakenIn, "Till 1" },
        { "in the till, returned", NoteMove.TakenIn, "noteDepositedTwice" },
        { "in another till", NoteMove.TakenIn, "noteDepositedTwice" },
        { "in the till, new", NoteMove.TakenIn, "noteNeverIssued" },
        { "in the stock", NoteMove.TakenIn, "noteNeverIssued" },
        { "nowhere", NoteMove.TakenIn, "noteNeverIssued" },
        { "withdrawn", NoteMove.TakenIn, "noteWithdrawn" },
        { "outside", NoteMove.Exchanged, "Withdrawn 1" },
        { "withdrawn", NoteMove.Exchanged, "noteWithdrawn" },
        { "in the till, new", NoteMove.Exchanged, "noteNeverIssued" },
        { "outside", NoteMove.NotHandedOut, "Till 0" },
        { "in the till, returned", NoteMove.NotTakenIn, "Outside 1" },
        { "outside", NoteMove.NotTakenIn, "noteNotAtHand" },
        { "withdrawn", NoteMove.NotExchanged, "Outside 1" },
        { "outside", NoteMove.NotExchanged, "noteNotAtHand" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_note_moves_only_from_where_it_is(string where, NoteMove move, string expected)
    {
        var (fact, book) = (Moved(move, Till), Book(where, isOpen: true));
        var refusal = NoteRules.Check(fact, book);
        if (refusal is null)
        {
            NoteRules.Apply(fact, book);
        }

        var after = book.Notes.GetValueOrDefault(new NoteKey(Scene.Book, Serial));
        Assert.Equal(expected, refusal?.Entry.Code ?? $"{after.State} {after.TimesIssued}");
        Assert.Equal(after.State == NoteState.Till, after.Till is not null);
    }

    [Theory]
    [InlineData(NoteMove.HandedOut, true, null)]
    [InlineData(NoteMove.HandedOut, false, "tillNotOpen")]
    [InlineData(NoteMove.Missing, false, null)]
    [InlineData(NoteMove.Missing, true, "tillNotOpen")]
    public void Notes_go_through_an_open_till_and_a_difference_through_a_closed_one(
        NoteMove move, bool isOpen, string? expected) =>
        Assert.Equal(expected, NoteRules.Check(Moved(move, Till), Book("in the till, new", isOpen))?.Entry.Code);

    [Fact]
    public void A_note_deposited_by_one_posting_is_deposited_twice_by_the_next_of_the_batch()
    {
        var book = Book("outside", isOpen: true);
        NoteRules.Apply(Moved(NoteMove.TakenIn, Till), book);
        Assert.Equal("noteDepositedTwice", NoteRules.Check(Moved(NoteMove.TakenIn, Till), book)?.Entry.Code);
    }

    [Fact]
    public void A_fact_is_judged_by_the_posting_that_carries_it()
    {
        var book = Scene.With(
            Scene.State(Circulation, 1_000), Scene.State(Member));
        book.Part<NoteBook>().Tills[Till] = new TillState(Scene.Book, "teller:men/ani", IsOpen: true);
        var posting = Scene.Posting(1, Scene.Pay(Circulation, Member, 1_000)) with { Facts = [Moved(NoteMove.TakenIn, Till)] };
        Assert.Equal("noteNeverIssued", Scene.Word(Scene.Judge(posting, book)));
        book.Part<NoteBook>().Notes[new NoteKey(Scene.Book, Serial)] = new NoteRecord(NoteState.Outside, null, 1);
        Assert.Equal("posted", Scene.Word(Scene.Judge(posting, book)));
        Assert.Equal(NoteState.Till, book.Part<NoteBook>().Notes[new NoteKey(Scene.Book, Serial)].State);
    }

    [Theory]
    [InlineData("MEN-A 101-150", "MEN-A 000101-000150")]
    [InlineData("MEN-A 000007", "MEN-A 000007")]
    [InlineData("  MEN-A   7-7 ", "MEN-A 000007")]
    [InlineData("MEN-A", null)]
    [InlineData("MEN-A 0", null)]
    [InlineData("MEN-A 9-8", null)]
    [InlineData("MEN-A 1-2-3", null)]
    [InlineData("MEN-A -5", null)]
    [InlineData("MEN-A 1000000000", null)]
    [InlineData("MEN-A one", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_range_is_read_as_tellers_write_it(string? text, string? expected) =>
        Assert.Equal(expected, NoteRange.TryParse(text)?.ToString());

    [Fact]
    public void Serials_are_written_as_the_fewest_ranges()
    {
        NoteSerial[] notes = [new("B", 1), new("A", 3), new("A", 2), new("A", 5), new("A", 3)];
        Assert.Equal(["A 000002-000003", "A 000005", "B 000001"], NoteRange.Of(notes).Select(static range => range.ToString()));
        Assert.Empty(NoteRange.Of([]));
    }

    [Theory]
    [InlineData(93_000, "1 x 50000, 2 x 20000, 3 x 1000")]
    [InlineData(100_000, "2 x 50000")]
    [InlineData(0, "")]
    [InlineData(500, null)]
    [InlineData(50_001_000, "1000 x 50000, 1 x 1000")]
    public void Notes_are_paid_with_the_fewest(long amount, string? expected) =>
        Assert.Equal(expected, Change.Unlimited(Terms().Denominations).Make(Worth(amount))?.ToString());

    [Fact]
    public void What_the_largest_note_first_would_miss_is_paid()
    {
        var odd = NoteCounts.None.With(25, 1).With(10, 3);
        Assert.Equal("3 x 10", Change.From(odd).Make(Worth(30))?.ToString());
        Assert.Equal("1 x 25, 1 x 10", Change.From(odd).Make(Worth(35))?.ToString());
        Assert.Null(Change.From(odd).Make(Worth(40)));
        Assert.Equal(35, Change.From(odd).LargestWithin(Worth(44)).Minor);
        Assert.Equal(55, Change.From(odd).LargestWithin(Worth(1_000)).Minor);
        Assert.Equal(0, Change.From(NoteCounts.None).LargestWithin(Worth(1_000)).Minor);
    }

    [Fact]
    public void For_every_stock_and_bound_the_largest_amount_is_the_one_that_counting_all_finds()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var stock = NoteCounts.None.With(3, random.Next(4)).With(7, random.Next(4)).With(11, random.Next(3)).With(20, random.Next(2));
            var sums = Sums(stock);
            var bound = random.Next(90);
            var change = Change.From(stock);
            Assert.True(sums.Where(sum => sum <= bound).Max() == change.LargestWithin(Worth(bound)).Minor, $"seed {seed}");
            Assert.True(sums.Contains(bound) == change.Make(Worth(bound)) is not null, $"seed {seed}");
            Assert.True(change.Make(Worth(bound)) is not { } made || made.Minor == bound, $"seed {seed}");
        }
    }

    private static HashSet<long> Sums(NoteCounts stock) => stock.Counts.Aggregate(
        new HashSet<long> { 0 },
        static (sums, pack) => [.. sums.SelectMany(sum => Enumerable.Range(0, (int)pack.Value + 1).Select(n => sum + (n * pack.Key)))]);

    private static NotesMoved Moved(NoteMove move, OperationId? till) =>
        new(Scene.Book, move, [new NoteRange("MEN-A", 1, 1)], till);

    private static NoteBook Book(string where, bool isOpen)
    {
        var book = new NoteBook();
        book.Tills[Till] = new TillState(Scene.Book, "teller:men/ani", isOpen);
        NoteRecord? note = where switch
        {
            "in the till, new" => new(NoteState.Till, Till, 0),
            "in the till, returned" => new(NoteState.Till, Till, 1),
            "in another till" => new(NoteState.Till, Scene.Operation(78), 1),
            "in the stock" => new(NoteState.Stock, null, 0),
            "outside" => new(NoteState.Outside, null, 1),
            "withdrawn" => new(NoteState.Withdrawn, null, 1),
            _ => null,
        };
        if (note is { } record)
        {
            book.Notes[new NoteKey(Scene.Book, Serial)] = record;
        }

        return book;
    }
}
