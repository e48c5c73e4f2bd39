using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Whether a settlement is what the journal's positions and the carry limits make it (DESIGN section 4).</summary>
internal sealed class SettlementAudit(AuditBook book)
{
    public Violation? Take(PlanCommand plan)
    {
        var window = book.Windows[plan.Window];
        if (!window.IsClosed || window.IsPlanned)
        {
            return new Violation("settlement", $"window {plan.Window} is planned open or twice");
        }

        foreach (var position in plan.Positions)
        {
            var (opening, paid, received) = Position(window, position.Account);
            if (opening != position.Opening || paid != position.Paid || received != position.Received)
            {
                return new Violation(
                    "settlement", $"{position} of window {plan.Window} should be {opening} - {paid} + {received}");
            }
        }

        if (CheckCash(plan) is { } violation)
        {
            return violation;
        }

        window.IsPlanned = true;
        foreach (var position in plan.Positions)
        {
            if (position.Settled != 0)
            {
                book.Instructions.Add(position.Instruction!.Value, new AuditInstruction
                {
                    Window = plan.Window,
                    Account = position.Account,
                    Settled = position.Settled,
                    Due = plan.Due,
                });
            }
        }

        return null;
    }

    // Cash counts from the window it settles, so a window opens with what the one before it carried.
    private (Int128 Opening, Int128 Paid, Int128 Received) Position(AuditWindow window, long account)
    {
        Int128 opening = 0;
        foreach (var earlier in book.Windows.Values)
        {
            if (earlier.Region == window.Region && earlier.No < window.No)
            {
                var (paid, received) = earlier.Moved.GetValueOrDefault(account);
                opening += received - paid;
            }
        }

        foreach (var instruction in book.Instructions.Values)
        {
            if (instruction.Account == account && book.Windows[instruction.Window].No < window.No)
            {
                opening -= instruction.Settled;
            }
        }

        var (paidNow, receivedNow) = window.Moved.GetValueOrDefault(account);
        return (opening, paidNow, receivedNow);
    }

    private static Violation? CheckCash(PlanCommand plan)
    {
        Int128 credit = 0, debit = 0, carryCredit = 0, carryDebit = 0, paidOut = 0, paidIn = 0;
        foreach (var position in plan.Positions)
        {
            var net = (Int128)position.Opening - position.Paid + position.Received;
            var may = Int128.Min(Int128.Abs(net), position.CarryLimit);
            if (net != (Int128)position.Carried + position.Settled || Int128.Abs(position.Carried) > may
                || (position.Settled != 0 && Int128.Sign(position.Settled) != Int128.Sign(net)))
            {
                return new Violation("settlement", $"{position} does not add up");
            }

            (credit, carryCredit) = net > 0 ? (credit + net, carryCredit + may) : (credit, carryCredit);
            (debit, carryDebit) = net < 0 ? (debit - net, carryDebit + may) : (debit, carryDebit);
            (paidOut, paidIn) = position.Settled > 0
                ? (paidOut + position.Settled, paidIn)
                : (paidOut, paidIn - position.Settled);
        }

        var cash = Int128.Max(0, Int128.Max(credit - carryCredit, debit - carryDebit));
        return paidOut != cash || paidIn != cash
            ? new Violation("settlement", $"window {plan.Window}: {paidIn} in and {paidOut} out instead of {cash}")
            : null;
    }
}
