using System.Collections.Concurrent;
using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;

namespace Regional.Silo.Views;

/// <summary>A window's number in its region, which is what people call it by; it never changes.</summary>
internal sealed class WindowNumbers(IClearingReader clearing)
{
    // One window a day for ten years of a few regions; beyond it the memory starts anew.
    private const int CountMax = 20_000;

    private readonly ConcurrentDictionary<WindowId, int> _known = new();

    public async ValueTask<int?> FindAsync(WindowId window, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(window, out var number))
        {
            return number;
        }

        if (await clearing.FindWindowAsync(window, cancellationToken) is not { } record)
        {
            return null;
        }

        if (_known.Count >= CountMax)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(window, record.No);
    }
}
