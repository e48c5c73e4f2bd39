using Regional.Domain.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Ledger;

/// <summary>Several postings of one group commit, judged in order on the same book.</summary>
public sealed class BatchTests
{
    [Fact]
    public void A_credit_of_the_same_batch_does_not_make_room_but_the_payment_waits_for_the_next()
    {
        var book = With(State(1), State(2, floor: 0), State(3));
        Assert.Equal("posted", Word(Judge(Posting(1, Pay(1, 2, 50)), book)));
        Assert.Equal("deferred", Word(Judge(Posting(2, Pay(2, 3, 50)), book)));
        Assert.Equal("posted", Word(Judge(Posting(2, Pay(2, 3, 50)), NextBatch(book))));
    }

    [Fact]
    public void What_even_the_same_batch_would_not_make_room_for_is_refused()
    {
        var book = With(State(1), State(2, floor: 0), State(3));
        Judge(Posting(1, Pay(1, 2, 50)), book);
        Assert.Equal("floorExceeded", Word(Judge(Posting(2, Pay(2, 3, 51)), book)));
    }

    [Fact]
    public void Room_of_the_batch_that_the_postings_own_first_leg_uses_up_is_not_waited_for()
    {
        var book = With(State(1), State(2, floor: 0), State(3));
        Judge(Posting(1, Pay(1, 2, 50)), book);
        Assert.Equal("floorExceeded", Word(Judge(Posting(2, Pay(3, 2, 10), Pay(2, 3, 60)), book)));
    }

    [Fact]
    public void Debits_of_the_same_batch_use_the_room_up()
    {
        var book = With(State(1, floor: -100), State(2));
        Assert.Equal("posted", Word(Judge(Posting(1, Pay(1, 2, 60)), book)));
        Assert.Equal("floorExceeded", Word(Judge(Posting(2, Pay(1, 2, 41)), book)));
        Assert.Equal("posted", Word(Judge(Posting(3, Pay(1, 2, 40)), book)));
    }

    [Fact]
    public void A_pending_released_in_the_same_batch_makes_room_only_in_the_next()
    {
        var held = Held(1, 2, 100);
        var book = With(State(1, floor: -100), State(2)).Holding(held);
        Assert.Equal("posted", Word(Judge(Posting(1, End(held, TransferAction.VoidPending, 100)), book)));
        Assert.Equal("deferred", Word(Judge(Posting(2, Pay(1, 2, 100)), book)));
        Assert.Equal("posted", Word(Judge(Posting(2, Pay(1, 2, 100)), NextBatch(book))));
    }

    [Fact]
    public void A_pending_placed_in_the_batch_can_be_ended_in_it()
    {
        var book = With(State(1), State(2));
        Judge(Posting(1, Pend(1, 2, 50)), book);
        var placed = book.Pendings[new TransferId(Operation(1), 0)];
        Assert.Equal("posted", Word(Judge(Posting(2, End(placed, TransferAction.PostPending, 30)), book)));
        var payer = book.Accounts[Account(1)].Now;
        Assert.Equal((0L, 30L, 2L), (payer.DebitsPending, payer.DebitsPosted, payer.Entries));
        Assert.Equal(PendingStatus.Posted, book.Pendings[placed.Id].Status);
    }

    [Fact]
    public void An_expiry_counts_from_the_clock_of_the_committing_transaction()
    {
        var book = With(State(1), State(2));
        Judge(Posting(1, Pend(1, 2, 50) with { Expiry = TimeSpan.FromHours(1) }), book);
        Assert.Equal(Now + TimeSpan.FromHours(1), book.Pendings[new TransferId(Operation(1), 0)].ExpiresAt);
    }

    [Fact]
    public void A_document_number_claimed_in_the_batch_is_claimed()
    {
        var book = With(State(1), State(2));
        var claim = new DocumentClaim(Book, Account(2), "INV-7");
        Assert.Equal("posted", Word(Judge(Posting(1, Pay(1, 2, 50)) with { Facts = [claim] }, book)));
        Assert.Equal("documentClaimed", Word(Judge(Posting(2, Pay(1, 2, 50)) with { Facts = [claim] }, book)));
    }

    [Fact]
    public void An_operation_is_corrected_once_in_a_batch()
    {
        var book = With(State(1), State(2));
        book.Correctable[Operation(5)] = false;
        Assert.Equal("posted", Word(Judge(Posting(1, Pay(2, 1, 5)) with { Corrects = Operation(5) }, book)));
        Assert.Equal("alreadyCorrected", Word(Judge(Posting(2, Pay(2, 1, 5)) with { Corrects = Operation(5) }, book)));
    }

    private static LedgerBook NextBatch(LedgerBook book)
    {
        var next = With([.. Snapshot(book)]);
        foreach (var (id, pending) in book.Pendings)
        {
            next.Pendings[id] = pending;
        }

        return next;
    }
}
