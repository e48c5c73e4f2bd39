using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Regional.Tidy.Tests;

/// <summary>One file of the repository, as text.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed partial record TrackedFile(string Path, string[] Lines)
{
    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsIn(params string[] folders) =>
        folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>Places where the pattern occurs, as <c>path:line: text</c>; in code alone, or in all of the text.</summary>
    public IEnumerable<string> Find(Regex pattern, bool inCodeOnly = false) => Lines
        .Select((line, at) => (Text: line, Line: at + 1))
        .Where(place => pattern.IsMatch(inCodeOnly ? CodeOf(place.Text) : place.Text))
        .Select(place => $"{Path}:{place.Line}: {place.Text.Trim()}");

    // Line by line: without quoted text and what follows "//".
    private static string CodeOf(string line)
    {
        var code = Quoted().Replace(line, "\"\"");
        var comment = code.IndexOf("//", StringComparison.Ordinal);
        return comment < 0 ? code : code[..comment];
    }

    [GeneratedRegex("""\"(\\.|[^"\\])*\"|'(\\.|[^'\\])'""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();
}

/// <summary>What git tracks, read once; without git, what lies in the folders that hold sources.</summary>
internal static class TrackedFiles
{
    private const string Marker = "Regional.sln";

    private static readonly string[] SourceFolders = ["grains", "silo", "client", "tests", "ops"];
    private static readonly string[] TextSuffixes =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".sql", ".yml", ".yaml", ".txt", ".config", ".html", ".css", ".js"];

    private static readonly Lazy<TrackedFile[]> Files = new(Load);

    public static string Root { get; } = FindRoot();

    public static IEnumerable<TrackedFile> All => Files.Value;

    public static IEnumerable<TrackedFile> Code(params string[] folders) =>
        All.Where(file => file.IsCode && (folders.Length == 0 || file.IsIn(folders)));

    private static TrackedFile[] Load() =>
    [
        .. List().Where(static path => IsText(path) && File.Exists(Path.Combine(Root, path)))
            .Select(static path => new TrackedFile(path, File.ReadAllLines(Path.Combine(Root, path)))),
    ];

    private static bool IsText(string path) =>
        !Path.HasExtension(path) || Path.GetFileName(path).StartsWith('.')
        || TextSuffixes.Contains(Path.GetExtension(path), StringComparer.Ordinal);

    private static IEnumerable<string> List()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"])
            {
                WorkingDirectory = Root,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            if (git.ExitCode == 0)
            {
                return paths;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git on this machine: a source archive was unpacked.
        }

        return SourceFolders.SelectMany(static folder =>
                Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/obj/") && !path.Contains("/bin/"));
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, Marker)))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException($"{Marker} is in no folder above the tests.");
    }
}
