using System.CommandLine;

namespace Regional.Cli.CommandLine;

/// <summary>Finds server, token and database: the option, then the environment, then the default.</summary>
internal static class Connection
{
    /// <summary>More characters than any token has; a larger file is not one.</summary>
    private const int TokenLengthMax = 4096;

    public static Uri Url(ParseResult parse, GlobalOptions options, Shell shell)
    {
        var text = parse.GetValue(options.Url) ?? Set(shell, "REGIONAL_URL") ?? "http://127.0.0.1:5080";
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new UsageException($"'{text}' is not the address of a server, such as http://127.0.0.1:5080.");
    }

    public static string? Token(ParseResult parse, GlobalOptions options, Shell shell)
    {
        if ((parse.GetValue(options.Token) ?? Set(shell, "REGIONAL_TOKEN")) is { } token)
        {
            return token;
        }

        var named = Set(shell, "REGIONAL_TOKEN_FILE");
        var path = named ?? DefaultTokenPath(shell);
        if (path is null || !File.Exists(path))
        {
            return named is null
                ? null
                : throw new UsageException($"REGIONAL_TOKEN_FILE names '{named}', which does not exist.");
        }

        return new FileInfo(path).Length <= TokenLengthMax
            ? File.ReadAllText(path).Trim()
            : throw new UsageException($"'{path}' is too large to hold a token.");
    }

    public static string Database(ParseResult parse, GlobalOptions options, Shell shell) =>
        parse.GetValue(options.Db) ?? Set(shell, "REGIONAL_DB")
            ?? throw new UsageException("This command talks to the database: give --db or set REGIONAL_DB.");

    public static bool NamesDatabase(ParseResult parse, GlobalOptions options) =>
        parse.GetValue(options.Db) is not null;

    private static string? DefaultTokenPath(Shell shell) =>
        (Set(shell, "XDG_CONFIG_HOME") ?? (Set(shell, "HOME") is { } home
            ? Path.Combine(home, ".config")
            : null)) is { } place
            ? Path.Combine(place, "regional", "token")
            : null;

    private static string? Set(Shell shell, string variable) =>
        shell.Environment(variable) is { Length: > 0 } value ? value : null;
}
