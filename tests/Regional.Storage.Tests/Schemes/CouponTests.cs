using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Queries;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Schemes;

/// <summary>Notes, tills and lines under the journal's locks, and 002's ledgers read back.</summary>
public sealed class CouponTests : IAsyncLifetime
{
    private World _world = null!;
    private CouponBooks _books = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.CreateAsync();
        _books = await CouponBooks.CreateAsync(_world);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_members_account_opens_with_the_limit_and_the_fee_on_it_and_the_book_has_its_own_accounts()
    {
        Assert.Equal(-107_000L, await _world.Test.ScalarAsync<long>($"select floor from accounts where id = {_books.Member}"));
        Assert.Equal(5L, await _world.Test.ScalarAsync<long>(
            $"select count(*) from accounts where ledger_id = {_books.Book} and role between 16 and 20"));
        Assert.Equal(4L, await _world.Test.ScalarAsync<long>(
            "select count(*) from accounts a join ledgers l on l.id = a.ledger_id where l.code = 'alpha-rupiah' and a.role in (17, 18, 22, 23)"));
        Assert.Equal(new DateOnly(2027, 1, 1), await _world.Test.ScalarAsync<DateOnly>(
            "select last_valid_day from coupon_series where code = 'ALP-A'"));
    }

    [Fact]
    public async Task Notes_of_one_batch_move_in_the_order_of_its_members()
    {
        var given = await _books.MoveAsync(NoteMove.HandedOut, 1, 3);
        var taken = await _books.MoveAsync(NoteMove.TakenIn, 2, 3);
        var again = await _books.MoveAsync(NoteMove.HandedOut, 3, 3);
        var twice = await _books.MoveAsync(NoteMove.TakenIn, 2, 2);

        Assert.Equal(
            ["posted", "posted", "posted", "noteDepositedTwice"], await CommitAsync(given, taken, again, twice));

        Assert.Equal("3 issued 1, 2 issued 1, 3 issued 2", await _world.Test.ScalarAsync<string>(
            "select string_agg(state || ' issued ' || times_issued, ', ' order by number) from coupon_notes where number <= 3"));
    }

    [Fact]
    public async Task What_the_rules_would_accept_twice_the_table_accepts_once()
    {
        await _world.PostAsync(await _books.MoveAsync(NoteMove.HandedOut, 1, 1));
        var postings = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => _books.MoveAsync(NoteMove.TakenIn, 1, 1)));

        var outcomes = await Task.WhenAll(postings.Select(posting => CommitAsync(posting)));

        Assert.Equal(1, outcomes.Count(static outcome => outcome[0] == "posted"));
        Assert.Equal(0L, await _world.Test.ScalarAsync<long>(
            $"select credits_posted - debits_posted from accounts where ledger_id = {_books.Book} and role = 16"));
    }

    [Fact]
    public async Task Commands_about_notes_and_tills_refuse_what_cannot_be()
    {
        await _world.RefusedAsync(Print("ALP-A", 100, 101, 1_000), RefusalReason.NotesPrinted);
        await _world.RefusedAsync(Print("ALP-Z", 1, 2, 1_000), RefusalReason.SeriesUnknown);
        await _world.RefusedAsync(Print("ALP-A", 200, 201, 2_000), RefusalReason.ValueNotOffered);
        await _world.RefusedAsync(Series("ALP-A"), RefusalReason.SeriesTaken);
        await _world.RefusedAsync(
            New(new RegisterSeries(
                _world.Alpha.Ledger, "ALP-B", "Kupon", new DateOnly(2026, 1, 1), null,
                ImmutableSortedDictionary<string, string>.Empty)
            {
                Id = default,
                Actor = "",
            }),
            RefusalReason.CommandNotOfScheme);
        await _world.RefusedAsync(Open(CouponBooks.Teller, 60, 61), RefusalReason.TillOpen);
        await _world.RefusedAsync(Open("teller:alpha/budi", 50, 51), RefusalReason.NoteNotAtHand);
        await _world.RefusedAsync(Open("teller:alpha/budi", 101, 101), RefusalReason.NoteUnknown);
        await _world.RefusedAsync(Close(NewId(), 0), RefusalReason.TillNotOpen);
        await _world.RefusedAsync(Close(_books.Till, 49), RefusalReason.NotesDiffer);
    }

    [Fact]
    public async Task A_till_counted_in_full_closes_and_its_notes_are_in_the_stock_again()
    {
        var closed = await _world.DoneAsync(Close(_books.Till, 50));
        Assert.Equal(("50000", "50000", "", ""), (closed["expected"], closed["counted"], closed["missing"], closed["found"]));
        Assert.Equal(100L, await _world.Test.ScalarAsync<long>("select count(*) from coupon_notes where state = 1 and till is null"));
        await _world.RefusedAsync(Close(_books.Till, 50), RefusalReason.TillNotOpen);
        Assert.Equal(["tillNotOpen"], await CommitAsync(await _books.MoveAsync(NoteMove.HandedOut, 1, 1)));
    }

    [Fact]
    public async Task The_ledgers_of_002_are_the_journals_lines_and_the_journal_cumulates_to_circulation()
    {
        var (administration, fund) = (
            await _books.SystemAsync(AccountRole.Administration), await _books.SystemAsync(AccountRole.CommunityFund));
        var withdrawal = await _books.MoveAsync(NoteMove.HandedOut, 1, 20);
        await _world.PostAsync(withdrawal with
        {
            Legs =
            [
                withdrawal.Legs[0],
                Payments.Leg(_books.Book, _books.Member, administration, new Amount(1_000, Rupiah)) with { Purpose = "fee" },
                Payments.Leg(_books.Book, _books.Member, fund, new Amount(400, Rupiah)) with { Purpose = "fee" },
            ],
        });
        await _world.PostAsync(await _books.MoveAsync(NoteMove.TakenIn, 1, 5));
        await _world.PostAsync(Payments.New(
            Payments.Day, Payments.Leg(_books.Book, fund, _books.Member, new Amount(300, Rupiah))));
        ICouponQueries queries = new CouponQueries(_world.Test.Database);

        var period = (await queries.FindPeriodAsync(_books.Book, Payments.Day, Payments.Day, CancellationToken.None))!;

        Assert.Equal(
            [
                "1 m0001 in 0 out 20000 fees 1000 400 fund out 0 payments 0 0",
                "2 m0001 in 5000 out 0 fees 0 0 fund out 0 payments 0 0",
                "3 community-fund in 0 out 0 fees 0 0 fund out 300 payments 0 300",
                "4 m0001 in 0 out 0 fees 0 0 fund out 0 payments 300 0",
            ],
            period.Lines.Select(static line =>
                $"{line.Number} {line.Account} in {line.In} out {line.Out} fees {line.Administration} {line.FundIn} "
                + $"fund out {line.FundOut} payments {line.PaymentIn} {line.PaymentOut}"));
        Assert.Equal((20_000L, 5_000L, 15_000L, 0L), (period.Journal.Out, period.Journal.In, period.Journal.Cumulative, period.Journal.SystemBalance));
        Assert.Equal(period.Journal.Cumulative, period.Circulation);
        Assert.Equal((1_000L, 100L), (period.Administration, period.CommunityFund));
        // The account was opened long after the day of its lines: history that was moved in counts from its first line on.
        var before = await queries.FindPeriodAsync(
            _books.Book, Payments.Day.AddDays(-1), Payments.Day.AddDays(-1), CancellationToken.None);
        Assert.Equal((0L, 1L), (before!.Accounts, period.Accounts));
        var end = await queries.FindPeriodAsync(
            _books.Book, new DateOnly(2100, 1, 1), new DateOnly(2100, 1, 1), CancellationToken.None);
        Assert.Equal((1L, 15_000L), (end!.Accounts, end.Journal.OpeningCirculation));

        var mine = await queries.FindIndividualAsync(
            _books.Book, _books.Member, Payments.Day, Payments.Day, CancellationToken.None);
        Assert.Equal([-21_400L, -16_400L, -16_100L], mine.Lines.Select(static line => line.Balance));
        var ofFund = await queries.FindIndividualAsync(_books.Book, fund, Payments.Day, Payments.Day, CancellationToken.None);
        Assert.Equal([(400L, 0L, 400L), (0L, 300L, 100L)], ofFund.Lines.Select(static line => (line.In, line.Out, line.Balance)));
        var next = await queries.FindIndividualAsync(
            _books.Book, _books.Member, Payments.Day.AddDays(1), Payments.Day.AddDays(2), CancellationToken.None);
        Assert.Equal((-16_100L, 0), (next.Opening, next.Lines.Length));
        Assert.Equal(
            [new MemberBalance("m0001", "Member m0001", -16_100)],
            await queries.FindBalancesAsync(_books.Book, Payments.Day, CancellationToken.None));
    }

    [Fact]
    public async Task A_note_is_followed_by_its_number()
    {
        await _world.PostAsync(await _books.MoveAsync(NoteMove.HandedOut, 7, 9));
        await _world.PostAsync(await _books.MoveAsync(NoteMove.TakenIn, 8, 8));
        ICouponQueries queries = new CouponQueries(_world.Test.Database);

        var note = (await queries.FindNoteAsync(_books.Book, new NoteSerial("ALP-A", 8), CancellationToken.None))!;

        Assert.Equal((NoteState.Till, 1L), (note.State, note.TimesIssued));
        Assert.Equal([NoteMove.HandedOut, NoteMove.TakenIn], note.Moves.Select(static step => step.Move));
        Assert.Null(await queries.FindNoteAsync(_books.Book, new NoteSerial("ALP-A", 800), CancellationToken.None));
    }

    private async Task<string[]> CommitAsync(params Posting[] postings)
    {
        var result = await _world.Journal.CommitAsync(new JournalBatch([], [.. postings]), CancellationToken.None);
        return [.. postings.Select(posting => Word(result.Outcomes[posting.Id]))];
    }

    private static string Word(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Posted => "posted",
        PostingOutcome.Refused refused => refused.Refusal.Entry.Code,
        _ => outcome.ToString(),
    };

    private PrintNotes Print(string series, long first, long last, long value) =>
        New(new PrintNotes(_books.Book, new NoteRange(series, first, last), new Amount(value, Rupiah)) { Id = default, Actor = "" });

    private RegisterSeries Series(string code) => New(new RegisterSeries(
        _books.Book, code, "Kupon", new DateOnly(2026, 1, 1), null, ImmutableSortedDictionary<string, string>.Empty)
    {
        Id = default,
        Actor = "",
    });

    private OpenTill Open(string teller, long first, long last) =>
        new(_books.Book, [new NoteRange("ALP-A", first, last)]) { Id = NewId(), Actor = teller };

    private static CloseTill Close(OperationId till, long counted) => new(
        till, NoteCounts.None.With(1_000, counted), counted == 0 ? [] : [new NoteRange("ALP-A", 1, 50)])
    {
        Id = NewId(),
        Actor = CouponBooks.Teller,
    };
}
