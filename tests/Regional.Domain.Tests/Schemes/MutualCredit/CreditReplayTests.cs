using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;

namespace Regional.Domain.Tests.Schemes.MutualCredit;

/// <summary>The past lived through again: what is refused does not happen, and what rested on it neither.</summary>
public sealed class CreditReplayTests
{
    private const string Posted = "posted";

    private static readonly Currency Unit = new("UNIT", 0);
    private static readonly AccountId Sri = new(1);
    private static readonly AccountId Budi = new(2);
    private static readonly AccountId Region = new(9);

    /// <summary>Floor and ceiling of both members, payer's balance before, what is paid, and what comes of it.</summary>
    public static TheoryData<long?, long?, long, long, string> Limits => new()
    {
        { -100, null, 0, 99, Posted },
        { -100, null, 0, 100, Posted },
        { -100, null, 0, 101, "FloorExceeded" },
        { -100, null, 30, 130, Posted },
        { -100, null, 30, 131, "FloorExceeded" },
        { null, null, 0, 1_000_000, Posted },
        { 0, null, 0, 1, "FloorExceeded" },
        { null, 50, 0, 50, Posted },
        { null, 50, 0, 51, "CeilingExceeded" },
        { -10, 50, 0, 51, "FloorExceeded" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_payment_is_judged_by_the_floor_of_its_payer_and_the_ceiling_of_its_payee(
        long? floor, long? ceiling, long balance, long minor, string expected)
    {
        var replay = Replay(new TriedLimits(floor, ceiling, 0, 0));
        if (balance > 0)
        {
            replay.Enter(Pay(Region, Sri, balance));
        }

        Assert.Equal(expected, Word(replay.Judge(Pay(Sri, Budi, minor))));
        Assert.Equal(expected == Posted ? balance - minor : balance, replay.BalanceOf(Sri));
        Assert.Equal(expected == Posted ? minor : 0, replay.BalanceOf(Budi));
    }

    [Fact]
    public void What_was_refused_is_not_there_to_be_spent_and_its_correction_takes_nothing_back()
    {
        var replay = Replay(new TriedLimits(-50, null, 0, 0));
        var refused = Pay(Sri, Budi, 60);

        Assert.Equal("FloorExceeded", Word(replay.Judge(refused)));
        Assert.Equal("FloorExceeded", Word(replay.Judge(Pay(Budi, Sri, 51))));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Budi, Sri, 60) with { Corrects = refused.Operation })));
        Assert.Equal((0, 0), (replay.BalanceOf(Sri), replay.BalanceOf(Budi)));
    }

    [Fact]
    public void What_was_forced_and_what_takes_back_passes_every_limit()
    {
        var replay = Replay(new TriedLimits(-50, null, 0, 0));
        var sale = Pay(Sri, Budi, 50);

        Assert.Equal(Posted, Word(replay.Judge(sale)));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Budi, Region, 80))));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Budi, Sri, 50) with { Corrects = sale.Operation })));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Budi, Region, 5, isForced: true))));
        Assert.Equal((0, -85), (replay.BalanceOf(Sri), replay.BalanceOf(Budi)));
    }

    [Fact]
    public void A_posting_of_several_transfers_happens_whole_or_not_at_all()
    {
        var replay = Replay(new TriedLimits(-50, null, 0, 0));
        var one = Pay(Sri, Budi, 30);

        Assert.Equal("FloorExceeded", Word(replay.Judge(one with { Transfers = [one.Transfers[0], one.Transfers[0]] })));
        Assert.Equal((0, 0), (replay.BalanceOf(Sri), replay.BalanceOf(Budi)));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Sri, Budi, 50))));
    }

    [Fact]
    public void A_purchase_that_was_corrected_gave_back_its_own_power()
    {
        var replay = Replay(new TriedLimits(-22_500, null, 15_000, 7_500), ("limitModel", "riegel"));
        var goods = Pay(Sri, Budi, 7_500);
        Assert.Equal(Posted, Word(replay.Judge(Pay(Sri, Budi, 15_000, "wages"))));
        Assert.Equal(Posted, Word(replay.Judge(goods)));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Budi, Sri, 7_500) with { Corrects = goods.Operation })));

        Assert.Equal("PayrollPowerExceeded", Word(replay.Judge(Pay(Sri, Budi, 1, "wages"))));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Sri, Budi, 7_500))));
    }

    /// <summary>Riegel's 15,000 for wages and 7,500 for purchases: what is paid, one after the other.</summary>
    public static TheoryData<string, string> Powers => new()
    {
        { "wages 15000, goods 7500", "posted posted" },
        { "wages 15001", "PayrollPowerExceeded" },
        { "goods 7501, services 7500, goods 1", "CommercialPowerExceeded posted CommercialPowerExceeded" },
        { "loan 1, wages 1", "PurposeHasNoPower posted" },
        { "wages 15000, goods 7500, goods 1", "posted posted FloorExceeded" },
        { "wages 15000, +goods 400, wages 400, wages 1", "posted posted posted PayrollPowerExceeded" },
        { "goods 7500, +goods 400, wages 15000, goods 400", "posted posted posted posted" },
    };

    [Theory]
    [MemberData(nameof(Powers))]
    public void Under_Riegels_model_the_purpose_says_which_power_pays(string paid, string expected)
    {
        var replay = Replay(new TriedLimits(-22_500, null, 15_000, 7_500), ("limitModel", "riegel"));

        Assert.Equal(expected, string.Join(' ', paid.Split(", ").Select(text =>
        {
            var (purpose, minor) = (text.Split(' ')[0], long.Parse(text.Split(' ')[1]));
            return Word(replay.Judge(purpose[0] == '+'
                ? Pay(Region, Sri, minor, purpose[1..])
                : Pay(Sri, Region, minor, purpose)));
        })));
    }

    [Fact]
    public void A_purpose_that_the_terms_rule_out_is_refused_before_anything_else()
    {
        var replay = Replay(new TriedLimits(0, null, 0, 0), ("purposes", "goods"));

        Assert.Equal("PurposeNotAllowed", Word(replay.Judge(Pay(Sri, Budi, 1, "services"))));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Sri, Budi, 1, "services", isForced: true))));
        Assert.Equal(Posted, Word(replay.Judge(Pay(Region, Budi, 1, "opening"))));
    }

    private static CreditReplay Replay(TriedLimits limits, params (string Name, string Value)[] terms) => new(
        new SchemeParameters(terms.ToImmutableSortedDictionary(static one => one.Name, static one => one.Value)),
        Unit,
        new Dictionary<AccountId, TriedLimits> { [Sri] = limits, [Budi] = limits });

    private static PastPosting Pay(AccountId payer, AccountId payee, long minor, string purpose = "goods", bool isForced = false) =>
        new(
            new OperationId(Guid.CreateVersion7()), new DateOnly(2026, 3, 1), Corrects: null,
            [new PastTransfer(payer, payee, minor, purpose, isForced)]);

    private static string Word(RefusalReason? reason) => reason?.ToString() ?? Posted;
}
