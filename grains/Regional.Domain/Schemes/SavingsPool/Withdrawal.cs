using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>An agreement as far as a withdrawal asks.</summary>
/// <param name="Id">The proposal's id.</param>
/// <param name="Account">The borrower's account.</param>
/// <param name="Status">Only an agreed one may be drawn.</param>
/// <param name="AmountMinor">What may be drawn altogether, minor units, more than zero.</param>
/// <param name="DrawnMinor">What has been drawn: repaying does not give it back.</param>
public sealed record AgreementState(
    OperationId Id, AccountId Account, ProposalStatus Status, long AmountMinor, long DrawnMinor)
{
    /// <summary>What may still be drawn.</summary>
    public long UndrawnMinor => Status == ProposalStatus.Agreed ? AmountMinor - DrawnMinor : 0;
}

/// <summary>What a member takes out: first the savings, then a loan under agreements. Minor units.</summary>
/// <param name="OwnMinor">From savings, zero or more.</param>
/// <param name="Draws">The loan part by agreement; empty: none.</param>
public sealed record Withdrawal(long OwnMinor, ImmutableArray<AgreementDraw> Draws)
{
    /// <summary>
    /// Splits what is asked. Refusals in order: <c>savingsLocked</c> (points are negative and savings would leave),
    /// <c>agreementUnknown</c>, <c>agreementNotAgreed</c>, <c>agreementExceeded</c> (of the agreement that is named),
    /// <c>agreementNeeded</c> (without one named: past the savings and what is agreed).
    /// </summary>
    /// <param name="account">As committed; what is pending as debit is spent already.</param>
    /// <param name="points">Points at the last month end.</param>
    /// <param name="agreements">The member's, oldest decision first; drawn in this order.</param>
    /// <param name="amount">What is asked, more than zero.</param>
    /// <param name="named">The agreement for the loan part; null: whichever there are.</param>
    /// <param name="terms">The pool's terms.</param>
    public static Ruling<Withdrawal> Split(
        AccountState account, long points, ImmutableArray<AgreementState> agreements, Amount amount, OperationId? named,
        PoolTerms terms)
    {
        var savings = (long)Int128.Max(0, (Int128)account.Balance - account.DebitsPending);
        var own = long.Min(savings, amount.Minor);
        if (own > 0 && points < 0 && terms.LockSavingsWhilePointsNegative)
        {
            return Refusal.For(
                RefusalReason.SavingsLocked,
                RefusalFact.Account(account.Id),
                RefusalFact.Money("points", points, amount.Currency),
                RefusalFact.Money("savings", savings, amount.Currency),
                RefusalFact.Money("amount", amount.Minor, amount.Currency));
        }

        var loan = amount.Minor - own;
        if (loan == 0)
        {
            return new Withdrawal(own, Draws: []);
        }

        return named is { } id
            ? DrawNamed(account, own, loan, agreements.FirstOrDefault(agreement => agreement.Id == id), id, amount.Currency)
            : DrawAny(account, own, loan, agreements, amount);
    }

    private static Ruling<Withdrawal> DrawNamed(
        AccountState account, long own, long loan, AgreementState? agreement, OperationId id, Currency currency)
    {
        var fact = new RefusalFact("agreement", id.ToString());
        if (agreement is null || agreement.Account != account.Id)
        {
            return Refusal.For(RefusalReason.AgreementUnknown, fact);
        }

        if (agreement.Status != ProposalStatus.Agreed)
        {
            return Refusal.For(
                RefusalReason.AgreementNotAgreed, fact, new("state", agreement.Status.ToString().ToLowerInvariant()));
        }

        return loan <= agreement.UndrawnMinor
            ? new Withdrawal(own, [new AgreementDraw(id, account.Id, loan, BeforeMinor: own)])
            : Refusal.For(
                RefusalReason.AgreementExceeded,
                fact,
                RefusalFact.Money("agreed", agreement.AmountMinor, currency),
                RefusalFact.Money("drawn", agreement.DrawnMinor, currency),
                RefusalFact.Money("asked", loan, currency));
    }

    private static Ruling<Withdrawal> DrawAny(
        AccountState account, long own, long loan, ImmutableArray<AgreementState> agreements, Amount amount)
    {
        var draws = ImmutableArray.CreateBuilder<AgreementDraw>();
        var left = loan;
        foreach (var agreement in agreements)
        {
            var drawn = long.Min(left, agreement.UndrawnMinor);
            if (drawn > 0)
            {
                draws.Add(new AgreementDraw(agreement.Id, account.Id, drawn, amount.Minor - left));
                left -= drawn;
            }
        }

        return left == 0
            ? new Withdrawal(own, draws.ToImmutable())
            : Refusal.For(
                RefusalReason.AgreementNeeded,
                RefusalFact.Account(account.Id),
                RefusalFact.Money("amount", amount.Minor, amount.Currency),
                RefusalFact.Money("available", amount.Minor - left, amount.Currency),
                RefusalFact.Money("needed", left, amount.Currency));
    }
}
