using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>
/// What a payment carries under Riegel's model: its purpose says which power may pay what the payer's own credit does not.
/// Judged under the account's lock in the order of the journal; pending debits count, pending credits do not.
/// </summary>
/// <remarks>
/// The floor (both powers together) binds as well. Refusals: <c>payrollPowerExceeded</c>, <c>commercialPowerExceeded</c>,
/// <c>purposeHasNoPower</c>. A ledger's own account is free.
/// </remarks>
/// <param name="Account">The payer.</param>
/// <param name="Power">The power of the purpose.</param>
/// <param name="AmountMinor">What the transfer takes, more than zero.</param>
/// <param name="RepaysPurchasesFirst">Which power receipts have given back first.</param>
public sealed record PowerUse(AccountId Account, CreditPower Power, long AmountMinor, bool RepaysPurchasesFirst) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now)
    {
        if (!book.Accounts.TryGetValue(Account, out var account) || account.Now.Role != AccountRole.Member)
        {
            return null;
        }

        var net = (Int128)account.Now.Balance - account.Now.DebitsPending;
        var (own, need, powers) = Walk(posting, place, net, book.Part<CreditBook>().Powers.GetValueOrDefault(Account))[^1];
        var room = Int128.Max((Int128)powers.Of(Power) - powers.UsedOf(Power), 0);
        if (need <= room)
        {
            return null;
        }

        var currency = account.Now.Currency;
        var asked = RefusalFact.Money("amount", AmountMinor, currency);
        return Power == CreditPower.None
            ? Refusal.For(
                RefusalReason.PurposeHasNoPower,
                RefusalFact.Account(Account), RefusalFact.Money("room", own, currency), asked)
            : Refusal.For(
                Power == CreditPower.Payroll ? RefusalReason.PayrollPowerExceeded : RefusalReason.CommercialPowerExceeded,
                RefusalFact.Account(Account),
                RefusalFact.Money("power", powers.Of(Power), currency),
                RefusalFact.Money("used", powers.UsedOf(Power), currency),
                RefusalFact.Money("room", own + room, currency),
                asked);
    }

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        var (uses, part) = (UsesOf(posting), book.Part<CreditBook>());
        if (!ReferenceEquals(uses[0], this) || book.Accounts[Account].Now is not { Role: AccountRole.Member } account)
        {
            return;
        }

        // The book has the posting's transfers in it already.
        Int128 taken = 0;
        foreach (var use in uses)
        {
            taken += use.AmountMinor;
        }

        var net = (Int128)account.Balance - account.DebitsPending + taken;
        var steps = Walk(posting, posting.Facts.Length - 1, net, part.Powers.GetValueOrDefault(Account));
        for (var at = 0; at < uses.Length; at++)
        {
            if (steps[at].Need > 0)
            {
                var minor = (long)steps[at].Need;
                var after = steps[at].Powers.Draw(uses[at].Power, minor) with { No = part.Powers.GetValueOrDefault(Account).No + 1 };
                part.Powers[Account] = after;
                part.Draws.Add(new PowerDraw(posting.Id, Account, uses[at].Power, minor, after));
            }
        }
    }

    // What each use of the account up to a place finds: own credit, what is needed beyond it, the powers before it.
    private List<(Int128 Own, Int128 Need, CreditPowers Powers)> Walk(
        Posting posting, int place, Int128 net, CreditPowers powers)
    {
        var steps = new List<(Int128, Int128, CreditPowers)>();
        var now = powers.At(Int128.Max(-net, 0), RepaysPurchasesFirst);
        for (var at = 0; at <= place; at++)
        {
            if (posting.Facts[at] is PowerUse use && use.Account == Account)
            {
                var own = Int128.Max(net, 0);
                var need = Int128.Max(use.AmountMinor - own, 0);
                steps.Add((own, need, now));
                now = now.Draw(use.Power, (long)need);
                net -= use.AmountMinor;
            }
        }

        return steps;
    }

    private PowerUse[] UsesOf(Posting posting) =>
        [.. posting.Facts.OfType<PowerUse>().Where(use => use.Account == Account)];
}
