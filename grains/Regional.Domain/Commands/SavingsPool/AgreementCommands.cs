using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Domain.Commands.SavingsPool;

/// <summary>
/// Proposes a loan to the pool: amount, term, repayment and matching savings (001). Members vote and sign; then it may be
/// drawn. Result: <c>{agreement, payments, repayments, lowestPoints}</c>, the command's id and its plan.
/// </summary>
/// <param name="Ledger">The pool's ledger.</param>
/// <param name="Account">The borrower's account.</param>
/// <param name="AmountMinor">What may be drawn past the savings, minor units, more than zero.</param>
/// <param name="TermMonths">Within how many monthly payments the amount is repaid, 1 to 600.</param>
/// <param name="RepaymentMinor">Paid each month until nothing is owed; times the term at least the amount.</param>
/// <param name="SavingMinor">Paid each month from then on until points are back at zero; zero or more.</param>
public sealed record ProposeAgreement(
    LedgerId Ledger, AccountId Account, long AmountMinor, int TermMonths, long RepaymentMinor, long SavingMinor) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.ProposeAgreement;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("account", Account.Value).Add("amount", AmountMinor).Add("term", TermMonths)
        .Add("repayment", RepaymentMinor).Add("saving", SavingMinor);
}

/// <summary>
/// One member's vote on a proposal. A later vote of the member takes the place of the earlier one until it is decided.
/// Result: <c>{agreement, for, against, abstained, eligible}</c>.
/// </summary>
public sealed record CastVote(OperationId Agreement, MemberId Member, VoteChoice Choice) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CastVote;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("agreement", Agreement.ToString())
        .Add("member", Member.Value).Add("choice", (int)Choice);
}

/// <summary>
/// One member's signature under a proposal that is carried; the last one that is needed makes it an agreement. Result:
/// <c>{agreement, signatures, status}</c>.
/// </summary>
public sealed record SignAgreement(OperationId Agreement, MemberId Member) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SignAgreement;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("agreement", Agreement.ToString()).Add("member", Member.Value);
}

/// <summary>
/// Ends a proposal, or what is undrawn of an agreement: rejected by the pool, or withdrawn by the borrower. Result:
/// <c>{agreement, status}</c>.
/// </summary>
public sealed record EndAgreement(OperationId Agreement, bool IsWithdrawal) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.EndAgreement;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("agreement", Agreement.ToString()).Add("isWithdrawal", IsWithdrawal ? 1 : 0);
}
