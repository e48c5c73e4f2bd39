using System.CommandLine;

namespace Regional.Cli.CommandLine;

/// <summary>Options every command knows.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Url { get; } = new("--url")
    {
        Description = "The server (REGIONAL_URL; default http://127.0.0.1:5080).",
        Recursive = true,
        HelpName = "url",
    };

    public Option<string?> Token { get; } = new("--token")
    {
        Description = "The bearer token (REGIONAL_TOKEN, or the file REGIONAL_TOKEN_FILE, ~/.config/regional/token).",
        Recursive = true,
        HelpName = "token",
    };

    public Option<string?> Db { get; } = new("--db")
    {
        Description = "The database, for commands that talk to it directly (REGIONAL_DB).",
        Recursive = true,
        HelpName = "connection string",
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Answer in JSON, for scripts.",
        Recursive = true,
    };

    public void AddTo(Command command)
    {
        command.Add(Url);
        command.Add(Token);
        command.Add(Db);
        command.Add(Json);
    }
}
