using System.Text.Json;
using System.Text.Json.Serialization;

namespace Regional.Cli.Import;

/// <summary>
/// How far an import came, beside its input as <c>file.csv.progress</c>: an optimisation only. Without it every line is
/// sent again, and the ids see to it that nothing happens twice.
/// </summary>
internal sealed record Checkpoint
{
    /// <summary>Where the import goes and how, so that another import of the same file begins at its start.</summary>
    public required string Target { get; init; }

    /// <summary>Length of the input: a mended file is read again from its start.</summary>
    public required long InputLength { get; init; }

    /// <summary>Its last change, likewise.</summary>
    public required DateTime InputChangedUtc { get; init; }

    /// <summary>Every line up to this one is done with.</summary>
    public required long Line { get; init; }

    /// <summary>Bytes of the rejects file that belong to them.</summary>
    public required long RejectsLength { get; init; }

    /// <summary>What became of them.</summary>
    public required ImportTotals Totals { get; init; }

    public static string PathOf(FileInfo input) => $"{input.FullName}.progress";

    /// <summary>
    /// The checkpoint of an interrupted import of the same file to the same place; null: none that can be used.
    /// </summary>
    public static Checkpoint? Find(FileInfo input, string target)
    {
        try
        {
            var found = JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(input)), CliJson.Default.Checkpoint);
            return found?.Target == target && found.InputLength == input.Length && found.InputChangedUtc == input.LastWriteTimeUtc
                ? found
                : null;
        }
        catch (Exception useless) when (useless is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Replaces the file at once, so that a crash leaves the old one or the new one.</summary>
    public void Save(FileInfo input)
    {
        var path = PathOf(input);
        File.WriteAllBytes($"{path}.new", JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Default.Checkpoint));
        File.Move($"{path}.new", path, overwrite: true);
    }
}

/// <summary>What became of the lines so far.</summary>
/// <param name="Posted">New.</param>
/// <param name="Replayed">There already, from an earlier run.</param>
/// <param name="Queued">Trades that wait at a cap.</param>
/// <param name="Skipped">Lines that need nothing done.</param>
/// <param name="Rejected">In the rejects file.</param>
internal sealed record ImportTotals(long Posted, long Replayed, long Queued, long Skipped, long Rejected)
{
    public static ImportTotals None { get; } = new(0, 0, 0, 0, 0);

    [JsonIgnore]
    public long Lines => Posted + Replayed + Queued + Skipped + Rejected;
}
