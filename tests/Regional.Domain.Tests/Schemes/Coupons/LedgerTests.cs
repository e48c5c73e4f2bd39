using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Tests.Ledger;

namespace Regional.Domain.Tests.Schemes.Coupons;

public sealed class LedgerTests
{
    [Fact]
    public void The_system_journal_is_out_less_in_and_cumulates_to_the_notes_outside()
    {
        var journal = SystemJournal.Of(
            [Line(handedOut: 100_000), Line(takenIn: 30_000), Line(handedOut: 20_000), Line(handedOut: -20_000)],
            openingCirculation: 50_000, systemBalance: 0);
        Assert.Equal((100_000L, 30_000L, 70_000L, 120_000L), (journal.Out, journal.In, journal.CashInCirculation, journal.Cumulative));
    }

    [Theory]
    [InlineData(100_000, 30_000, "30.00")]
    [InlineData(3, 1, "33.33")]
    [InlineData(3, 2, "66.67")]
    [InlineData(8, 1, "12.50")]
    [InlineData(0, 1, null)]
    public void The_ratio_of_the_summary_is_in_to_out(long handedOut, long takenIn, string? expected) =>
        Assert.Equal(expected, new SystemSummary(
            "Suro", ["Ani"], "Ngatidjo", new SystemJournal(handedOut, takenIn, 0, 0), 1, 0, 0).Ratio);

    private static TransactionLine Line(long takenIn = 0, long handedOut = 0) => new()
    {
        Number = 1,
        Operation = Scene.Operation(1),
        Date = CouponBook.Today,
        Name = "Ani",
        Account = "m0001",
        In = takenIn,
        Out = handedOut,
    };
}
