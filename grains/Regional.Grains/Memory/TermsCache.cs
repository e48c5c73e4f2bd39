using System.Collections.Concurrent;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;

namespace Regional.Grains.Memory;

/// <summary>
/// Terms of ledgers as last read. They may be stale: a posting names the versions it was decided under, and the journal
/// sends stale ones back. Whoever asks while they are read waits for that one read: after a change of terms everybody
/// asks at once.
/// </summary>
public sealed class TermsCache(ILedgerDirectory directory)
{
    private readonly ConcurrentDictionary<LedgerId, LedgerTerms> _terms = new();
    private readonly Dictionary<LedgerId, Task<LedgerTerms?>> _reads = [];
    private readonly Lock _gate = new();

    /// <summary>The terms as last read; null: there is no such ledger.</summary>
    public ValueTask<LedgerTerms?> FindAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        _terms.TryGetValue(ledger, out var known)
            ? new ValueTask<LedgerTerms?>(known)
            : new ValueTask<LedgerTerms?>(JoinRead(ledger).WaitAsync(cancellationToken));

    /// <summary>Forgets all terms; the next decision reads them again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            // A read under way may have seen what was before the change: nobody joins it any more.
            _reads.Clear();
            _terms.Clear();
        }
    }

    private Task<LedgerTerms?> JoinRead(LedgerId ledger)
    {
        lock (_gate)
        {
            if (!_reads.TryGetValue(ledger, out var read) || read.IsCompleted)
            {
                _reads[ledger] = read = ReadAsync(ledger);
            }

            return read;
        }
    }

    // One caller's hanging up must not end the read for the others.
    private async Task<LedgerTerms?> ReadAsync(LedgerId ledger)
    {
        var read = await directory.FindLedgerAsync(ledger, CancellationToken.None);
        return read is null ? null : _terms.AddOrUpdate(ledger, read, (_, old) => old.Version > read.Version ? old : read);
    }
}
