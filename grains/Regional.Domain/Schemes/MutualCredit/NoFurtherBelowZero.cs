using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>
/// What a payment carries while its ledger's mutual credit is switched off: the payer's own credit must cover it. Judged
/// under the account's lock in the order of the journal; pending debits count, pending credits do not. Writes no row.
/// </summary>
/// <remarks>
/// A plan made while credit was on lacks it, and is stale by its version of the terms: the switch raises it while it holds
/// the ledger's books alone. Refusal: <c>creditSwitchedOff</c>.
/// </remarks>
/// <param name="Account">The payer; a ledger's own account is free.</param>
public sealed record NoFurtherBelowZero(AccountId Account) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now)
    {
        if (!book.Accounts.TryGetValue(Account, out var account) || account.Now.Role != AccountRole.Member)
        {
            return null;
        }

        var (own, asked) = (CreditFigures.OwnOf(account.Now), CreditFigures.DebitsOf(posting, Account));
        return asked <= own
            ? null
            : Refusal.For(
                RefusalReason.CreditSwitchedOff,
                RefusalFact.Account(Account),
                RefusalFact.Money("balance", account.Now.Balance, account.Now.Currency),
                RefusalFact.Money("pending", account.Now.DebitsPending, account.Now.Currency),
                RefusalFact.Money("room", own, account.Now.Currency),
                RefusalFact.Money("amount", asked, account.Now.Currency));
    }

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
    }
}
