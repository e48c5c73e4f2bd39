using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// The net balance of a real account over one turnover period (003, 4): it begins at the opening balance and has a point
/// after each real posting. Financial transfers are out of it; of the buyer's, purchases of fixed assets too. Minor units.
/// </summary>
/// <param name="OpeningMinor">Balance at the beginning.</param>
/// <param name="TurnoverMinor">to(0): the sum of real deposits.</param>
/// <param name="MaxMinor">m_max(0).</param>
/// <param name="MinMinor">m_min(0).</param>
/// <param name="NetMinor">Where the curve ends.</param>
public sealed record BalanceCurve(long OpeningMinor, long TurnoverMinor, long MaxMinor, long MinMinor, long NetMinor)
{
    /// <summary>Purpose of a fixed asset's purchase.</summary>
    public const string FixedAssetPurpose = "fixed-asset";

    /// <summary>A curve of nothing but its opening balance.</summary>
    public static BalanceCurve Begin(long opening) => new(opening, 0, opening, opening, opening);

    /// <summary>m_max − m_min.</summary>
    public Int128 RangeMinor => (Int128)MaxMinor - MinMinor;

    /// <summary>The curve with what one posting adds.</summary>
    /// <param name="credits">What it credits the account with, real transfers only.</param>
    /// <param name="debits">What it debits the account with, real transfers but fixed assets.</param>
    public BalanceCurve After(long credits, long debits)
    {
        if (credits == 0 && debits == 0)
        {
            return this;
        }

        var net = NetMinor + credits - debits;
        return this with
        {
            TurnoverMinor = TurnoverMinor + credits,
            MaxMinor = long.Max(MaxMinor, net),
            MinMinor = long.Min(MinMinor, net),
            NetMinor = net,
        };
    }

    /// <summary>Whether a transfer has a part in the curve of one of its accounts.</summary>
    public static bool Counts(TransferKind kind, string purpose, bool isDebit) =>
        kind == TransferKind.Real && !(isDebit && purpose == FixedAssetPurpose);
}
