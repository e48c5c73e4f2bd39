using Regional.Client;

namespace Regional.Cli.PaperDays;

/// <summary>
/// Names on paper against the members' accounts: a name stands for an account where no number is written, and where
/// both are they must belong together, so that a mis-keyed number is seen.
/// </summary>
internal sealed class AccountNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _codes;

    private AccountNames(IEnumerable<(string Code, string Name)> accounts)
    {
        foreach (var (code, name) in accounts)
        {
            _names[code] = name;
        }

        _codes = _names.ToLookup(
            static pair => pair.Value, static pair => pair.Key, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Reads the members' accounts of a ledger.</summary>
    public static async Task<AccountNames> ReadAsync(RegionalClient client, string ledger, CancellationToken cancel)
    {
        var accounts = new List<(string, string)>();
        await foreach (var account in client.ListAccountsAsync(ledger, cancel))
        {
            if (account.Role == "member")
            {
                accounts.Add((account.Code, account.Name));
            }
        }

        return new AccountNames(accounts);
    }

    /// <summary>The row with the account its name stands for, or refused.</summary>
    public PaperRow Resolve(PaperRow row)
    {
        if (row.Name.Length == 0 || row is not { Body: { } body, Wrong: null })
        {
            return row;
        }

        if (body.Account.Length > 0)
        {
            return !_names.TryGetValue(body.Account, out var name)
                || string.Equals(name, row.Name, StringComparison.OrdinalIgnoreCase)
                ? row
                : row.Refuse("nameDiffers", $"Account {body.Account} is {name}'s, not {row.Name}'s.");
        }

        return _codes[row.Name].ToArray() switch
        {
            [var only] => row with { Body = body with { Account = only } },
            [] => row.Refuse("notFound", $"No account is called '{row.Name}'."),
            var several => row.Refuse(
                "nameAmbiguous", $"'{row.Name}' has several accounts: write {string.Join(" or ", several)}."),
        };
    }
}
