using System.Globalization;

namespace Regional.Storage.Following;

/// <summary>
/// A place in the order in which followers read: everything up to and with this commit is behind it. Survives restarts;
/// a restore raises the epoch, so that a cursor never points into another history.
/// </summary>
/// <param name="Epoch">The database's epoch.</param>
/// <param name="Xid">The committing transaction.</param>
/// <remarks><c>default</c> is before everything. Text form <c>epoch-xid</c>, as SSE sends it in <c>id</c>.</remarks>
public readonly record struct JournalCursor(int Epoch, ulong Xid) : IComparable<JournalCursor>
{
    /// <inheritdoc />
    public int CompareTo(JournalCursor other) =>
        Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Xid.CompareTo(other.Xid);

    /// <summary>Reads the text form; null when it is none.</summary>
    public static JournalCursor? TryParse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0
            && int.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            && ulong.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var xid)
            ? new JournalCursor(epoch, xid)
            : null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Xid}");
}
