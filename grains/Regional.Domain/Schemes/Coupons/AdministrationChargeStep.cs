using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// A period's end applies the administration charge to each member's account, for #1 (002, II.B.4): accounts that were opened
/// by the period's last date, or have lines by then because they were entered later, and are not closed. It is forced: it
/// goes beyond a credit limit and reaches suspended accounts.
/// </summary>
public sealed class AdministrationChargeStep : IPeriodStep
{
    /// <summary>Part of derived ids and of stored progress: never changed.</summary>
    public const string StepName = "charge";

    private const string Reference = "Administration charge";
    private const string Reason = "administration charge at the period's end (002, II.B.4)";

    /// <inheritdoc />
    public string Name => StepName;

    /// <inheritdoc />
    public bool IsDue(PeriodContext context) => !CouponParameters.Of(context).MonthlyCharge.IsZero;

    /// <inheritdoc />
    public PeriodChunkPlan Plan(PeriodChunk chunk, PeriodContext context)
    {
        var charge = CouponParameters.Of(context).MonthlyCharge;
        var fund = context.SystemAccounts[AccountRole.Administration];
        return new PeriodChunkPlan(
            [
                .. chunk.Accounts.Where(account => IsCharged(account, context.Period)).Select(account => new PeriodPosting(
                    account.Id,
                    [
                        new Leg
                        {
                            Ledger = context.Ledger,
                            Debit = account.Id,
                            Credit = fund,
                            Amount = charge,
                            Kind = TransferKind.Real,
                            Purpose = CouponScene.FeePurpose,
                            ForcedReason = Reason,
                        },
                    ],
                    Facts: [],
                    Reference)),
            ],
            [],
            []);
    }

    private static bool IsCharged(PeriodAccount account, PeriodSpan period) =>
        account.Role == AccountRole.Member && account.Status != AccountStatus.Closed
        && (account.OpenedOn <= period.LastDate || account is not { Opening: 0, Debits: 0, Credits: 0 });
}
