using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>The pool's rows that a group commit may touch, locked: points by account and agreements by id.</summary>
public sealed class PoolBook
{
    /// <summary>Points at the last month end; an account that is missing has none.</summary>
    public Dictionary<AccountId, long> Points { get; } = [];

    /// <summary>Agreements that members of the batch draw on.</summary>
    public Dictionary<OperationId, AgreementState> Agreements { get; } = [];
}

/// <summary>
/// Savings or a loan leave the pool by this posting. Refusal: <c>stateChanged</c>, when a month end came between decision
/// and commit, so that the points are no longer those it was decided on.
/// </summary>
/// <param name="Account">The member's account.</param>
/// <param name="OwnMinor">From savings, zero or more.</param>
/// <param name="LoanMinor">Under agreements, zero or more.</param>
/// <param name="PointsMinor">Points it was decided on, signed.</param>
/// <param name="BalanceMinor">Balance once it is paid, amounts pending as debits counted: what a plan starts from.</param>
public sealed record WithdrawalDecided(
    AccountId Account, long OwnMinor, long LoanMinor, long PointsMinor, long BalanceMinor) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        book.Part<PoolBook>().Points.GetValueOrDefault(Account) == PointsMinor
            ? null
            : Refusal.For(RefusalReason.StateChanged, RefusalFact.Account(Account));

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
    }
}

/// <summary>
/// Part of an agreement is drawn by this posting: at most once per amount. Refusal: <c>stateChanged</c>, when the agreement
/// has ended, or was drawn, since the plan was made; the next plan says what is left.
/// </summary>
/// <param name="Agreement">The proposal's id.</param>
/// <param name="Account">The borrower's account.</param>
/// <param name="AmountMinor">Minor units, more than zero.</param>
/// <param name="BeforeMinor">What of the withdrawal is covered before this draw: savings and earlier draws.</param>
public sealed record AgreementDraw(OperationId Agreement, AccountId Account, long AmountMinor, long BeforeMinor) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        book.Part<PoolBook>().Agreements.TryGetValue(Agreement, out var agreement)
        && agreement.Account == Account && agreement.UndrawnMinor >= AmountMinor
        && !posting.Facts[..place].OfType<AgreementDraw>().Any(draw => draw.Agreement == Agreement)
            ? null
            : Refusal.For(RefusalReason.StateChanged, RefusalFact.Account(Account));

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        var agreements = book.Part<PoolBook>().Agreements;
        agreements[Agreement] = agreements[Agreement] with
        {
            DrawnMinor = agreements[Agreement].DrawnMinor + AmountMinor,
        };
    }
}
