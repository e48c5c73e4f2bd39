using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>One holder's profiles: each is in force from its date until the next one's; those before the first, none.</summary>
/// <param name="Profiles">By date; of the same date the later entry later.</param>
public sealed record ProfileHistory(ImmutableArray<DatedProfile> Profiles)
{
    /// <summary>The profile in force on a date; null: the holder is not entered by then.</summary>
    public HolderProfile? On(DateOnly date) => Profiles.LastOrDefault(profile => profile.ValidFrom <= date)?.Profile;

    /// <summary>
    /// The dates from one to another, both included, on which a turnover period ends, by the profile in force on each. A
    /// turnover period that another profile cuts short has no end: the other's own date comes in its place.
    /// </summary>
    public IEnumerable<DateOnly> ClearingDates(DateOnly first, DateOnly last)
    {
        for (var at = 0; at < Profiles.Length; at++)
        {
            var (_, from, profile) = Profiles[at];
            var until = at + 1 < Profiles.Length ? Profiles[at + 1].ValidFrom : DateOnly.MaxValue;
            var date = profile.ClearingDate(from > first ? from : first);
            while (date < until && date <= last)
            {
                yield return date;
                date = profile.ClearingDate(date.AddDays(1));
            }
        }
    }
}

/// <summary>A holder's profile from a date on.</summary>
public sealed record DatedProfile(MemberId Member, DateOnly ValidFrom, HolderProfile Profile);
