namespace Regional.Storage.Queries.Verify;

/// <summary>Every check but the replay of accounts, in order.</summary>
internal static class SetChecks
{
    public static IReadOnlyList<SetCheck> All { get; } =
    [
        .. OperationChecks.All, .. LedgerChecks.All, .. PendingChecks.All, .. TradeChecks.All, .. WindowChecks.All,
        .. SettlementChecks.All, .. PeriodChecks.All, .. PoolChecks.All, .. CouponChecks.All, .. KomokoChecks.All,
        .. MonthEndChecks.All, .. CreditChecks.All,
    ];
}
