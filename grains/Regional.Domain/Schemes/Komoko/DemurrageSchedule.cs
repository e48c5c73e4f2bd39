using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// The progressive demurrage of matured lots (003, 3.1): a rate per 30 days of charged age for each 30 days, the last one
/// for ever after. The maturity date is the first charged day. Exact: what accrues is counted in parts of a minor unit.
/// </summary>
/// <param name="PartsPerMillion">Rate per 30 days by band of 30 days of age, in millionths, 0 to 1,000,000.</param>
public sealed record DemurrageSchedule(ImmutableArray<int> PartsPerMillion)
{
    /// <summary>Days of one band, and days a rate is for.</summary>
    public const int BandDays = 30;

    /// <summary>Parts of one minor unit: a rate's millionths times its thirty days.</summary>
    public const long PartsPerMinor = 1_000_000L * BandDays;

    /// <summary>Most bands of a schedule: a year of them.</summary>
    public const int BandCountMax = 12;

    private const byte RateScale = 6;

    /// <summary>Reads rates such as <c>0.01,0.02,0.04</c>; null when the text is no such list, or the rates fall.</summary>
    public static DemurrageSchedule? TryParse(string text)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        if (words.Length > BandCountMax)
        {
            return null;
        }

        var rates = ImmutableArray.CreateBuilder<int>(words.Length);
        foreach (var word in words)
        {
            if (MoneyText.Parse(word, RateScale, out var rate) != MoneyTextError.None || rate is < 0 or > 1_000_000
                || (rates.Count > 0 && rate < rates[^1]))
            {
                return null;
            }

            rates.Add((int)rate);
        }

        return new DemurrageSchedule(rates.ToImmutable());
    }

    /// <summary>What accrues on an open amount at the end of each day from <paramref name="first"/> to
    /// <paramref name="last"/>, in parts of a minor unit; days before the maturity date count nothing.</summary>
    public Int128 Accrue(long open, DateOnly maturesOn, DateOnly first, DateOnly last)
    {
        var from = int.Max(1, first.DayNumber - maturesOn.DayNumber + 1);
        var to = last.DayNumber - maturesOn.DayNumber + 1;
        Int128 rateDays = 0;
        while (from <= to)
        {
            var band = int.Min((from - 1) / BandDays, PartsPerMillion.Length - 1);
            var end = band == PartsPerMillion.Length - 1 ? to : int.Min(to, (band + 1) * BandDays);
            rateDays += (Int128)PartsPerMillion[band] * (end - from + 1);
            from = end + 1;
        }

        return rateDays * open;
    }

    /// <summary>Text as <see cref="TryParse"/> reads it.</summary>
    public override string ToString() => string.Join(
        ',', PartsPerMillion.Select(static rate => (rate / 1_000_000m).ToString(CultureInfo.InvariantCulture)));
}
