using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>The limits of accounts as their set-up was asked for: the checker does not take the database's word.</summary>
public static class NotedLimits
{
    public static IReadOnlyDictionary<string, Limits> Read(IReadOnlyList<NotedCommand> commands, Journal journal)
    {
        var scales = journal.Accounts.Values.GroupBy(static account => account.Ledger)
            .ToDictionary(static ledger => ledger.Key, static ledger => ledger.First().Scale, StringComparer.Ordinal);
        var limits = new Dictionary<string, Limits>(StringComparer.Ordinal);
        foreach (var asked in commands.Select(static command => command.Contents[0].First)
            .Where(static asked => asked.Kind == CommandKind.SetUp
                && asked.Path.Contains("/accounts", StringComparison.Ordinal)))
        {
            // /v1/ledgers/{ledger}/accounts with the code in the body, or …/accounts/{account}/limits
            var path = asked.Path.Split('/');
            var account = path.Length > 5 ? path[5] : $"{asked.Body["code"]}";
            limits[$"{path[3]}/{account}"] = new Limits(
                Minor(asked, "floor", scales[path[3]]), Minor(asked, "ceiling", scales[path[3]]));
        }

        return limits;
    }

    private static long? Minor(Asked asked, string member, int scale) =>
        asked.Body[member] is { } text ? Money.Minor($"{text}", scale) : null;
}
