using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>What of an account is its own and what is credit, pending debits counted, pending credits not.</summary>
internal static class CreditFigures
{
    /// <summary>Credit of one's own that is not promised yet, minor units, not negative.</summary>
    public static Int128 OwnOf(AccountState account) => Int128.Max((Int128)account.Balance - account.DebitsPending, 0);

    /// <summary>How far the account is below zero, held amounts included, minor units, not negative.</summary>
    public static Int128 DebtOf(AccountState account) => Int128.Max((Int128)account.DebitsPending - account.Balance, 0);

    /// <summary>What a posting places on the account's debit side by the payer's own wish, minor units.</summary>
    public static Int128 DebitsOf(Posting posting, AccountId account)
    {
        Int128 sum = 0;
        foreach (var leg in posting.Legs)
        {
            if (leg.Debit == account && !leg.IsForced && leg.Action is TransferAction.Post or TransferAction.Pend)
            {
                sum += leg.Amount.Minor;
            }
        }

        return sum;
    }
}
