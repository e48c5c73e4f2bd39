using System.Globalization;

namespace Regional.Domain.Clearing;

/// <summary>How often a window closes. Written <c>daily</c>, <c>weekly:1..7</c> or <c>monthly:1..31</c>.</summary>
public abstract record WindowCycle
{
    private WindowCycle()
    {
    }

    /// <summary>Whether a window is to close on this date, before holidays are looked at.</summary>
    public abstract bool Includes(DateOnly date);

    /// <summary>Every day.</summary>
    public sealed record Daily : WindowCycle
    {
        /// <inheritdoc />
        public override bool Includes(DateOnly date) => true;

        /// <inheritdoc />
        public override string ToString() => "daily";
    }

    /// <summary>Once a week.</summary>
    /// <param name="IsoWeekday">1 Monday to 7 Sunday.</param>
    public sealed record Weekly(int IsoWeekday) : WindowCycle
    {
        /// <inheritdoc />
        public override bool Includes(DateOnly date) => date.IsoWeekday() == IsoWeekday;

        /// <inheritdoc />
        public override string ToString() => $"weekly:{IsoWeekday}";
    }

    /// <summary>Once a month, on a day or, in shorter months, on the last.</summary>
    /// <param name="Day">1 to 31.</param>
    public sealed record Monthly(int Day) : WindowCycle
    {
        /// <inheritdoc />
        public override bool Includes(DateOnly date) =>
            date.Day == Math.Min(Day, DateTime.DaysInMonth(date.Year, date.Month));

        /// <inheritdoc />
        public override string ToString() => $"monthly:{Day}";
    }

    /// <summary>Reads the written form; null when it is none.</summary>
    public static WindowCycle? TryParse(string? text)
    {
        if (text == "daily")
        {
            return new Daily();
        }

        return Number(text, "weekly:") is >= 1 and <= 7 and var weekday ? new Weekly(weekday)
            : Number(text, "monthly:") is >= 1 and <= 31 and var day ? new Monthly(day)
            : null;
    }

    private static int Number(string? text, string prefix) =>
        text is not null && text.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}

/// <summary>Weekdays as ISO 8601 counts them.</summary>
internal static class IsoWeekdays
{
    /// <summary>1 Monday to 7 Sunday.</summary>
    public static int IsoWeekday(this DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;
}
