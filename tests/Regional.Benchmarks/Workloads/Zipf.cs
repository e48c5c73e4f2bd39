namespace Regional.Benchmarks.Workloads;

/// <summary>Ranks by Zipf's law, from a table of cumulated weights.</summary>
internal sealed class Zipf
{
    private readonly double[] _cumulated;

    public Zipf(int count, double exponent)
    {
        _cumulated = new double[count];
        var sum = 0.0;
        for (var rank = 0; rank < count; rank++)
        {
            _cumulated[rank] = sum += Math.Pow(rank + 1, -exponent);
        }
    }

    /// <summary>A rank from 0; 0 is the most frequent.</summary>
    public int Next(Draw draw)
    {
        var found = Array.BinarySearch(_cumulated, draw.NextFraction() * _cumulated[^1]);
        return Math.Min(found < 0 ? ~found : found + 1, _cumulated.Length - 1);
    }
}
