using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Regional.Client;

namespace Regional.Cli.CommandLine;

/// <summary>Arguments and options that many commands share, and how their text is read.</summary>
internal static class Given
{
    private const int RowCountDefault = 1000;

    public static Argument<string> Code(string name, string description) => new(name) { Description = description };

    public static Argument<AccountCode> Account(string name, string description) => new(name)
    {
        Description = $"{description}, as ledger/account.",
        CustomParser = static result => Account(result),
    };

    public static Argument<Guid> Id(string name, string description) => new(name) { Description = description };

    public static Option<string> Needed(string name, string description) =>
        new(name) { Description = description, Required = true, HelpName = name[2..] };

    public static Option<string?> Text(string name, string description) =>
        new(name) { Description = description, HelpName = name[2..] };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    public static Option<string> Ledger() => Needed("--ledger", "Code of the ledger.");

    public static Option<string> Region() => Needed("--region", "Code of the region.");

    public static Option<string> Community() => Needed("--community", "Code of the community.");

    public static Option<string?> Reason() => Text("--reason", "Why, for the record.");

    /// <summary>A table is laid out in memory and read by a person.</summary>
    public static Option<int> Limit() => new("--limit")
    {
        Description = $"Rows shown at most (default {RowCountDefault}; with --json: all).",
        HelpName = "rows",
        DefaultValueFactory = _ => RowCountDefault,
    };

    /// <summary>A date as ISO 8601 writes it and nothing else: 03/04 is two dates.</summary>
    public static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = $"{description} (YYYY-MM-DD).",
        HelpName = "date",
        CustomParser = static result =>
        {
            if (DateOnly.TryParseExact(
                result.Tokens[0].Value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return date;
            }

            result.AddError($"'{result.Tokens[0].Value}' is not a date: write YYYY-MM-DD.");
            return null;
        },
    };

    /// <summary>Where a limit is set, "none" is said and not left out, so that none is lost by accident.</summary>
    public static string? Limit(string text) => text == "none" ? null : text;

    private static AccountCode Account(ArgumentResult result)
    {
        if (AccountCode.TryParse(result.Tokens[0].Value) is { } account)
        {
            return account;
        }

        result.AddError($"'{result.Tokens[0].Value}' is not an account: write ledger/account.");
        return default;
    }
}
