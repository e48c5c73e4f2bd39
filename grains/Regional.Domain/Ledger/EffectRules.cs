using Regional.Domain.Refusals;

namespace Regional.Domain.Ledger;

/// <summary>The rules of what may change along with a posting: requests, queued trades, settlement payments.</summary>
public static class EffectRules
{
    /// <summary>The first rule the effect breaks, or null.</summary>
    public static Refusal? Check(Effect effect, LedgerBook book, DateTimeOffset now) => effect switch
    {
        RequestApproved approved => CheckRequest(approved.Request, book, now),
        QueuedTradeReleased released => CheckTrade(released.Trade, book),
        InstructionPlaced placed => CheckInstruction(placed.Instruction, InstructionStatus.Planned, book),
        InstructionConfirmed confirmed =>
            CheckInstruction(confirmed.Instruction, InstructionStatus.Pending, book)
            ?? CheckPaidIn(book.Instructions[confirmed.Instruction]),
        _ => throw new InvariantViolation($"No rule for the effect {effect.GetType().Name}."),
    };

    /// <summary>Brings the book up to date; the effect has passed <see cref="Check"/>.</summary>
    public static void Apply(Effect effect, LedgerBook book)
    {
        switch (effect)
        {
            case RequestApproved approved:
                book.Requests[approved.Request] =
                    book.Requests[approved.Request] with { Status = RequestStatus.Approved };
                break;
            case QueuedTradeReleased released:
                book.Trades[released.Trade] = TradeStatus.Posted;
                break;
            case InstructionPlaced placed:
                book.Instructions[placed.Instruction] =
                    book.Instructions[placed.Instruction] with { Status = InstructionStatus.Pending };
                break;
            case InstructionConfirmed confirmed:
                Confirm(confirmed.Instruction, book);
                break;
        }
    }

    // The totals of the window move for all its payments, or two of one batch could both pay out the same cash.
    private static void Confirm(OperationId id, LedgerBook book)
    {
        var done = book.Instructions[id];
        book.Instructions[id] = done with { Status = InstructionStatus.Confirmed };
        foreach (var (sibling, state) in book.Instructions.Where(pair => pair.Value.Window == done.Window).ToArray())
        {
            book.Instructions[sibling] = done.IsPayOut
                ? state with { PaidOutMinor = state.PaidOutMinor + done.AmountMinor }
                : state with { PaidInMinor = state.PaidInMinor + done.AmountMinor };
        }
    }

    private static Refusal? CheckRequest(OperationId id, LedgerBook book, DateTimeOffset now)
    {
        var request = new RefusalFact("request", id.ToString());
        if (!book.Requests.TryGetValue(id, out var state))
        {
            return Refusal.For(RefusalReason.RequestUnknown, request);
        }

        if (state.Status != RequestStatus.Open)
        {
            return Refusal.For(
                RefusalReason.RequestEnded, request, new("state", state.Status.ToString().ToLowerInvariant()));
        }

        return state.ExpiresAt <= now
            ? Refusal.For(RefusalReason.RequestExpired, request, new("expired", $"{state.ExpiresAt:O}"))
            : null;
    }

    private static Refusal? CheckTrade(OperationId id, LedgerBook book)
    {
        var trade = new RefusalFact("trade", id.ToString());
        if (!book.Trades.TryGetValue(id, out var status))
        {
            return Refusal.For(RefusalReason.TradeUnknown, trade);
        }

        return status == TradeStatus.Queued
            ? null
            : Refusal.For(RefusalReason.TradeNotQueued, trade, new("state", status.ToString().ToLowerInvariant()));
    }

    private static Refusal? CheckInstruction(OperationId id, InstructionStatus expected, LedgerBook book)
    {
        var instruction = new RefusalFact("instruction", id.ToString());
        if (!book.Instructions.TryGetValue(id, out var state))
        {
            return Refusal.For(RefusalReason.InstructionUnknown, instruction);
        }

        return state.Status == expected
            ? null
            : Refusal.For(
                RefusalReason.InstructionEnded, instruction, new("state", state.Status.ToString().ToLowerInvariant()));
    }

    // Nothing is paid out that has not come in (DESIGN section 4).
    private static Refusal? CheckPaidIn(InstructionState state) =>
        state.IsPayOut && state.PaidOutMinor + state.AmountMinor > state.PaidInMinor
            ? Refusal.For(
                RefusalReason.NotPaidIn,
                new("paidIn", $"{state.PaidInMinor}"),
                new("paidOut", $"{state.PaidOutMinor}"),
                new("asked", $"{state.AmountMinor}"))
            : null;
}
