using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Trades;

public sealed class CorrectionTests
{
    private static readonly OperationId Corrected = Operation(5);

    [Fact]
    public void A_correction_exchanges_debit_and_credit_and_keeps_amount_kind_purpose_counter_and_rate()
    {
        var posted = Pay(1, 2, 313) with
        {
            Kind = TransferKind.Financial,
            Purpose = "loan",
            Counter = new Amount(50_080, Rupiah),
            RateId = 7,
        };
        Assert.True(CorrectionRules.Plan(Corrected, [posted], "entered twice").TryGet(out var plan, out _));
        Assert.Equal(
            [posted with { Debit = posted.Credit, Credit = posted.Debit, ForcedReason = "entered twice" }], plan.Legs);
        Assert.Equal(Corrected, plan.Corrects);
    }

    [Fact]
    public void Without_a_reason_it_is_not_forced_even_if_what_it_corrects_was()
    {
        Assert.True(CorrectionRules.Plan(Corrected, [Pay(1, 2, 10) with { ForcedReason = "levy" }], null).TryGet(out var plan, out _));
        Assert.False(plan.Legs[0].IsForced);
    }

    [Fact]
    public void What_a_resolution_posted_is_corrected_as_a_plain_transfer()
    {
        var posted = End(Held(1, 2, 50), TransferAction.PostPending, 20);
        Assert.True(CorrectionRules.Plan(Corrected, [posted], null).TryGet(out var plan, out _));
        Assert.Equal([Pay(2, 1, 20)], plan.Legs);
    }

    [Theory]
    [InlineData(TransferAction.Pend)]
    [InlineData(TransferAction.VoidPending)]
    [InlineData(TransferAction.ExpirePending)]
    public void What_moved_nothing_cannot_be_corrected(TransferAction action)
    {
        Assert.False(CorrectionRules.Plan(Corrected, [Pay(1, 2, 10), Pay(1, 2, 10) with { Action = action }], null).TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.CorrectionUnknown, refusal.Reason);
    }

    [Fact]
    public void What_is_not_there_cannot_be_corrected()
    {
        Assert.False(CorrectionRules.Plan(Corrected, ImmutableArray<Leg>.Empty, " ").TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.CorrectionUnknown, refusal.Reason);
    }

    [Fact]
    public void A_forced_correction_says_why()
    {
        Assert.False(CorrectionRules.Plan(Corrected, [Pay(1, 2, 10)], " ").TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.ReasonMissing, refusal.Reason);
    }
}
