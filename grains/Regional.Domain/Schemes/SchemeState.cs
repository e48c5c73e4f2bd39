using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes;

/// <summary>
/// What a scheme's own tables say at one moment: lots, points, agreements, notes. Read in one snapshot with the versions
/// of the accounts it belongs to; each scheme derives its own record.
/// </summary>
public abstract record SchemeState
{
    /// <summary>
    /// The accounts whose state a plan consumes, usually the payer's alone: when one of them moves before the commit, the
    /// plan is made anew.
    /// </summary>
    public required ImmutableArray<AccountVersion> RestsOn { get; init; }
}
