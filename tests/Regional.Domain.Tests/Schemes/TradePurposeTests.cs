using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using static Regional.Domain.Ledger.TransferKind;

namespace Regional.Domain.Tests.Schemes;

public sealed class TradePurposeTests
{
    [Theory]
    [InlineData("goods", Real)]
    [InlineData("services", Real)]
    [InlineData("wages", Real)]
    [InlineData("dividend", Real)]
    [InlineData("fixed-asset", Real)]
    [InlineData("goodwill", Real)]
    [InlineData("project-share", Real)]
    [InlineData("underwriting", Real)]
    [InlineData("pledge", Real)]
    [InlineData("loan", Financial)]
    [InlineData("instalment", Financial)]
    [InlineData("currency", Financial)]
    [InlineData("inventory", Financial)]
    [InlineData("old-good", Financial)]
    [InlineData("security", Financial)]
    [InlineData("household", Financial)]
    [InlineData("time-deposit", Financial)]
    public void A_payer_declares_one_of_003s_transactions_and_that_says_real_or_financial(
        string purpose, TransferKind expected) => Assert.Equal(expected, TradePurposes.KindOf(purpose));

    [Fact]
    public void These_seventeen_are_all_that_may_be_declared() => Assert.Equal(17, TradePurposes.All.Count());

    [Theory]
    [InlineData("settlement")]
    [InlineData("exchange-difference")]
    [InlineData("opening")]
    [InlineData("correction")]
    [InlineData("demurrage")]
    [InlineData("levy")]
    [InlineData("clearing")]
    [InlineData("fee")]
    [InlineData("bribes")]
    [InlineData("")]
    public void Bookkeeping_is_no_trade(string purpose) => Assert.Null(TradePurposes.KindOf(purpose));

    [Theory]
    [InlineData("mutual-credit", "mutual-credit", "financialNeedsKomoko")]
    [InlineData("mutual-credit", "savings-pool", "financialNeedsKomoko")]
    [InlineData("savings-pool", "coupons", "financialNeedsKomoko")]
    [InlineData("coupons", "savings-pool", "financialNeedsKomoko")]
    [InlineData("", "mutual-credit", "financialNeedsKomoko")]
    [InlineData("savings-pool", "", "financialNeedsKomoko")]
    [InlineData("komoko", "mutual-credit", null)]
    [InlineData("mutual-credit", "komoko", null)]
    [InlineData("coupons", "komoko", null)]
    [InlineData("komoko", "savings-pool", null)]
    [InlineData("komoko", "komoko", null)]
    [InlineData("komoko", "", null)]
    [InlineData("", "komoko", null)]
    public void A_financial_trade_needs_a_komoko_on_one_side_and_a_real_one_does_not(
        string payer, string payee, string? expected)
    {
        Assert.Equal(expected, TradePurposes.CheckEnds(Financial, "loan", payer, payee)?.Entry.Code);
        Assert.Null(TradePurposes.CheckEnds(Real, "goods", payer, payee));
    }
}
