using System.Collections.Concurrent;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;

namespace Regional.Grains.Memory;

/// <summary>
/// Terms of ledgers as last read. They may be stale: a posting names the versions it was decided under, and the journal
/// sends stale ones back.
/// </summary>
public sealed class TermsCache(ILedgerDirectory directory)
{
    private readonly ConcurrentDictionary<LedgerId, LedgerTerms> _terms = new();

    /// <summary>The terms as last read; null: there is no such ledger.</summary>
    public async ValueTask<LedgerTerms?> FindAsync(LedgerId ledger, CancellationToken cancellationToken)
    {
        if (_terms.TryGetValue(ledger, out var known))
        {
            return known;
        }

        var read = await directory.FindLedgerAsync(ledger, cancellationToken);
        return read is null ? null : _terms.AddOrUpdate(ledger, read, (_, old) => old.Version > read.Version ? old : read);
    }

    /// <summary>Forgets all terms; the next decision reads them again.</summary>
    public void Clear() => _terms.Clear();
}
