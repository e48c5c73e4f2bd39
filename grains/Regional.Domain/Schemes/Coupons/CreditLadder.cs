using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>When a member's credit limit rises (002, II.B.3b.5).</summary>
internal static class CreditLadder
{
    /// <summary>
    /// The marking that a deposit brings: what was deposited since the last one reaches the present limit, and the
    /// ladder has a higher step. Null: none. An account without floor has no limit to mark.
    /// </summary>
    public static LimitMarked? Mark(AccountId account, Amount deposited, CouponScene scene)
    {
        if (scene.State.Account is not { Role: AccountRole.Member, Floor: { } floor })
        {
            return null;
        }

        var present = scene.State.Limit ?? scene.Terms.Ladder[0];
        if ((Int128)scene.State.DepositedSinceMarking + deposited.Minor < present.Minor)
        {
            return null;
        }

        foreach (var next in scene.Terms.Ladder)
        {
            if (next.Minor > present.Minor)
            {
                return new LimitMarked(account, next.Minor, Math.Min(floor, scene.Terms.FloorFor(next)));
            }
        }

        return null;
    }
}
