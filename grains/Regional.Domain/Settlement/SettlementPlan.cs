using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Settlement;

/// <summary>A community's position when a window has closed.</summary>
/// <param name="Account">Its account at the region.</param>
/// <param name="PositionMinor">Net balance there, minor units of the region's currency, signed.</param>
/// <param name="CarryLimitMinor">How much of it, either way, may be carried into the next window; not negative.</param>
public sealed record SettlementPosition(AccountId Account, long PositionMinor, long CarryLimitMinor);

/// <summary>What becomes of one position: carried + settled = position, all of one sign.</summary>
/// <param name="Account">The community's account at the region.</param>
/// <param name="PositionMinor">As given.</param>
/// <param name="CarryLimitMinor">As given.</param>
/// <param name="CarriedMinor">Stays as balance, signed; at most the limit.</param>
/// <param name="SettledMinor">Settled in cash, signed: negative pays in, positive is paid out.</param>
public sealed record SettlementShare(
    AccountId Account, long PositionMinor, long CarryLimitMinor, long CarriedMinor, long SettledMinor);

/// <summary>
/// How much cash a closed window needs and from whom (DESIGN section 4). Let Σ⁺ and Σ⁻ be the positive and negative
/// positions, C and D the parts of them within each member's carry limit. Cash S = max(0, Σ⁺ − C, Σ⁻ − D): the least
/// that leaves nobody carrying more than its limit, and as much is paid in as is paid out. A side that may carry more
/// than it does carries in proportion to what each member may carry (largest remainder, ties by account id).
/// </summary>
/// <param name="CashMinor">S, minor units, not negative: paid in altogether, and paid out altogether.</param>
/// <param name="Shares">One per position, by account id.</param>
/// <remarks>Positions need not sum to zero: the rest of the world holds what is missing.</remarks>
public sealed record SettlementPlan(Int128 CashMinor, ImmutableArray<SettlementShare> Shares)
{
    /// <summary>
    /// Works the plan out; the same for any order of the positions. Refusal: <c>carryShortfall</c>, when one side has
    /// less than the other needs to bring within its limits.
    /// </summary>
    /// <exception cref="ArgumentException">A limit is negative, or an account appears twice.</exception>
    public static Ruling<SettlementPlan> Compute(IEnumerable<SettlementPosition> positions, Currency currency)
    {
        var members = positions.OrderBy(static position => position.Account).ToArray();
        RequireDistinct(members);
        var creditors = Side.Of(members, sign: 1);
        var debtors = Side.Of(members, sign: -1);
        var cash = Int128.Max(0, Int128.Max(creditors.Total - creditors.Carriable, debtors.Total - debtors.Carriable));
        var available = Int128.Min(creditors.Total, debtors.Total);
        if (cash > available)
        {
            return Refusal.For(
                RefusalReason.CarryShortfall,
                RefusalFact.Money("cash", cash, currency),
                RefusalFact.Money("available", available, currency),
                RefusalFact.Money("shortfall", cash - available, currency));
        }

        var credited = creditors.Carry(creditors.Total - cash);
        var debited = debtors.Carry(debtors.Total - cash);
        return new SettlementPlan(cash, [.. members.Select((member, at) => Share(member, credited[at] - debited[at]))]);
    }

    private static SettlementShare Share(SettlementPosition member, long carried) =>
        new(member.Account, member.PositionMinor, member.CarryLimitMinor, carried, member.PositionMinor - carried);

    private static void RequireDistinct(SettlementPosition[] members)
    {
        for (var at = 0; at < members.Length; at++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(members[at].CarryLimitMinor, nameof(members));
            if (at > 0 && members[at].Account == members[at - 1].Account)
            {
                throw new ArgumentException($"Account {members[at].Account} has two positions.", nameof(members));
            }
        }
    }

    /// <summary>
    /// Positions of one sign: their sum, and how much of it each may carry; 0 for members of the other sign.
    /// </summary>
    private sealed record Side(Int128 Total, Int128 Carriable, long[] MayCarry)
    {
        public static Side Of(SettlementPosition[] members, int sign)
        {
            Int128 total = 0;
            Int128 carriable = 0;
            var mayCarry = new long[members.Length];
            for (var at = 0; at < members.Length; at++)
            {
                var size = Int128.Max(0, (Int128)members[at].PositionMinor * sign);
                mayCarry[at] = (long)Int128.Min(size, members[at].CarryLimitMinor);
                total += size;
                carriable += mayCarry[at];
            }

            return new Side(total, carriable, mayCarry);
        }

        public ImmutableArray<long> Carry(Int128 whole) => Apportionment.LargestRemainder(whole, MayCarry);
    }
}
