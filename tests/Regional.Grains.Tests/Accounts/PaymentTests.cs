using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Accounts;

public sealed class PaymentTests : IAsyncLifetime
{
    private World _world = null!;
    private Community _village = null!;
    private AccountId _farmer;
    private AccountId _miller;

    public async ValueTask InitializeAsync()
    {
        _world = await World.CreateAsync();
        _village = await _world.AddCommunityAsync("village", World.Rupiah);
        _farmer = await _world.OpenAsync(_village, "farmer", floor: -100);
        _miller = await _world.OpenAsync(_village, "miller", floor: -100, ceiling: 500);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.AssertSoundAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_payment_posts_and_the_receipt_carries_entry_numbers_and_balances()
    {
        var posted = Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 40));

        var entry = Assert.Single(posted.Receipt.Entries);
        Assert.Equal((1L, -40L, 1L, 40L), (entry.DebitEntry, entry.DebitBalance, entry.CreditEntry, entry.CreditBalance));
        Assert.False(posted.IsReplay);
    }

    [Fact]
    public async Task A_payment_exactly_at_the_floor_posts_and_one_minor_unit_more_is_refused()
    {
        Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 100));

        var refused = Assert.IsType<PostingOutcome.Refused>(await _world.PayAsync(_village, _farmer, _miller, 1));

        Assert.Equal(RefusalReason.FloorExceeded, refused.Refusal.Reason);
        Assert.Equal("0 IDR", refused.Refusal.Facts.Single(fact => fact.Name == "room").Value);
    }

    [Fact]
    public async Task A_payment_that_lifts_the_payee_above_its_ceiling_is_refused()
    {
        await _world.LimitAsync(_farmer, floor: -1000, ceiling: null);
        Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 500));

        var refused = Assert.IsType<PostingOutcome.Refused>(await _world.PayAsync(_village, _farmer, _miller, 1));

        Assert.Equal(RefusalReason.CeilingExceeded, refused.Refusal.Reason);
    }

    [Fact]
    public async Task The_same_id_has_the_same_outcome_for_ever_even_when_there_is_room_later()
    {
        var id = World.NewId();
        var first = await _world.PayAsync(_village, _farmer, _miller, 101, id);
        await _world.LimitAsync(_farmer, floor: -1000, ceiling: null);
        await _world.RestartAsync();

        var again = await _world.PayAsync(_village, _farmer, _miller, 101, id);

        Assert.Equal(first, again);
        Assert.Equal(0, await _world.BalanceAsync(_farmer));
    }

    [Fact]
    public async Task A_posted_id_sent_again_answers_the_first_receipt_and_moves_nothing()
    {
        var id = World.NewId();
        var first = Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 30, id));
        await _world.RestartAsync();

        var again = Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 30, id));

        Assert.True(again.IsReplay);
        Assert.Equal(first.Receipt.Commit, again.Receipt.Commit);
        Assert.Equal(first.Receipt.Entries.AsEnumerable(), again.Receipt.Entries.AsEnumerable());
        Assert.Equal(-30, await _world.BalanceAsync(_farmer));
    }

    [Fact]
    public async Task An_id_reused_with_another_amount_is_refused_naming_the_amount()
    {
        var id = World.NewId();
        await _world.PayAsync(_village, _farmer, _miller, 30, id);

        var refused = Assert.IsType<PostingOutcome.Refused>(await _world.PayAsync(_village, _farmer, _miller, 31, id));

        Assert.Equal(RefusalReason.IdReused, refused.Refusal.Reason);
        Assert.Equal("amount", refused.Refusal.Facts.Single().Value);
    }

    [Fact]
    public async Task Of_two_hundred_payments_at_once_exactly_as_many_post_as_the_floor_allows()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => PayUntilDecidedAsync(_farmer, _miller, 1)));

        Assert.Equal(100, outcomes.Count(outcome => outcome is PostingOutcome.Posted));
        Assert.Equal(-100, await _world.BalanceAsync(_farmer));
        Assert.All(
            outcomes.OfType<PostingOutcome.Refused>(),
            refused => Assert.Equal(RefusalReason.FloorExceeded, refused.Refusal.Reason));
    }

    [Fact]
    public async Task Two_silos_on_one_hot_pair_in_both_directions_neither_deadlock_nor_overdraw()
    {
        var other = await _world.AddSiloAsync();
        var here = Enumerable.Range(0, 300).Select(_ => PayUntilDecidedAsync(_farmer, _miller, 3));
        var there = Enumerable.Range(0, 300).Select(_ => PayUntilDecidedAsync(_miller, _farmer, 3, other));

        var outcomes = await Task.WhenAll(here.Concat(there));

        Assert.All(outcomes.OfType<PostingOutcome.Refused>(), refused => Assert.False(refused.Refusal.IsTransient));
        Assert.InRange(await _world.BalanceAsync(_farmer), -100, 100);
    }

    [Fact]
    public async Task Equal_ids_at_the_same_moment_on_two_silos_post_once_and_answer_alike()
    {
        var other = await _world.AddSiloAsync();
        for (var round = 0; round < 20; round++)
        {
            var id = World.NewId();
            var order = World.Order(_village, _farmer, _miller, 1, id);

            var outcomes = await Task.WhenAll(
                _world.Silo.Grains.GetGrain<IAccountGrain>(_farmer.ToString()).PayAsync(order).AsTask(),
                other.Grains.GetGrain<IAccountGrain>(_farmer.ToString()).PayAsync(order).AsTask());

            var receipts = outcomes.Select(outcome => Assert.IsType<PostingOutcome.Posted>(outcome).Receipt).ToList();
            Assert.Equal(receipts[0].Commit, receipts[1].Commit);
        }

        Assert.Equal(-20, await _world.BalanceAsync(_farmer));
    }

    [Fact]
    public async Task After_a_crash_a_grain_believes_what_the_database_holds()
    {
        await _world.PayAsync(_village, _farmer, _miller, 60);
        await _world.RestartAsync();
        var grain = _world.Silo.Grains.GetGrain<IAccountGrain>(_farmer.ToString());

        var figures = await grain.FiguresAsync(_farmer);

        Assert.Equal(await _world.Directory.FindAccountAsync(_farmer, CancellationToken.None), figures);
        Assert.Equal(-60, figures!.Balance);
    }

    [Fact]
    public async Task A_limit_set_tighter_than_the_balance_lets_the_account_only_move_towards_it()
    {
        await _world.PayAsync(_village, _farmer, _miller, 60);
        await _world.LimitAsync(_farmer, floor: -50, ceiling: null);

        var out1 = await _world.PayAsync(_village, _farmer, _miller, 1);
        var in1 = await _world.PayAsync(_village, _miller, _farmer, 5);

        Assert.Equal(RefusalReason.FloorExceeded, Assert.IsType<PostingOutcome.Refused>(out1).Refusal.Reason);
        Assert.IsType<PostingOutcome.Posted>(in1);
    }

    [Theory]
    [InlineData(AccountStatus.Suspended, RefusalReason.AccountSuspended)]
    [InlineData(AccountStatus.DebitsBlocked, RefusalReason.AccountMayNotPay)]
    public async Task An_account_that_may_not_pay_is_refused_until_it_is_opened_again(
        AccountStatus status, RefusalReason expected)
    {
        await _world.DoAsync(new SetStatus(_farmer, status) { Id = World.NewId(), Actor = World.Actor, Reason = "test" });
        var refused = Assert.IsType<PostingOutcome.Refused>(await _world.PayAsync(_village, _farmer, _miller, 1));
        await _world.DoAsync(
            new SetStatus(_farmer, AccountStatus.Open) { Id = World.NewId(), Actor = World.Actor, Reason = "test" });

        Assert.Equal(expected, refused.Refusal.Reason);
        Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 1));
    }

    [Fact]
    public async Task A_pending_payment_holds_room_and_is_posted_in_part()
    {
        var order = World.Order(_village, _farmer, _miller, 80);
        var grain = _world.Silo.Grains.GetGrain<IAccountGrain>(_farmer.ToString());
        var placed = await grain.PayAsync(order with { Legs = [order.Legs[0] with { IsPending = true }] });
        var refused = await _world.PayAsync(_village, _farmer, _miller, 21);

        var posted = await grain.ResolveAsync(new ResolutionOrder
        {
            Id = World.NewId(),
            Pending = new TransferId(order.Id, 0),
            Action = TransferAction.PostPending,
            AmountMinor = 50,
            Details = World.Details(),
        });

        Assert.IsType<PostingOutcome.Posted>(placed);
        Assert.Equal(RefusalReason.FloorExceeded, Assert.IsType<PostingOutcome.Refused>(refused).Refusal.Reason);
        Assert.IsType<PostingOutcome.Posted>(posted);
        Assert.Equal(-50, await _world.BalanceAsync(_farmer));
        Assert.IsType<PostingOutcome.Posted>(await _world.PayAsync(_village, _farmer, _miller, 50));
    }

    [Fact]
    public async Task A_document_is_paid_once_per_payee()
    {
        var order = World.Order(_village, _farmer, _miller, 5) with
        {
            Details = World.Details() with { DocumentNumber = "INV-7", ClaimsDocument = true },
        };
        var grain = _world.Silo.Grains.GetGrain<IAccountGrain>(_farmer.ToString());
        var first = await grain.PayAsync(order);

        var second = await grain.PayAsync(order with { Id = World.NewId() });

        Assert.IsType<PostingOutcome.Posted>(first);
        Assert.Equal(RefusalReason.DocumentClaimed, Assert.IsType<PostingOutcome.Refused>(second).Refusal.Reason);
    }

    [Fact]
    public async Task What_the_scheme_refuses_stays_refused_under_its_id()
    {
        var order = World.Order(_village, _farmer, _miller, 5);
        var grain = _world.Silo.Grains.GetGrain<IAccountGrain>(_farmer.ToString());

        var refused = await grain.PayAsync(order with { Legs = [order.Legs[0] with { Purpose = "bribery" }] });

        Assert.Equal(RefusalReason.PurposeNotAllowed, Assert.IsType<PostingOutcome.Refused>(refused).Refusal.Reason);
        Assert.Equal(1L, await _world.Database.ScalarAsync<long>(
            $"select count(*) from operations where id = '{order.Id}' and refusal = {(int)RefusalReason.PurposeNotAllowed}"));
    }

    // Busy and deferred are for the caller to send again: the same id.
    private async Task<PostingOutcome> PayUntilDecidedAsync(
        AccountId payer, AccountId payee, long minor, TestSilo? silo = null)
    {
        var order = World.Order(_village, payer, payee, minor);
        var grain = (silo ?? _world.Silo).Grains.GetGrain<IAccountGrain>(payer.ToString());
        for (var attempt = 0; ; attempt++)
        {
            var outcome = await grain.PayAsync(order);
            if (outcome is not PostingOutcome.Refused { Refusal.IsTransient: true } || attempt == 50)
            {
                return outcome;
            }
        }
    }
}
