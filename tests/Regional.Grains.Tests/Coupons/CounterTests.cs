using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Grains.Tests.Hosting;
using static Regional.Grains.Tests.Coupons.CouponScene;

namespace Regional.Grains.Tests.Coupons;

/// <summary>Document 002 on real ledgers: grains, journal, notes. Every test ends with notes outside = circulation.</summary>
public sealed class CounterTests : IAsyncLifetime
{
    private CouponScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_withdrawal_of_100000_leaves_the_worked_examples_balances_and_a_note_more_is_refused_with_the_largest()
    {
        Assert.Equal("posted", Word(await _scene.WithdrawAsync(_scene.Ani, 100_000, "MEN-A 301-302")));

        Assert.Equal(-107_000, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal(100_000, await _scene.BalanceAsync(AccountRole.Circulation));
        Assert.Equal(5_000, await _scene.BalanceAsync(AccountRole.Administration));
        Assert.Equal(2_000, await _scene.BalanceAsync(AccountRole.CommunityFund));

        Assert.Equal("posted", Word(await _scene.DepositAsync(_scene.Ani, 50_000, "MEN-A 301")));
        var refusal = Refused(await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 303"));
        Assert.Equal(RefusalReason.WithdrawalTooLarge, refusal.Reason);
        Assert.Equal("46000 IDR", refusal.Facts.Single(static fact => fact.Name == "largest").Value);
    }

    [Fact]
    public async Task The_same_withdrawal_sent_again_hands_nothing_out_again()
    {
        var id = World.NewId();
        var first = await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301", id);
        await _scene.World.RestartAsync();

        var again = Assert.IsType<PostingOutcome.Posted>(await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301", id));

        Assert.True(again.IsReplay);
        Assert.Equal(((PostingOutcome.Posted)first).Receipt.Commit, again.Receipt.Commit);
        Assert.Equal(-53_500, await _scene.World.BalanceAsync(_scene.Ani));
    }

    [Fact]
    public async Task Each_way_a_note_can_be_wrong_is_refused_by_its_own_name_and_nothing_is_posted()
    {
        var subur = await _scene.World.AddCommunityAsync("subur", World.Rupiah, scheme: CouponScheme.SchemeName);
        await _scene.RegisterAsync("SUB-A", World.Today.AddYears(1), subur.Ledger);
        await _scene.PrintAsync("SUB-A 1-10", 1_000, subur.Ledger);
        await _scene.RegisterAsync("MEN-O", World.Today.AddDays(-1));
        await _scene.PrintAsync("MEN-O 900-910", 1_000);
        await _scene.WithdrawAsync(_scene.Ani, 10_000, "MEN-A 201");
        await _scene.DepositAsync(_scene.Ani, 10_000, "MEN-A 201");
        var before = await _scene.World.BalanceAsync(_scene.Budi);

        (string Notes, long Amount, string Expected)[] table =
        [
            ("MEN-A 201", 10_000, "noteDepositedTwice"),
            ("MEN-A 202", 10_000, "noteNeverIssued"),
            ("MEN-A 900", 1_000, "noteOfOtherSeries"),
            ("MEN-A 901-905", 5_000, "noteOfOtherSeries"),
            ("SUB-A 1", 1_000, "noteOfOtherCommunity"),
            ("MEN-O 900", 1_000, "noteExpired"),
            ("MEN-A 500", 1_000, "noteUnknown"),
            ("ZZZ 1", 1_000, "seriesUnknown"),
        ];
        foreach (var (notes, amount, expected) in table)
        {
            var id = World.NewId();
            Assert.Equal(expected, Word(await _scene.DepositAsync(_scene.Budi, amount, notes, id)));
            Assert.Equal(expected, Word(await _scene.DepositAsync(_scene.Budi, amount, notes, id)));
        }

        Assert.Equal(before, await _scene.World.BalanceAsync(_scene.Budi));
        Assert.Equal(0, await _scene.BalanceAsync(AccountRole.Circulation));
    }

    [Fact]
    public async Task Of_two_deposits_of_one_note_at_once_exactly_one_is_posted()
    {
        await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301");

        var outcomes = await Task.WhenAll(
            _scene.DepositAsync(_scene.Ani, 50_000, "MEN-A 301"), _scene.DepositAsync(_scene.Budi, 50_000, "MEN-A 301"));

        Assert.Equal(["noteDepositedTwice", "posted"], outcomes.Select(Word).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_withdrawals_of_one_account_at_once_never_pass_its_limit()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(
            number => _scene.WithdrawAsync(_scene.Ani, 10_000, $"MEN-A {200 + number}")));

        Assert.Equal(10, outcomes.Count(static outcome => outcome is PostingOutcome.Posted));
        Assert.Equal(-107_000, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.All(outcomes.OfType<PostingOutcome.Refused>(), static refused =>
            Assert.Equal(RefusalReason.WithdrawalTooLarge, refused.Refusal.Reason));
    }

    [Fact]
    public async Task Deposits_that_reach_the_limit_mark_the_account_and_the_wider_limit_holds_at_once()
    {
        await _scene.WithdrawAsync(_scene.Ani, 100_000, "MEN-A 301-302");
        await _scene.DepositAsync(_scene.Ani, 50_000, "MEN-A 301");
        Assert.Equal("withdrawalTooLarge", Word(await _scene.WithdrawAsync(_scene.Ani, 100_000, "MEN-A 303-304")));

        Assert.Equal("posted", Word(await _scene.DepositAsync(_scene.Ani, 50_000, "MEN-A 302")));

        var account = (await _scene.World.Directory.FindAccountAsync(_scene.Ani, CancellationToken.None))!;
        Assert.Equal(-535_000, account.Floor);
        Assert.Equal("posted", Word(await _scene.WithdrawAsync(_scene.Ani, 450_000, "MEN-A 303-311")));
        Assert.Equal(1L, await _scene.World.Database.ScalarAsync<long>(
            "select count(*) from account_changes where reason = 'deposits have reached the credit limit'"));
    }

    [Fact]
    public async Task Expired_notes_are_exchanged_at_7_percent()
    {
        await _scene.RegisterAsync("MEN-O", World.Today.AddDays(30));
        await _scene.PrintAsync("MEN-O 900-901", 50_000);
        await _scene.World.Database.ExecuteAsync(
            $"update coupon_notes set state = 2, till = '{_scene.Till}' where series = 'MEN-O'");
        Assert.Equal("posted", Word(await _scene.WithdrawAsync(_scene.Ani, 100_000, "MEN-O 900-901")));
        await _scene.World.Database.ExecuteAsync(
            "update coupon_series set issued_on = '2000-01-01', last_valid_day = '2001-09-01' where code = 'MEN-O'");

        var outcome = await _scene.CarryOutAsync(_scene.Ani, new ExchangeNotesOrder
        {
            Id = World.NewId(),
            Ledger = _scene.Union.Ledger,
            Account = _scene.Ani,
            Expired = Notes("MEN-O 900-901"),
            Replacements = Notes("MEN-A 301", "MEN-A 201-204"),
            Till = _scene.Till,
            Evidence = Signed,
            Details = World.Details(),
        });

        Assert.Equal("posted", Word(outcome));
        Assert.Equal(-107_000 + 3_000, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal(10_000, await _scene.BalanceAsync(AccountRole.Administration));
        Assert.Equal(4_000, await _scene.BalanceAsync(AccountRole.CommunityFund));
        Assert.Equal(90_000, await _scene.BalanceAsync(AccountRole.Circulation));
    }

    [Fact]
    public async Task A_mis_keyed_line_is_undone_whole_and_only_once()
    {
        var line = World.NewId();
        await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301", line);

        Assert.Equal("posted", Word(await CorrectAsync(line)));
        Assert.Equal("alreadyCorrected", Word(await CorrectAsync(line)));

        Assert.Equal(0, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal(0, await _scene.BalanceAsync(AccountRole.Administration));
        Assert.Equal("posted", Word(await _scene.WithdrawAsync(_scene.Budi, 50_000, "MEN-A 301")));
    }

    [Fact]
    public async Task A_till_is_counted_and_its_difference_is_booked_against_it()
    {
        await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301");
        var closed = await _scene.World.DoAsync(new CloseTill(
            _scene.Till,
            NoteCounts.None.With(1_000, 100).With(5_000, 99).With(10_000, 100).With(50_000, 100),
            Notes("MEN-A 1-199", "MEN-A 201-400"))
        {
            Id = World.NewId(),
            Actor = Teller,
        });
        Assert.Equal(("MEN-A 000200", "MEN-A 000301"), (closed["missing"], closed["found"]));

        var difference = (await _scene.World.Directory.FindAccountsAsync(
            _scene.Union.Ledger, AccountRole.TillDifference, CancellationToken.None)).Single().Id;
        var outcome = await _scene.CarryOutAsync(difference, new SettleTillOrder
        {
            Id = World.NewId(),
            Ledger = _scene.Union.Ledger,
            TillDifference = difference,
            Till = _scene.Till,
            Missing = Notes(closed["missing"]),
            Found = Notes(closed["found"]),
            Details = World.Details(),
        });

        Assert.Equal("posted", Word(outcome));
        Assert.Equal(45_000, await _scene.BalanceAsync(AccountRole.TillDifference));
        Assert.Equal(5_000, await _scene.BalanceAsync(AccountRole.Circulation));
        Assert.Equal("tillNotOpen", Word(await _scene.DepositAsync(_scene.Ani, 50_000, "MEN-A 301")));
        Assert.Equal(399L, await _scene.World.Database.ScalarAsync<long>("select count(*) from coupon_notes where state = 1"));
    }

    [Fact]
    public async Task A_payment_from_account_to_account_bears_the_fee_on_the_part_below_zero()
    {
        Assert.Equal("posted", Word(await _scene.World.PayAsync(_scene.Union, _scene.Ani, _scene.Budi, 40_000)));
        Assert.Equal(-42_800, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal("posted", Word(await _scene.World.PayAsync(_scene.Union, _scene.Budi, _scene.Ani, 40_000)));
        Assert.Equal(0, await _scene.World.BalanceAsync(_scene.Budi));
        Assert.Equal(2_800, await _scene.BalanceAsync(AccountRole.Administration) + await _scene.BalanceAsync(AccountRole.CommunityFund));
    }

    [Fact]
    public async Task A_trade_to_another_community_pays_out_of_the_account_with_the_fee_on_top()
    {
        var trade = await _scene.World.AddCommunityAsync("tri-tunggal", World.Rupiah, scheme: CouponScheme.SchemeName);
        var joko = await _scene.World.OpenAsync(trade, "joko");
        await _scene.World.LimitAsync(_scene.Union.AtRegion, floor: -1_000_000, ceiling: null);

        await _scene.World.TradeAsync(_scene.Ani, joko, 20_000, World.Rupiah);

        Assert.Equal(-21_400, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal(20_000, await _scene.World.BalanceAsync(joko));
    }

    [Fact]
    public async Task A_leaving_members_debt_is_made_up_from_administration_through_the_balance_account()
    {
        await _scene.WithdrawAsync(_scene.Ani, 100_000, "MEN-A 301-302");
        await _scene.World.PayAsync(_scene.Union, _scene.Budi, _scene.Ani, 99_000);
        Assert.Equal(-8_000, await _scene.World.BalanceAsync(_scene.Ani));

        var outcome = await _scene.CarryOutAsync(_scene.Ani, new CoverClosingOrder
        {
            Id = World.NewId(),
            Ledger = _scene.Union.Ledger,
            Account = _scene.Ani,
            Details = World.Details(),
        });

        Assert.Equal("posted", Word(outcome));
        Assert.Equal(0, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal(0, await _scene.BalanceAsync(AccountRole.Balance));
        await _scene.World.DoAsync(new CloseAccount(_scene.Ani) { Id = World.NewId(), Actor = World.Actor });
    }

    [Fact]
    public async Task A_correction_that_came_before_its_line_is_carried_out_under_the_same_id_once_the_line_is_there()
    {
        var (line, correction) = (World.NewId(), World.NewId());
        Assert.Equal("lineUnknown", Word(await CorrectAsync(line, correction)));

        Assert.Equal("posted", Word(await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301", line)));
        Assert.Equal("posted", Word(await CorrectAsync(line, correction)));

        Assert.Equal(0, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal("alreadyCorrected", Word(await CorrectAsync(line)));
    }

    [Fact]
    public async Task A_withdrawal_that_came_before_its_till_was_open_is_carried_out_under_the_same_id_once_it_is()
    {
        await _scene.PrintAsync("MEN-A 401-402", 50_000);
        var (till, id) = (World.NewId(), World.NewId());
        Task<PostingOutcome> WithdrawAsync() => _scene.CarryOutAsync(_scene.Ani, new WithdrawCouponsOrder
        {
            Id = id,
            Ledger = _scene.Union.Ledger,
            Account = _scene.Ani,
            Amount = _scene.Worth(50_000),
            Notes = Notes("MEN-A 401"),
            Till = till,
            Evidence = Signed,
            Details = World.Details(),
        });

        Assert.Equal("tillNotOpen", Word(await WithdrawAsync()));
        await _scene.World.DoAsync(
            new OpenTill(_scene.Union.Ledger, Notes("MEN-A 401-402")) { Id = till, Actor = "teller:mendasar/budi" });

        Assert.Equal(["posted", "posted"], [Word(await WithdrawAsync()), Word(await WithdrawAsync())]);
        Assert.Equal(50_000, await _scene.BalanceAsync(AccountRole.Circulation));
    }

    [Fact]
    public async Task What_moved_notes_is_not_undone_by_its_transfers_alone_and_what_moved_none_is()
    {
        var (drawn, id) = (World.NewId(), World.NewId());
        Assert.Equal("posted", Word(await _scene.WithdrawAsync(_scene.Ani, 50_000, "MEN-A 301", drawn)));
        Assert.Equal("correctAsLine", Word(await UndoAsync(drawn, id)));
        Assert.Equal("correctAsLine", Word(await UndoAsync(drawn, id)));
        Assert.Equal(-53_500, await _scene.World.BalanceAsync(_scene.Ani));

        var paid = World.NewId();
        Assert.Equal("posted", Word(await _scene.World.PayAsync(_scene.Union, _scene.Ani, _scene.Budi, 10_000, paid)));
        Assert.Equal("posted", Word(await UndoAsync(paid, World.NewId())));
        Assert.Equal(-53_500, await _scene.World.BalanceAsync(_scene.Ani));
        Assert.Equal(0, await _scene.World.BalanceAsync(_scene.Budi));
        Assert.Equal("posted", Word(await CorrectAsync(drawn)));
    }

    [Fact]
    public async Task Coupons_of_another_unit_are_refused_and_end_no_grain()
    {
        var order = new WithdrawCouponsOrder
        {
            Id = World.NewId(),
            Ledger = _scene.Union.Ledger,
            Account = _scene.Ani,
            Amount = new Amount(50_000, new Currency("USD", 2)),
            Notes = Notes("MEN-A 301"),
            Till = _scene.Till,
            Evidence = Signed,
            Details = World.Details(),
        };
        Assert.Equal("currencyMismatch", Word(await _scene.CarryOutAsync(_scene.Ani, order)));
        Assert.Equal("currencyMismatch", Word(await _scene.CarryOutAsync(_scene.Ani, new DepositCouponsOrder
        {
            Id = World.NewId(),
            Ledger = order.Ledger,
            Account = order.Account,
            Amount = order.Amount,
            Notes = order.Notes,
            Till = order.Till,
            Evidence = Signed,
            Details = order.Details,
        })));
    }

    private async Task<PostingOutcome> UndoAsync(OperationId corrects, OperationId id) =>
        await _scene.World.RegionGrain.CorrectAsync(new CorrectionOrder
        {
            Id = id,
            Corrects = corrects,
            Reason = "mis-keyed",
            Details = World.Details(),
        });

    private Task<PostingOutcome> CorrectAsync(OperationId line, OperationId? id = null) => _scene.CarryOutAsync(
        _scene.Ani,
        new CorrectLineOrder
        {
            Id = id ?? World.NewId(),
            Ledger = _scene.Union.Ledger,
            Account = _scene.Ani,
            Line = line,
            Details = World.Details(),
        });
}
