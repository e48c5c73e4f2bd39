using Regional.Cli.CommandLine;

namespace Regional.Cli.Screen;

/// <summary>Answers that go to a file as the server writes them.</summary>
internal static class FileCopy
{
    /// <summary>Makes the file, or makes it afresh, has the copy fill it, and says where it is; returns the exit code.</summary>
    public static async Task<int> WriteAsync(this Call call, FileInfo file, Func<Stream, Task> copy)
    {
        await using var to = file.Create();
        await copy(to);
        await call.Shell.Error.WriteLineAsync($"Written to {file.FullName}.");
        return ExitCode.Done;
    }
}
