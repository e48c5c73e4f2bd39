using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// The switch of mutual credit (000): while it is off, what leaves a member's account by the member's own wish is there,
/// at its place in the order of the journal. Negative balances may rise; what was held before is paid as it was held.
/// </summary>
internal static class CreditAudit
{
    /// <summary>The first account that a posting takes further below zero while it may not; else null.</summary>
    public static Violation? Check(AuditBook book, JournalPosting posting)
    {
        foreach (var (id, taken) in Debits(posting.Legs.Select(static leg =>
            new ExpectedLeg(leg.Ledger, leg.Debit, leg.Credit, leg.Amount, leg.Action, leg.IsForced, leg.Counter))))
        {
            if (Lacks(book, id, taken) is { } account)
            {
                return new Violation(
                    "credit-off",
                    $"mutual credit of ledger {account.Ledger} is off, account {id} has {account.Balance}, pending "
                    + $"{account.DebitsPending}, and pays {taken} by {posting}");
            }
        }

        return null;
    }

    /// <summary>Whether a request would take an account further below zero while its ledger's credit is off.</summary>
    public static bool IsMet(AuditBook book, long account, List<ExpectedLeg> legs) =>
        Debits(legs).TryGetValue(account, out var taken) && Lacks(book, account, taken) is not null;

    // By account: what it places by the payer's own wish.
    private static Dictionary<long, Int128> Debits(IEnumerable<ExpectedLeg> legs)
    {
        var taken = new Dictionary<long, Int128>();
        foreach (var leg in legs)
        {
            if (!leg.IsForced && leg.Action is LegAction.Post or LegAction.Pend)
            {
                taken[leg.Debit] = taken.GetValueOrDefault(leg.Debit) + leg.Amount;
            }
        }

        return taken;
    }

    private static AuditAccount? Lacks(AuditBook book, long id, Int128 taken) =>
        book.Accounts.TryGetValue(id, out var account)
        && account.Role == AuditRole.Member
        && book.Ledgers[account.Ledger].IsCreditOff
        && taken > Int128.Max(account.Balance - account.DebitsPending, 0)
            ? account
            : null;
}
