using Regional.Domain.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Ledger;

public sealed class EffectTests
{
    private static readonly OperationId Subject = Operation(70);
    private static readonly OperationId Other = Operation(71);

    [Theory]
    [InlineData(RequestStatus.Open, 1, "posted")]
    [InlineData(RequestStatus.Open, 0, "requestExpired")]
    [InlineData(RequestStatus.Approved, 1, "requestEnded")]
    [InlineData(RequestStatus.Declined, 1, "requestEnded")]
    [InlineData(RequestStatus.Expired, 0, "requestEnded")]
    [InlineData(RequestStatus.Withdrawn, 1, "requestEnded")]
    public void A_request_is_approved_while_it_is_open_and_has_time(RequestStatus status, int ticksLeft, string expected)
    {
        var book = With(State(1), State(2));
        book.Requests[Subject] = new RequestState(status, Now + TimeSpan.FromTicks(ticksLeft), Account(1));
        Assert.Equal(expected, Word(Judge(Carrying(new RequestApproved(Subject)), book)));
        Assert.Equal(expected == "posted" ? RequestStatus.Approved : status, book.Requests[Subject].Status);
    }

    [Theory]
    [InlineData(TradeStatus.Queued, "posted")]
    [InlineData(TradeStatus.Posted, "tradeNotQueued")]
    [InlineData(TradeStatus.Cancelled, "tradeNotQueued")]
    [InlineData(TradeStatus.Refused, "tradeNotQueued")]
    [InlineData(TradeStatus.InFlight, "tradeNotQueued")]
    [InlineData(TradeStatus.Voided, "tradeNotQueued")]
    public void Only_a_waiting_trade_leaves_the_queue(TradeStatus status, string expected)
    {
        var book = With(State(1), State(2));
        book.Trades[Subject] = status;
        Assert.Equal(expected, Word(Judge(Carrying(new QueuedTradeReleased(Subject)), book)));
        Assert.Equal(expected == "posted" ? TradeStatus.Posted : status, book.Trades[Subject]);
    }

    [Theory]
    [InlineData(InstructionStatus.Planned, "posted", "instructionEnded")]
    [InlineData(InstructionStatus.Pending, "instructionEnded", "posted")]
    [InlineData(InstructionStatus.Confirmed, "instructionEnded", "instructionEnded")]
    public void A_settlement_payment_is_planned_then_placed_then_confirmed(
        InstructionStatus status, string placing, string confirming)
    {
        Assert.Equal(placing, Word(Judge(Carrying(new InstructionPlaced(Subject)), Cash(status, isPayOut: false))));
        Assert.Equal(confirming, Word(Judge(Carrying(new InstructionConfirmed(Subject)), Cash(status, isPayOut: false))));
    }

    [Theory]
    [InlineData(79, 0, "notPaidIn")]
    [InlineData(80, 0, "posted")]
    [InlineData(100, 20, "posted")]
    [InlineData(100, 21, "notPaidIn")]
    public void Nothing_is_paid_out_that_has_not_come_in(long paidIn, long paidOut, string expected)
    {
        var book = Cash(InstructionStatus.Pending, isPayOut: true, paidIn, paidOut);
        Assert.Equal(expected, Word(Judge(Carrying(new InstructionConfirmed(Subject)), book)));
    }

    [Fact]
    public void Two_payments_out_confirmed_in_one_batch_do_not_use_the_same_cash()
    {
        var book = Cash(InstructionStatus.Pending, isPayOut: true, paidIn: 100);
        book.Instructions[Other] = book.Instructions[Subject];
        Assert.Equal("posted", Word(Judge(Carrying(new InstructionConfirmed(Subject)), book)));
        Assert.Equal("notPaidIn", Word(Judge(Carrying(new InstructionConfirmed(Other)), book)));
    }

    [Fact]
    public void Cash_of_another_window_is_not_paid_out()
    {
        var book = Cash(InstructionStatus.Pending, isPayOut: true, paidIn: 0);
        book.Instructions[Other] =
            new InstructionState(InstructionStatus.Pending, IsPayOut: false, 80, 0, 0, new WindowId(2));
        Assert.Equal("posted", Word(Judge(Carrying(new InstructionConfirmed(Other)), book)));
        Assert.Equal("notPaidIn", Word(Judge(Carrying(new InstructionConfirmed(Subject)), book)));
    }

    [Fact]
    public void What_is_not_there_is_named_as_unknown()
    {
        var book = With(State(1), State(2));
        Assert.Equal("requestUnknown", Word(Judge(Carrying(new RequestApproved(Subject)), book)));
        Assert.Equal("tradeUnknown", Word(Judge(Carrying(new QueuedTradeReleased(Subject)), book)));
        Assert.Equal("instructionUnknown", Word(Judge(Carrying(new InstructionPlaced(Subject)), book)));
        Assert.Equal("instructionUnknown", Word(Judge(Carrying(new InstructionConfirmed(Subject)), book)));
    }

    private static Posting Carrying(Effect effect) => Posting(1, Pay(1, 2, 10)) with { Effects = [effect] };

    private static LedgerBook Cash(InstructionStatus status, bool isPayOut, long paidIn = 0, long paidOut = 0)
    {
        var book = With(State(1), State(2));
        book.Instructions[Subject] = new InstructionState(status, isPayOut, 80, paidIn, paidOut, new WindowId(1));
        return book;
    }
}
