using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.MutualCredit;

namespace Regional.TestKit.Journal;

/// <summary>
/// What every journal store must do (DESIGN sections 1 and 2). Each case runs on both paths: as a certain member, which
/// the fast path tries first, and as a doubtful one.
/// </summary>
public abstract class JournalStoreContract
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A fresh world.</summary>
    protected abstract Task<IJournalWorld> OpenAsync();

    // Balance before, floor, ceiling, amount debited (−) or credited (+), whether it is posted.
    public static TheoryData<long, long?, long?, long, bool, bool> Limits
    {
        get
        {
            (long Before, long? Floor, long? Ceiling, long Change, bool Posts)[] rows =
            [
                (0, -100, null, -99, true),
                (0, -100, null, -100, true),
                (0, -100, null, -101, false),
                (50, 0, null, -50, true),
                (50, 0, null, -51, false),
                (0, null, 100, 99, true),
                (0, null, 100, 100, true),
                (0, null, 100, 101, false),
                (-50, null, 0, 50, true),
                (-50, null, 0, 51, false),
                (-200, -100, null, -1, false),
                (-200, -100, null, 1, true),
                (200, null, 100, 1, false),
                (200, null, 100, -1, true),
                (0, null, null, -1_000_000, true),
                (0, -5, 5, 5, true),
                (0, -5, 5, -6, false),
            ];
            var data = new TheoryData<long, long?, long?, long, bool, bool>();
            foreach (var (before, floor, ceiling, change, posts) in rows)
            {
                data.Add(before, floor, ceiling, change, posts, true);
                data.Add(before, floor, ceiling, change, posts, false);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_transfer_is_posted_up_to_the_limit_and_refused_beyond_it(
        long before, long? floor, long? ceiling, long change, bool posts, bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, account, other) = await PairAsync(world);
        await BringAsync(world, ledger, account, other, before);
        await world.SetLimitsAsync(account, floor, ceiling);
        var transfer = change < 0
            ? Postings.Transfer(ledger, account, other, -change)
            : Postings.Transfer(ledger, other, account, change);

        var outcome = await CommitAsync(world, certain, transfer);

        if (posts)
        {
            Assert.IsType<PostingOutcome.Posted>(outcome);
            Assert.Equal(before + change, (await world.ReadAsync(account)).Balance);
        }
        else
        {
            AssertRefused(change < 0 ? RefusalReason.FloorExceeded : RefusalReason.CeilingExceeded, outcome);
            Assert.Equal(before, (await world.ReadAsync(account)).Balance);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_id_and_content_has_one_outcome(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var transfer = Postings.Transfer(ledger, payer, payee, 30);

        var first = Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, transfer));
        var second = Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, transfer));

        Assert.False(first.IsReplay);
        Assert.True(second.IsReplay);
        AssertSame(first.Receipt, second.Receipt);
        Assert.Equal(-30, (await world.ReadAsync(payer)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_same_id_with_other_content_is_refused_naming_the_field(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var transfer = Postings.Transfer(ledger, payer, payee, 30);
        await CommitAsync(world, certain, transfer);

        var reused = await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 31, transfer.Id));

        AssertRefused(RefusalReason.IdReused, reused, new RefusalFact("field", "amount"));
        AssertSame(
            ((PostingOutcome.Posted)await CommitAsync(world, certain, transfer)).Receipt,
            ((PostingOutcome.Posted)await CommitAsync(world, certain, transfer)).Receipt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_id_stays_refused_when_there_is_room_again(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await world.SetLimitsAsync(payer, floor: 0, ceiling: null);
        var transfer = Postings.Transfer(ledger, payer, payee, 10);
        var first = Assert.IsType<PostingOutcome.Refused>(await CommitAsync(world, certain, transfer));
        await CommitAsync(world, certain, Postings.Transfer(ledger, payee, payer, 100));

        var second = Assert.IsType<PostingOutcome.Refused>(await CommitAsync(world, certain, transfer));

        Assert.Equal(first.Refusal, second.Refusal);
        Assert.Equal(100, (await world.ReadAsync(payer)).Balance);
    }

    [Fact]
    public async Task Credits_of_the_same_batch_make_no_room_but_are_there_for_the_next()
    {
        await using var world = await OpenAsync();
        var (ledger, account, other) = await PairAsync(world);
        await world.SetLimitsAsync(account, floor: 0, ceiling: null);
        var credit = Postings.Transfer(ledger, other, account, 100);
        var debit = Postings.Transfer(ledger, account, other, 60);

        var result = await world.Store.CommitAsync(new JournalBatch([credit, debit], []), CancellationToken.None);

        Assert.IsType<PostingOutcome.Posted>(result.Outcomes[credit.Id]);
        Assert.IsType<PostingOutcome.Deferred>(result.Outcomes[debit.Id]);
        Assert.True(result.UsedSecondPath);
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain: true, debit));
        Assert.Equal(40, (await world.ReadAsync(account)).Balance);
    }

    [Fact]
    public async Task A_batch_with_one_offender_posts_all_others()
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var poor = await world.OpenAccountAsync(ledger, floor: -5);
        var good = Enumerable.Range(1, 9).Select(n => Postings.Transfer(ledger, payer, payee, n)).ToImmutableArray();
        var bad = Postings.Transfer(ledger, poor, payee, 6);

        var result = await world.Store.CommitAsync(new JournalBatch(good.Insert(4, bad), []), CancellationToken.None);

        Assert.All(good, posting => Assert.IsType<PostingOutcome.Posted>(result.Outcomes[posting.Id]));
        AssertRefused(RefusalReason.FloorExceeded, result.Outcomes[bad.Id]);
        Assert.Equal(45, (await world.ReadAsync(payee)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_numbers_entries_without_gaps_and_states_the_balance_after_each(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, first, second) = await PairAsync(world);
        var postings = Enumerable.Range(1, 8)
            .Select(n => n % 3 == 0
                ? Postings.Transfer(ledger, second, first, n)
                : Postings.Transfer(ledger, first, second, n))
            .ToImmutableArray();

        var outcomes = (await CommitAllAsync(world, certain, postings)).Outcomes;
        await CommitAllAsync(world, certain, [Postings.Transfer(ledger, first, second, 1)]);

        var balance = 0L;
        for (var n = 1; n <= postings.Length; n++)
        {
            var entry = ((PostingOutcome.Posted)outcomes[postings[n - 1].Id]).Receipt.Entries[0];
            balance += n % 3 == 0 ? n : -n;
            var (number, after) = entry.Debit == first
                ? (entry.DebitEntry, entry.DebitBalance)
                : (entry.CreditEntry, entry.CreditBalance);
            Assert.Equal((n, balance), (number, after));
        }

        Assert.Equal(9, (await world.ReadAsync(first)).Entries);
        Assert.Equal(0, (await world.ReadAsync(first)).Balance + (await world.ReadAsync(second)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_posting_happens_entirely_or_not_at_all(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var poor = await world.OpenAccountAsync(ledger, floor: 0);

        var outcome = await CommitAsync(world, certain, Postings.Of(
            null, Postings.Move(ledger, payer, payee, 10), Postings.Move(ledger, poor, payee, 1)));

        AssertRefused(RefusalReason.FloorExceeded, outcome);
        Assert.Equal(0, (await world.ReadAsync(payee)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task News_carry_the_accounts_as_committed(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);

        var result = await CommitAllAsync(world, certain, [Postings.Pend(ledger, payer, payee, 7)]);

        Assert.Equal(2, result.Accounts.Length);
        Assert.Equal(await world.ReadAsync(payer), result.Accounts.Single(account => account.Id == payer));
        Assert.Equal(await world.ReadAsync(payee), result.Accounts.Single(account => account.Id == payee));
    }

    [Theory]
    [InlineData(TransferAction.PostPending, 40, 40, true)]
    [InlineData(TransferAction.PostPending, 40, 40, false)]
    [InlineData(TransferAction.PostPending, 15, 15, true)]
    [InlineData(TransferAction.PostPending, 15, 15, false)]
    [InlineData(TransferAction.VoidPending, 40, 0, true)]
    [InlineData(TransferAction.VoidPending, 40, 0, false)]
    [InlineData(TransferAction.VoidPending, 1, 0, true)]
    public async Task A_pending_transfer_holds_its_amount_and_ends_once(
        TransferAction action, long asked, long moved, bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var pending = Postings.Pend(ledger, payer, payee, 40, Hour);
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, pending));
        var held = await world.ReadAsync(payer);
        Assert.Equal((40, 0, 1), (held.DebitsPending, held.Balance, held.Entries));

        var end = await CommitAllAsync(world, certain, [Postings.End(pending, action, asked)]);
        var again = await CommitAsync(world, certain, Postings.End(pending, action, asked));

        Assert.Equal(-moved, (await world.ReadAsync(payer)).Balance);
        Assert.Equal(moved, (await world.ReadAsync(payee)).Balance);
        Assert.Equal(0, (await world.ReadAsync(payer)).DebitsPending);
        Assert.Equal(0, (await world.ReadAsync(payee)).CreditsPending);
        Assert.Equal(0, end.Accounts.Single(account => account.Id == payer).DebitsPending);
        AssertRefused(RefusalReason.PendingResolved, again);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pending_amounts_take_room_and_their_end_is_not_checked_again(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await world.SetLimitsAsync(payer, floor: -100, ceiling: null);
        var pending = Postings.Pend(ledger, payer, payee, 80);
        await CommitAsync(world, certain, pending);

        AssertRefused(
            RefusalReason.FloorExceeded, await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 21)));
        await world.SetLimitsAsync(payer, floor: 0, ceiling: null);
        var end = await CommitAsync(world, certain, Postings.End(pending, TransferAction.PostPending));

        Assert.IsType<PostingOutcome.Posted>(end);
        Assert.Equal(-80, (await world.ReadAsync(payer)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_clock_of_the_commit_decides_whether_a_pending_transfer_has_expired(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var pending = Postings.Pend(ledger, payer, payee, 40, Hour);
        var expiry = Postings.End(pending, TransferAction.ExpirePending);
        await CommitAsync(world, certain, pending);

        AssertRefused(RefusalReason.PendingNotExpired, await CommitAsync(world, certain, expiry));
        await world.PassAsync(Hour);
        AssertRefused(
            RefusalReason.PendingExpired,
            await CommitAsync(world, certain, Postings.End(pending, TransferAction.PostPending)));

        // Too early is nothing that stands: the same expiry is carried out when its time has come.
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, expiry));

        Assert.Equal(0, (await world.ReadAsync(payer)).DebitsPending);
        Assert.Equal(0, (await world.ReadAsync(payer)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_than_is_held_cannot_be_posted(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var pending = Postings.Pend(ledger, payer, payee, 40);
        await CommitAsync(world, certain, pending);

        AssertRefused(
            RefusalReason.PendingExceeded,
            await CommitAsync(world, certain, Postings.End(pending, TransferAction.PostPending, 41)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pending_transfer_ended_twice_in_one_batch_ends_once(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var pending = Postings.Pend(ledger, payer, payee, 40);
        await CommitAsync(world, certain, pending);
        var post = Postings.End(pending, TransferAction.PostPending);
        var release = Postings.End(pending, TransferAction.VoidPending);

        var result = await CommitAllAsync(world, certain, [post, release]);

        Assert.IsType<PostingOutcome.Posted>(result.Outcomes[post.Id]);
        AssertRefused(RefusalReason.PendingResolved, result.Outcomes[release.Id]);
        Assert.Equal((-40, 0), ((await world.ReadAsync(payer)).Balance, (await world.ReadAsync(payer)).DebitsPending));
    }

    [Theory]
    [InlineData(AccountStatus.Suspended, true)]
    [InlineData(AccountStatus.Suspended, false)]
    [InlineData(AccountStatus.Open, true)]
    [InlineData(AccountStatus.DebitsBlocked, true)]
    public async Task A_forced_transfer_passes_limits_and_suspension(AccountStatus status, bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await world.SetLimitsAsync(payer, floor: 0, ceiling: null);
        await world.SetStatusAsync(payer, status);

        var forced = Postings.Of(null, Postings.Move(ledger, payer, payee, 10) with { ForcedReason = "levy 2026" });

        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, forced));
        Assert.Equal(-10, (await world.ReadAsync(payer)).Balance);
    }

    [Theory]
    [InlineData(AccountStatus.Closed, true, RefusalReason.AccountClosed)]
    [InlineData(AccountStatus.Closed, false, RefusalReason.AccountClosed)]
    [InlineData(AccountStatus.Suspended, true, RefusalReason.AccountSuspended)]
    [InlineData(AccountStatus.Suspended, false, RefusalReason.AccountSuspended)]
    [InlineData(AccountStatus.DebitsBlocked, true, RefusalReason.AccountMayNotPay)]
    [InlineData(AccountStatus.DebitsBlocked, false, null)]
    public async Task An_account_takes_part_as_its_status_says(AccountStatus status, bool pays, RefusalReason? reason)
    {
        await using var world = await OpenAsync();
        var (ledger, account, other) = await PairAsync(world);
        await world.SetStatusAsync(account, status);

        var outcome = await CommitAsync(world, certain: true, pays
            ? Postings.Transfer(ledger, account, other, 1)
            : Postings.Transfer(ledger, other, account, 1));

        if (reason is { } expected)
        {
            AssertRefused(expected, outcome);
        }
        else
        {
            Assert.IsType<PostingOutcome.Posted>(outcome);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Unknown_accounts_and_other_currencies_are_refused(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var elsewhere = await world.OpenAccountAsync(await world.AddLedgerAsync());
        var dollars = Postings.Move(ledger, payer, payee, 1) with { Amount = new Amount(1, new Currency("USD", 2)) };

        AssertRefused(
            RefusalReason.AccountUnknown,
            await CommitAsync(world, certain, Postings.Transfer(ledger, payer, new AccountId(999_999), 1)));
        AssertRefused(
            RefusalReason.AccountUnknown,
            await CommitAsync(world, certain, Postings.Transfer(ledger, payer, elsewhere, 1)));
        AssertRefused(
            RefusalReason.AccountUnknown,
            await CommitAsync(world, certain, Postings.Transfer(new LedgerId(999_999), payer, payee, 1)));
        AssertRefused(
            RefusalReason.CurrencyMismatch, await CommitAsync(world, certain, Postings.Of(null, dollars)));
    }

    [Fact]
    public async Task A_batch_that_breaks_no_rule_takes_the_fast_path()
    {
        await using var world = await OpenAsync();
        var regional = await world.AddLedgerAsync(isRegional: true);
        var here = await world.OpenAccountAsync(regional, floor: -100, role: AccountRole.Community);
        var there = await world.OpenAccountAsync(regional, ceiling: 100, role: AccountRole.Community);
        var (ledger, payer, payee) = await PairAsync(world);
        var pending = Postings.Pend(ledger, payer, payee, 9, Hour);
        var first = Postings.Transfer(ledger, payer, payee, 5) with
        {
            Facts = [new DocumentClaim(ledger, payee, "7")],
            DecidedUnder = [new TermsVersion(ledger, 1)],
        };
        var trade = Postings.Of(
            null, Postings.Move(ledger, payer, payee, 5), Postings.Move(regional, here, there, 100)) with
        {
            Kind = OperationKind.Trade,
        };

        var placed = await CommitAllAsync(world, certain: true, [first, pending, trade]);
        var ended = await CommitAllAsync(world, certain: true,
        [
            Postings.End(pending, TransferAction.PostPending, 4),
            Postings.Transfer(ledger, payee, payer, 5) with { Corrects = first.Id },
        ]);

        Assert.False(placed.UsedSecondPath);
        Assert.False(ended.UsedSecondPath);
        Assert.All(placed.Outcomes.Values, static outcome => Assert.IsType<PostingOutcome.Posted>(outcome));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_planned_refusal_is_stored_under_its_id_whatever_its_legs(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var bare = Postings.Transfer(ledger, payer, payee, 5) with
        {
            Legs = [],
            PlannedRefusal = Refusal.For(RefusalReason.NoPath, new("from", "a"), new("to", "b")),
        };
        var legged = Postings.Transfer(ledger, payer, payee, 5) with { PlannedRefusal = bare.PlannedRefusal };

        foreach (var posting in new[] { bare, legged })
        {
            AssertRefused(RefusalReason.NoPath, await CommitAsync(world, certain, posting), new RefusalFact("to", "b"));
            AssertRefused(RefusalReason.NoPath, await CommitAsync(world, certain, posting));
        }

        Assert.Equal(0, (await world.ReadAsync(payee)).Entries);
    }

    [Fact]
    public async Task Malformed_postings_are_refused_and_their_ids_stay_free()
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var zero = Postings.Transfer(ledger, payer, payee, 0);

        AssertRefused(RefusalReason.AmountZero, await CommitAsync(world, certain: true, zero));
        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain: true, Postings.Transfer(ledger, payer, payee, 5, zero.Id)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Counters_never_overflow(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, long.MaxValue - 1)));

        AssertRefused(
            RefusalReason.BalanceOverflow, await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 2)));
        var last = Postings.Pend(ledger, payer, payee, 1);
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, last));
        AssertRefused(
            RefusalReason.BalanceOverflow, await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 1)));
        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain, Postings.End(last, TransferAction.PostPending)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_posting_decided_under_stale_terms_is_not_made_and_may_be_sent_again(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await world.RaiseTermsAsync(ledger);
        var stale = Postings.Transfer(ledger, payer, payee, 5) with { DecidedUnder = [new TermsVersion(ledger, 1)] };

        AssertRefused(RefusalReason.TermsChanged, await CommitAsync(world, certain, stale));
        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain, stale with { DecidedUnder = [new TermsVersion(ledger, 2)] }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_credit_is_switched_off_what_was_planned_before_is_planned_anew_and_needs_cover(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var before = (await world.Directory.FindLedgerAsync(ledger, CancellationToken.None))!;
        Assert.False(before.IsCreditOff);
        var done = Assert.IsType<CommandOutcome.Done>(await world.Store.ExecuteAsync(
            new SwitchCredit(ledger, IsOn: false) { Id = Postings.NewId(), Actor = "test" }, CancellationToken.None));
        Assert.Equal("off", done.Result["credit"]);
        var after = (await world.Directory.FindLedgerAsync(ledger, CancellationToken.None))!;
        Assert.True(after.IsCreditOff);

        var planned = Postings.Transfer(ledger, payer, payee, 5) with { DecidedUnder = [new TermsVersion(ledger, before.Version)] };
        AssertRefused(RefusalReason.TermsChanged, await CommitAsync(world, certain, planned));
        var anew = planned with
        {
            DecidedUnder = [new TermsVersion(ledger, after.Version)],
            Facts = [new NoFurtherBelowZero(payer)],
        };
        AssertRefused(RefusalReason.CreditSwitchedOff, await CommitAsync(world, certain, anew));
        AssertRefused(RefusalReason.CreditSwitchedOff, await CommitAsync(world, certain, anew));
        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain, Postings.Transfer(ledger, payee, payer, 5)));
        var covered = anew with { Id = Postings.NewId() };
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, covered));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_posting_decided_on_an_account_that_moved_is_not_made_and_may_be_sent_again(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var seen = (await world.ReadAsync(payer)).Version;
        var first = Postings.Transfer(ledger, payer, payee, 5) with { DecidedOn = [new AccountVersion(payer, seen)] };
        var twin = Postings.Transfer(ledger, payer, payee, 5) with { DecidedOn = [new AccountVersion(payer, seen)] };

        var together = await CommitAllAsync(world, certain, [first, twin]);
        var now = (await world.ReadAsync(payer)).Version;

        Assert.IsType<PostingOutcome.Posted>(together.Outcomes[first.Id]);
        AssertRefused(RefusalReason.StateChanged, together.Outcomes[twin.Id]);
        AssertRefused(RefusalReason.StateChanged, await CommitAsync(world, certain, twin));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(
            world, certain, twin with { DecidedOn = [new AccountVersion(payer, now)] }));
        Assert.True(Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, first)).IsReplay);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_planned_on_an_account_that_moved_is_not_stored(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var seen = (await world.ReadAsync(payer)).Version;
        await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 5));
        var refused = Postings.Transfer(ledger, payer, payee, 5) with
        {
            DecidedOn = [new AccountVersion(payer, seen)],
            PlannedRefusal = Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", "goods")),
            Legs = [],
        };

        AssertRefused(RefusalReason.StateChanged, await CommitAsync(world, certain, refused));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(
            world, certain, Postings.Transfer(ledger, payer, payee, 5, refused.Id) with { DecidedOn = [] }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_dated_into_a_closed_period_is_refused_and_a_day_later_it_is_not(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var held = Postings.Pend(ledger, payer, payee, 5);
        await CommitAsync(world, certain, held);
        await world.CloseBooksAsync(ledger, Postings.Day, isTotalling: false);
        var late = Postings.Transfer(ledger, payer, payee, 5);
        var inTime = Postings.Transfer(ledger, payer, payee, 7) with { BusinessDate = Postings.Day.AddDays(1) };

        var together = await CommitAllAsync(world, certain, [late, inTime]);

        AssertRefused(
            RefusalReason.PeriodClosed,
            together.Outcomes[late.Id],
            new RefusalFact("firstOpen", $"{Postings.Day.AddDays(1):O}"));
        Assert.IsType<PostingOutcome.Posted>(together.Outcomes[inTime.Id]);
        AssertRefused(RefusalReason.PeriodClosed, await CommitAsync(world, certain, late));
        AssertRefused(
            RefusalReason.PeriodClosed, await CommitAsync(world, certain, Postings.Pend(ledger, payer, payee, 1)));
        AssertRefused(
            RefusalReason.PeriodClosed,
            await CommitAsync(world, certain, Postings.End(held, TransferAction.PostPending)));
        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain, Postings.End(held, TransferAction.VoidPending)));
        Assert.Equal(7, (await world.ReadAsync(payee)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_the_end_of_a_period_that_is_under_way_books_into_it(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var period = await world.CloseBooksAsync(ledger, Postings.Day, isTotalling: true);
        Posting Ending(PeriodId? of, DateOnly date) =>
            Postings.Transfer(ledger, payer, payee, 5) with { PeriodEnd = of, BusinessDate = date };

        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, Ending(period.Id, period.LastDate)));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, Ending(period.Id, period.FirstDate)));
        AssertRefused(
            RefusalReason.PeriodClosed, await CommitAsync(world, certain, Ending(period.Id, period.FirstDate.AddDays(-1))));
        AssertRefused(
            RefusalReason.PeriodClosed,
            await CommitAsync(world, certain, Ending(new PeriodId(period.Id.Value + 1), period.LastDate)));
        AssertRefused(RefusalReason.PeriodClosed, await CommitAsync(world, certain, Ending(of: null, period.LastDate)));
        Assert.Equal(10, (await world.ReadAsync(payee)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_ledgers_stay_open_when_one_is_closed(bool certain)
    {
        await using var world = await OpenAsync();
        var (closed, _, _) = await PairAsync(world);
        var (ledger, payer, payee) = await PairAsync(world);
        await world.CloseBooksAsync(closed, Postings.Day, isTotalling: false);

        Assert.IsType<PostingOutcome.Posted>(
            await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 5)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_is_paid_once_per_payee(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        Posting Claiming(string number) => Postings.Transfer(ledger, payer, payee, 5) with
        {
            Facts = [new DocumentClaim(ledger, payee, number)],
        };
        var (first, twin) = (Claiming("2026-17"), Claiming("2026-17"));

        var batch = await CommitAllAsync(world, certain, [first, twin]);

        Assert.IsType<PostingOutcome.Posted>(batch.Outcomes[first.Id]);
        AssertRefused(RefusalReason.DocumentClaimed, batch.Outcomes[twin.Id]);
        AssertRefused(RefusalReason.DocumentClaimed, await CommitAsync(world, certain, Claiming("2026-17")));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, Claiming("2026-18")));
        Assert.Equal(10, (await world.ReadAsync(payee)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_operation_is_corrected_once_and_only_if_it_was_posted(bool certain)
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var posted = Postings.Transfer(ledger, payer, payee, 5);
        await CommitAsync(world, certain, posted);
        Posting Correcting(OperationId id) => Postings.Transfer(ledger, payee, payer, 5) with
        {
            Kind = OperationKind.Correction,
            Corrects = id,
        };

        AssertRefused(
            RefusalReason.CorrectionUnknown, await CommitAsync(world, certain, Correcting(Postings.NewId())));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, certain, Correcting(posted.Id)));
        AssertRefused(RefusalReason.AlreadyCorrected, await CommitAsync(world, certain, Correcting(posted.Id)));
        Assert.Equal(0, (await world.ReadAsync(payer)).Balance);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Only_what_moves_balances_in_the_regions_ledger_falls_in_a_window(bool certain)
    {
        await using var world = await OpenAsync();
        var regional = await world.AddLedgerAsync(isRegional: true);
        var here = await world.OpenAccountAsync(regional, role: AccountRole.Community);
        var there = await world.OpenAccountAsync(regional, role: AccountRole.Community);
        var (ledger, payer, payee) = await PairAsync(world);
        var pending = Postings.Pend(regional, here, there, 5);

        Assert.Null(WindowOf(await CommitAsync(world, certain, Postings.Transfer(ledger, payer, payee, 5))));
        Assert.Null(WindowOf(await CommitAsync(world, certain, pending)));
        Assert.NotNull(WindowOf(await CommitAsync(world, certain, Postings.End(pending, TransferAction.PostPending))));
        Assert.NotNull(WindowOf(await CommitAsync(world, certain, Postings.Of(
            null, Postings.Move(ledger, payer, payee, 5), Postings.Move(regional, here, there, 5)))));
    }

    [Fact]
    public async Task The_same_id_sent_many_times_at_once_happens_once()
    {
        await using var world = await OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var transfer = Postings.Transfer(ledger, payer, payee, 5);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(n => CommitAsync(world, certain: n % 2 == 0, transfer)));

        Assert.Single(outcomes, static outcome => outcome is PostingOutcome.Posted { IsReplay: false });
        Assert.Equal(5, (await world.ReadAsync(payee)).Balance);
    }

    protected static async Task<(LedgerId Ledger, AccountId Payer, AccountId Payee)> PairAsync(IJournalWorld world)
    {
        var ledger = await world.AddLedgerAsync();
        return (ledger, await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
    }

    protected static async Task<PostingOutcome> CommitAsync(IJournalWorld world, bool certain, Posting posting) =>
        (await CommitAllAsync(world, certain, [posting])).Outcomes[posting.Id];

    protected static Task<JournalResult> CommitAllAsync(
        IJournalWorld world, bool certain, ImmutableArray<Posting> postings) =>
        world.Store.CommitAsync(
            certain ? new JournalBatch(postings, []) : new JournalBatch([], postings), CancellationToken.None);

    protected static void AssertRefused(
        RefusalReason reason, PostingOutcome outcome, params ReadOnlySpan<RefusalFact> facts)
    {
        var refused = Assert.IsType<PostingOutcome.Refused>(outcome);
        Assert.Equal(reason, refused.Refusal.Reason);
        foreach (var fact in facts)
        {
            Assert.Contains(fact, refused.Refusal.Facts);
        }
    }

    private static async Task BringAsync(
        IJournalWorld world, LedgerId ledger, AccountId account, AccountId other, long balance)
    {
        if (balance != 0)
        {
            await CommitAsync(world, certain: true, balance > 0
                ? Postings.Transfer(ledger, other, account, balance)
                : Postings.Transfer(ledger, account, other, -balance));
        }
    }

    private static WindowId? WindowOf(PostingOutcome outcome) =>
        Assert.IsType<PostingOutcome.Posted>(outcome).Receipt.Window;

    private static void AssertSame(Receipt first, Receipt second)
    {
        Assert.Equal(first with { Entries = [] }, second with { Entries = [] });
        Assert.Equal(first.Entries.AsEnumerable(), second.Entries);
    }
}
