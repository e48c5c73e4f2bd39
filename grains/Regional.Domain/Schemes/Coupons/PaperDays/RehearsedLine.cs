namespace Regional.Domain.Schemes.Coupons.PaperDays;

/// <summary>A line that would be posted.</summary>
/// <param name="FeeMinor">Its fee in coupons, minor units; zero: none.</param>
/// <param name="BalanceMinor">Balance of the line's account after it, minor units, signed.</param>
public sealed record RehearsedLine(long FeeMinor, long BalanceMinor);
