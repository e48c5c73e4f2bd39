using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Ledger;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>
/// Coupon books with their notes on PostgreSQL and on the model: lines of the counter, payments, corrections, tills, prints
/// and ends of periods, every answer compared and everything that a plan rests on.
/// </summary>
public sealed class CouponDifferentialTests
{
    private const int StepCount = 1_200;
    private const int StepsBetweenReads = 150;

    /// <summary>Answers without which a run has compared too little.</summary>
    private static readonly string[] MustOccur =
    [
        "Posted", "done", "StateChanged", "NoteDepositedTwice", "NoteNeverIssued", "NoteNotAtHand", "NoteExpired",
        "NoteUnknown", "NotesDiffer", "TillNotOpen", "TillNotOpen of a command", "NoteNotAtHand of a command",
        "NotesPrinted of a command", "AlreadyCorrected", "LineUnknown", "PeriodClosed", "WithdrawCoupons posted",
        "DepositCoupons posted", "ExchangeNotes posted", "SettleTill posted", "CorrectLine posted", "ConvertRupiah posted",
        "charge of a period",
    ];

    public static TheoryData<int> Seeds => DifferentialTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Coupon_books_and_their_notes_are_kept_alike(int seed)
    {
        await using var both = await TwoStores.OpenAsync();
        both.Seed = $"Seed {seed}";
        var known = new Known(new SimulationRandom((ulong)seed));
        var coupons = new RandomCoupons(both, known);
        var counter = new RandomCounter(coupons, known);
        var ends = new RandomPeriodEnds(both, known);
        foreach (var command in coupons.Beginning())
        {
            known.Take(command, await both.ExecuteAsync(command));
        }

        await both.BackdateCalendarsAsync(RandomCoupons.PastDays);
        await both.BackdateTermsAsync(RandomCoupons.PastDays);
        for (var step = 1; step <= StepCount; step++)
        {
            switch (known.Next(20))
            {
                case < 11:
                    await CommitAsync(both, known, counter);
                    break;
                case < 15:
                    var command = coupons.Next();
                    known.Take(command, await both.ExecuteAsync(command));
                    break;
                case < 19:
                    await ends.AdvanceAsync(coupons.Book());
                    break;
                default:
                    await both.PassAsync(TimeSpan.FromMinutes(10 + known.Next(100)));
                    break;
            }

            if (step % StepsBetweenReads == 0)
            {
                await CompareReadsAsync(both, known, coupons);
            }
        }

        Assert.Empty(await both.FindBrokenAsync());
        Assert.All(MustOccur, kind => Assert.True(both.Tally.ContainsKey(kind), $"{both.Seed}: no {kind} among {both.Answers}"));
    }

    // Often several at once, planned on the same figures: at most one of those that rest on the same account is made.
    private static async Task CommitAsync(TwoStores both, Known known, RandomCounter counter)
    {
        var members = ImmutableArray.CreateBuilder<Posting>();
        for (var count = known.Chance(600) ? 1 : 1 + known.Next(4); count > 0; count--)
        {
            members.Add(await counter.Next().PlanAsync(both, known));
        }

        var postings = members.ToImmutable();
        var result = await both.CommitAsync(new JournalBatch([], postings));
        known.Take(postings, result);
        foreach (var posting in postings)
        {
            if (result?.Outcomes[posting.Id] is PostingOutcome.Posted)
            {
                both.Count($"{posting.Kind} posted");
            }
        }
    }

    private static async Task CompareReadsAsync(TwoStores both, Known known, RandomCoupons coupons)
    {
        await both.CompareNotesAsync();
        foreach (var ledger in coupons.Books.Append(coupons.Convertible))
        {
            await both.ReadAsync("terms", directory => directory.FindLedgerAsync(ledger, default));
            foreach (var period in await both.ReadAsync("periods", reader => reader.FindAllAsync(ledger, 100, default)))
            {
                await both.ReadAsync("exceptions", (IPeriodReader reader) =>
                    reader.FindExceptionsAsync(period.Span.Id, 100, default));
            }
        }

        await both.ReadAsync("accounts", async directory =>
            (await directory.FindAccountsAsync([.. known.Accounts.Select(static one => one.Id)], default))
                .Sort(static (a, b) => a.Id.CompareTo(b.Id)));
        foreach (var posting in known.Postings.TakeLast(20))
        {
            await both.ReadAsync("operation", directory => directory.FindOperationAsync(posting.Id, default));
            await both.ReadAsync("legs", directory => directory.FindLegsAsync(posting.Id, default));
        }
    }
}
