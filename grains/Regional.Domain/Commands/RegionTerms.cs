using System.Globalization;
using Regional.Domain.Money;

namespace Regional.Domain.Commands;

/// <summary>Names and values of the parameters that <see cref="SetTerms"/> takes for a region's own ledger.</summary>
public static class RegionTerms
{
    /// <summary><c>refuse</c> or <c>queue</c>: what happens to a trade beyond a cap.</summary>
    public const string CapPolicy = "capPolicy";

    /// <summary>How many trades may wait for one community's cap, 0 to 1,000,000.</summary>
    public const string QueueCountMax = "queueCountMax";

    /// <summary>
    /// <c>carry.{account code}</c>: what a community may carry into the next window, a decimal amount in units of the
    /// region's currency, not negative.
    /// </summary>
    public const string CarryPrefix = "carry.";

    /// <summary><c>carry</c>: the same for every community without a limit of its own; default: nothing is carried.</summary>
    public const string Carry = "carry";

    /// <summary>How many days after a window's date its settlement payments are due, 0 to 366; default 3.</summary>
    public const string SettlementDays = "settlementDays";

    private const int SettlementDaysLimit = 366;
    private const int QueueCountLimit = 1_000_000;

    /// <summary>Whether the value fits the name; false for a name that is none of these.</summary>
    public static bool IsValid(string name, string value, Currency currency) => name switch
    {
        CapPolicy => ReadCapPolicy(value) is not null,
        QueueCountMax => ReadQueueCountMax(value) is not null,
        SettlementDays => ReadSettlementDays(value) is not null,
        Carry => ReadCarry(value, currency) is not null,
        _ => name.StartsWith(CarryPrefix, StringComparison.Ordinal) && ReadCarry(value, currency) is not null,
    };

    /// <summary>The policy, or null when the text names none.</summary>
    public static CapPolicy? ReadCapPolicy(string value) => value switch
    {
        "refuse" => Commands.CapPolicy.Refuse,
        "queue" => Commands.CapPolicy.Queue,
        _ => null,
    };

    /// <summary>The number, or null when the text is none in range.</summary>
    public static int? ReadQueueCountMax(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= QueueCountLimit
            ? count
            : null;

    /// <summary>The number, or null when the text is none in range.</summary>
    public static int? ReadSettlementDays(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= SettlementDaysLimit
            ? days
            : null;

    /// <summary>Minor units, not negative, or null when the text is no such amount.</summary>
    public static long? ReadCarry(string value, Currency currency) =>
        MoneyText.Parse(value, currency.Scale, out var minor) == MoneyTextError.None && minor >= 0 ? minor : null;
}
