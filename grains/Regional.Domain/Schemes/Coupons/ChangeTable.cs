using System.Collections;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// Fewest notes for every amount up to a bound, in steps of the notes' common unit. Each value's notes are taken in
/// bundles of 1, 2, 4 …, each bundle once, so that a limited stock costs no more than an unlimited one.
/// </summary>
internal sealed class ChangeTable
{
    private const int Unreachable = int.MaxValue;

    private readonly long _unit;
    private readonly int[] _fewest;
    private readonly List<(Pack Bundle, BitArray TakenAt)> _bundles = [];

    public ChangeTable(IEnumerable<Pack> packs, long unit, long bound)
    {
        _unit = unit;
        _fewest = new int[(bound / unit) + 1];
        Array.Fill(_fewest, Unreachable, 1, _fewest.Length - 1);
        foreach (var pack in packs)
        {
            var left = Math.Min(pack.Count, bound / pack.Value);
            for (var size = 1L; left > 0; size *= 2)
            {
                Take(new Pack(pack.Value, Math.Min(size, left)));
                left -= size;
            }
        }
    }

    /// <summary>The largest amount that can be made.</summary>
    public long Largest => Array.FindLastIndex(_fewest, static count => count != Unreachable) * _unit;

    /// <summary>The notes for an amount within the bound besides those taken before; null: they cannot make it.</summary>
    public NoteCounts? Notes(long amount, NoteCounts before)
    {
        var at = amount / _unit;
        if (at >= _fewest.Length || _fewest[at] == Unreachable)
        {
            return null;
        }

        var notes = before;
        foreach (var (bundle, takenAt) in Enumerable.Reverse(_bundles))
        {
            if (takenAt[(int)at])
            {
                notes = notes.With(bundle.Value, bundle.Count);
                at -= bundle.Value * bundle.Count / _unit;
            }
        }

        return notes;
    }

    private void Take(Pack bundle)
    {
        var step = bundle.Value * bundle.Count / _unit;
        var takenAt = new BitArray(_fewest.Length);
        for (var at = _fewest.Length - 1; at >= step; at--)
        {
            var before = _fewest[at - step];
            if (before != Unreachable && before + bundle.Count < _fewest[at])
            {
                _fewest[at] = (int)(before + bundle.Count);
                takenAt[at] = true;
            }
        }

        _bundles.Add((bundle, takenAt));
    }
}
