using System.Runtime.CompilerServices;

namespace Regional.Domain.Tests;

/// <summary>Finds the repository's files from where the tests run.</summary>
internal static class Repository
{
    private const string Marker = "Regional.sln";

    private static readonly Lazy<string> Root = new(Find);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root.Value, path));

    private static string Find()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(ThisFile())! })
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

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
