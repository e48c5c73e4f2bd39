namespace Regional.TestKit;

/// <summary>A process of a PostgreSQL server.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Title">How it calls itself, for example <c>postgres: regional demo [local] idle</c>.</param>
public sealed record ServerProcess(int Id, string Title)
{
    /// <summary>The postmaster, then its children, from <c>/proc</c>; empty when it is gone.</summary>
    internal static IReadOnlyList<ServerProcess> Find(int postmaster) => ParentOf(postmaster) is null
        ? []
        :
        [
            new ServerProcess(postmaster, TitleOf(postmaster)),
            .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
                .Where(static name => name!.All(char.IsAsciiDigit)).Select(static name => int.Parse(name!))
                .Where(id => ParentOf(id) == postmaster).Select(static id => new ServerProcess(id, TitleOf(id))),
        ];

    // "pid (name) state ppid …", where the name may hold anything but ends with the last bracket.
    private static int? ParentOf(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string TitleOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
