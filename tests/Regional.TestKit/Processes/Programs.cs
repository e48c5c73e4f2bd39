namespace Regional.TestKit.Processes;

/// <summary>Where the build put the programs: beside this one, under the same runtime and configuration.</summary>
public static class Programs
{
    public static string Silo => Find("Regional.Silo", "Regional.Silo");

    public static string Cli => Find("Regional.Cli", "regional");

    /// <summary>One silo to a database; on Orleans they are many.</summary>
    public static bool IsLocalRuntime => AppContext.BaseDirectory.Contains("/artifacts/Local/", StringComparison.Ordinal);

    // artifacts/<runtime>/bin/<project>/<configuration>/
    private static string Find(string project, string program)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, program);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} has not been built.");
    }
}
