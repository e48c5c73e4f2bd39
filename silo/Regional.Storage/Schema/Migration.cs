using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Regional.Storage.Schema;

/// <summary>One step of the schema: <c>NNNN_intent.sql</c>, never changed once it has left this house.</summary>
/// <param name="No">Its number; they are applied in order.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Text">SQL, run in one transaction.</param>
public sealed record Migration(int No, string Name, string Text)
{
    /// <summary>All that this program brings, by number.</summary>
    public static ImmutableArray<Migration> All { get; } = ReadAll(typeof(Migration).Assembly);

    /// <summary>Digest of the text, with line ends made equal.</summary>
    public byte[] Sha256 { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")));

    /// <summary>Number and name as in the file.</summary>
    public override string ToString() => $"{No:0000}_{Name}";

    private static ImmutableArray<Migration> ReadAll(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(static name => name.Contains(".Migrations.", StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(static migration => migration.No),
    ];

    private static Migration Read(Assembly assembly, string resource)
    {
        var file = resource[(resource.IndexOf(".Migrations.", StringComparison.Ordinal) + ".Migrations.".Length)..];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return new Migration(
            int.Parse(file.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture),
            file[5..^".sql".Length],
            reader.ReadToEnd());
    }
}
