namespace Regional.Cli.Import;

/// <summary>Columns of accounts.csv (<c>ops/docs/import.md</c>).</summary>
internal static class AccountColumns
{
    public const string Account = "account";
    public const string Member = "member";
    public const string Name = "name";
    public const string Kind = "kind";
    public const string Floor = "floor";
    public const string Ceiling = "ceiling";
    public const string OpeningBalance = "opening_balance";

    public static string[] Needed => [Account];

    public static string[] Optional => [Member, Name, Kind, Floor, Ceiling, OpeningBalance];
}
