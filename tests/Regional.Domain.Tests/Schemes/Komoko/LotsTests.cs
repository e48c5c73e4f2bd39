using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using static Regional.Domain.Tests.Schemes.Komoko.KomokoScene;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>The worked table of lots (worked-examples, 003), row by row, and what it leaves open.</summary>
public sealed class LotsTests
{
    private const long BusinessReal = 1;
    private const long HouseholdReal = 2;
    private const long JuniorFinancial = 3;
    private const long OtherFinancial = 4;

    private static readonly DateOnly April10 = new(2026, 4, 10);
    private static readonly DateOnly May2 = new(2026, 5, 2);

    [Fact]
    public void The_worked_table_of_lots_comes_out_row_by_row()
    {
        var scene = Scene();
        scene.Pay(BusinessReal, HouseholdReal, 100_000, "wages", new DateOnly(2026, 1, 10));
        Assert.Equal([(100_000, April10)], scene.Open(HouseholdReal));

        scene.Pay(BusinessReal, HouseholdReal, 50_000, "wages", new DateOnly(2026, 2, 1));
        Assert.Equal([(100_000, April10), (50_000, May2)], scene.Open(HouseholdReal));

        scene.Pay(HouseholdReal, JuniorFinancial, 30_000, "household", new DateOnly(2026, 2, 5));
        Assert.Equal([(30_000, April10)], scene.Open(JuniorFinancial));
        Assert.Equal([(70_000, April10), (50_000, May2)], scene.Open(HouseholdReal));

        var lent = scene.Pay(HouseholdReal, OtherFinancial, 90_000, "loan", new DateOnly(2026, 2, 10));
        Assert.Equal([70_000, 20_000], lent.Legs.Select(static leg => leg.Amount.Minor));
        Assert.Equal([0, 30_000], lent.Facts.OfType<LotUsed>().Select(static used => used.Use.OpenMinor));
        Assert.Equal([(70_000, April10), (20_000, May2)], scene.Open(OtherFinancial));
        Assert.Equal([(30_000, May2)], scene.Open(HouseholdReal));

        scene[BusinessReal] = scene[BusinessReal] with
        {
            Account = scene[BusinessReal].Account with { CreditsPosted = scene[BusinessReal].Account.DebitsPosted + 25_000 },
        };
        scene.Pay(BusinessReal, JuniorFinancial, 25_000, "loan", new DateOnly(2026, 2, 15));
        Assert.Equal([(25_000, March31), (30_000, April10)], scene.Open(JuniorFinancial));
    }

    [Fact]
    public void What_is_forced_past_the_table_from_an_account_without_lots_arrives_with_the_full_grace()
    {
        var scene = new KomokoScene().Business(BusinessReal, 1, AccountKind.Real, balance: 25_000)
            .Household(HouseholdReal, 2, AccountKind.Real);
        var (payer, payee) = (new AccountId(BusinessReal), new AccountId(HouseholdReal));
        var ruling = scene.Plan(
            new SchemeCommand.PayInside(payer, payee, new Amount(20_000, KomokoScene.Komoko), "loan") { IsForced = true },
            new DateOnly(2026, 2, 1), payer, payee);
        Assert.True(ruling.TryGet(out var plan, out _));

        scene.CarryOut(plan);

        Assert.Equal([(20_000, May2)], scene.Open(HouseholdReal));
    }

    [Fact]
    public void Who_is_not_entered_yet_gets_no_credit_even_if_it_is_forced()
    {
        var scene = new KomokoScene().Business(BusinessReal, 1, AccountKind.Real)
            .Household(HouseholdReal, 2, AccountKind.Real);
        scene[HouseholdReal] = scene[HouseholdReal] with { Profile = null };
        var (payer, payee) = (new AccountId(BusinessReal), new AccountId(HouseholdReal));

        var ruling = scene.Plan(
            new SchemeCommand.PayInside(payer, payee, new Amount(1, KomokoScene.Komoko), "wages") { IsForced = true },
            new DateOnly(2026, 2, 1), payer, payee);

        Assert.False(ruling.TryGet(out _, out var refusal));
        Assert.Equal("holderUnknown", refusal!.Entry.Code);
    }

    [Fact]
    public void Equal_maturities_are_consumed_older_first_and_arrive_one_entry_each()
    {
        var scene = Scene().WithLot(HouseholdReal, 50, May2).WithLot(HouseholdReal, 30, May2).WithLot(HouseholdReal, 20, April10);
        var plan = scene.Pay(HouseholdReal, OtherFinancial, 80, "loan", new DateOnly(2026, 2, 1));
        Assert.Equal([3L, 1, 2], plan.Facts.OfType<LotUsed>().Select(static used => used.Use.Lot.Id));
        Assert.Equal([20, 50, 10], plan.Legs.Select(static leg => leg.Amount.Minor));
        Assert.Equal([(20, April10), (50, May2), (10, May2)], scene.Open(OtherFinancial));
    }

    [Fact]
    public void A_receipt_fills_the_overdraft_first()
    {
        var scene = Scene();
        scene[HouseholdReal] = scene[HouseholdReal] with
        {
            Account = scene[HouseholdReal].Account with { DebitsPosted = 40_000, Floor = -50_000 },
        };
        scene.Pay(BusinessReal, HouseholdReal, 30_000, "wages", new DateOnly(2026, 1, 10));
        Assert.Empty(scene.Open(HouseholdReal));
        scene.Pay(BusinessReal, HouseholdReal, 30_000, "wages", new DateOnly(2026, 1, 11));
        Assert.Equal([(20_000, new DateOnly(2026, 4, 11))], scene.Open(HouseholdReal));
    }

    [Fact]
    public void The_overdrawn_part_of_a_household_payment_arrives_with_the_full_grace()
    {
        var scene = Scene().WithLot(HouseholdReal, 100, April10);
        scene[HouseholdReal] = scene[HouseholdReal] with { Account = scene[HouseholdReal].Account with { Floor = -500 } };
        var date = new DateOnly(2026, 3, 1);
        scene.Pay(HouseholdReal, JuniorFinancial, 160, "household", date);
        Assert.Equal([(100, April10), (60, date.AddDays(90))], scene.Open(JuniorFinancial));
        Assert.Empty(scene.Open(HouseholdReal));
        Assert.Equal(-60, scene[HouseholdReal].Account.Balance);
    }

    [Fact]
    public void A_real_payment_from_a_financial_account_keeps_its_maturity_or_is_renewed_by_parameter()
    {
        var date = new DateOnly(2026, 3, 1);
        var copied = Scene().WithLot(JuniorFinancial, 100, April10);
        copied.Pay(JuniorFinancial, HouseholdReal, 60, "wages", date);
        Assert.Equal([(60, April10)], copied.Open(HouseholdReal));

        var renewed = Scene().WithLot(JuniorFinancial, 100, April10);
        renewed.Parameters["realFromFinancial"] = "renewed";
        renewed.Pay(JuniorFinancial, HouseholdReal, 60, "wages", date);
        Assert.Equal([(60, date.AddDays(90))], renewed.Open(HouseholdReal));
    }

    [Fact]
    public void A_lot_that_closes_pays_its_demurrage_and_the_account_carries_the_fraction()
    {
        // 1,000 from 1 April: 10 days at 1 % per 30 days = 3.33…; available on 11 April: 997.
        var scene = Scene().WithLot(JuniorFinancial, 1_000, new DateOnly(2026, 4, 1));
        var date = new DateOnly(2026, 4, 11);
        Assert.Equal("availableExceeded", scene.Refuse(JuniorFinancial, OtherFinancial, 998, "loan", date));
        var plan = scene.Pay(JuniorFinancial, OtherFinancial, 997, "loan", date);
        Assert.Equal([(OtherFinancial, 997L), (DemurrageAccount.Value, 3L)], plan.Legs.Select(static leg => (leg.Credit.Value, leg.Amount.Minor)));
        Assert.True(plan.Legs[1].IsForced);
        Assert.Equal(DemurrageSchedule.PartsPerMinor / 3, (long)scene[JuniorFinancial].Standing.CarryParts);
        Assert.Equal([(997, new DateOnly(2026, 4, 1))], scene.Open(OtherFinancial));
    }

    [Fact]
    public void A_copied_lot_keeps_its_age_and_is_charged_from_the_day_it_arrives()
    {
        var scene = Scene().WithLot(JuniorFinancial, 600_000, new DateOnly(2026, 4, 1));
        scene.Pay(JuniorFinancial, OtherFinancial, 300_000, "loan", new DateOnly(2026, 5, 1));
        var lot = Assert.Single(scene[OtherFinancial].Lots).AccruedUntil(new DateOnly(2026, 5, 30), scene.Schedule);

        // Days 31 to 60 of its age: 2 % of 300,000 for thirty days.
        Assert.Equal(6_000, lot.AccruedMinor);
    }

    [Fact]
    public void A_held_payment_consumes_its_lots_when_it_is_posted()
    {
        var scene = Scene().WithLot(JuniorFinancial, 100, April10);
        var (payer, payee) = (new AccountId(JuniorFinancial), new AccountId(OtherFinancial));
        var date = new DateOnly(2026, 3, 1);
        var amount = new Amount(70, KomokoScene.Komoko);
        var pend = scene.Plan(new SchemeCommand.PendInside(payer, payee, amount, "loan", Expiry: null), date, payer, payee);
        Assert.True(pend.TryGet(out var placed, out _));
        Assert.Empty(placed.Facts);

        scene[JuniorFinancial] = scene[JuniorFinancial] with
        {
            Account = scene[JuniorFinancial].Account with { DebitsPending = 70 },
        };
        Assert.Equal("availableExceeded", scene.Refuse(JuniorFinancial, OtherFinancial, 31, "loan", date));
        var held = new PendingTransfer
        {
            Id = new TransferId(new OperationId(new Guid(1, 2, 3, new byte[8])), 0),
            Ledger = Book,
            Debit = payer,
            Credit = payee,
            Amount = amount,
        };
        var end = new SchemeCommand.EndPending(held, TransferAction.PostPending, amount, TransferKind.Financial, "loan");
        Assert.True(scene.Plan(end, date, payer, payee).TryGet(out var ended, out _));
        Assert.Equal(held.Id, Assert.Single(ended.Legs).Resolves);
        scene.CarryOut(ended);
        Assert.Equal([(70, April10)], scene.Open(OtherFinancial));
    }

    private static KomokoScene Scene() => new KomokoScene()
        .Business(BusinessReal, 1, AccountKind.Real)
        .Household(HouseholdReal, 2, AccountKind.Real)
        .Household(JuniorFinancial, 3, AccountKind.Financial)
        .Business(OtherFinancial, 4, AccountKind.Financial, floor: 0);
}
