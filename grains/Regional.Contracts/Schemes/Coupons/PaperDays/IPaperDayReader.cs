using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.PaperDays;

namespace Regional.Contracts.Schemes.Coupons.PaperDays;

/// <summary>Reads what a paper day's lines rest on: committed rows of one snapshot.</summary>
public interface IPaperDayReader
{
    /// <summary>The books, and what stands under the ids already.</summary>
    /// <exception cref="LedgerUnavailable">The database did not answer.</exception>
    Task<(DayBooks Books, ImmutableDictionary<OperationId, KnownLine> Known)> ReadAsync(
        DayQuestion question, CancellationToken cancellationToken);
}

/// <summary>What a day's lines name.</summary>
/// <param name="Ledger">The coupon book with its terms.</param>
/// <param name="Till">The till; null: the stock.</param>
/// <param name="Accounts">The accounts named.</param>
/// <param name="Notes">The notes named, each range well formed.</param>
/// <param name="Ids">Every id the lines may stand under.</param>
public sealed record DayQuestion(
    LedgerTerms Ledger, OperationId? Till, ImmutableArray<AccountId> Accounts, ImmutableArray<NoteRange> Notes,
    ImmutableArray<OperationId> Ids);

/// <summary>What stands under a line's id.</summary>
/// <param name="Fingerprint">Digest of what was sent.</param>
/// <param name="Refusal">What it was refused for; null: it was posted.</param>
/// <param name="IsCorrected">Whether it was corrected since.</param>
public sealed record KnownLine(Fingerprint Fingerprint, Refusal? Refusal, bool IsCorrected);
