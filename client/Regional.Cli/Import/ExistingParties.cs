using Regional.Client;
using Regional.Client.Model;
using Regional.Domain.Money;

namespace Regional.Cli.Import;

/// <summary>
/// Members and accounts that are there already, read before an import so that a second run asks for nothing that is
/// there. A few dozen bytes each; a community's size bounds it, not the file's.
/// </summary>
internal sealed class ExistingParties
{
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string,
    (string? Member, long? Floor, long? Ceiling)> _accounts = new(StringComparer.Ordinal);

    public static async Task<ExistingParties> ReadAsync(
        RegionalClient client, LedgerFacts ledger, CancellationToken cancel)
    {
        var existing = new ExistingParties();
        await foreach (var member in client.ListMembersAsync(ledger.Community, cancel))
        {
            existing._members.Add(member.Code);
        }

        await foreach (var account in client.ListAccountsAsync(ledger.Ledger, cancel))
        {
            existing._accounts[account.Code] = (account.Member, account.Floor?.Minor, account.Ceiling?.Minor);
        }

        return existing;
    }

    public bool HasMember(string code) => _members.Contains(code);

    public void AddMember(string code) => _members.Add(code);

    /// <summary>Notes an account just opened. Called by several at once.</summary>
    public void AddAccount(AccountLine line, byte scale)
    {
        lock (_accounts)
        {
            _accounts[line.Account] = (line.Member, Minor(line.Floor, scale), Minor(line.Ceiling, scale));
        }
    }

    public bool HasAccount(string code) => _accounts.ContainsKey(code);

    /// <summary>What of an existing account is not as the line says; null: nothing.</summary>
    public (string Column, string Reason)? Difference(AccountLine line, byte scale)
    {
        var (member, floor, ceiling) = _accounts[line.Account];
        if (member is null)
        {
            return (AccountColumns.Account, "This is one of the ledger's own accounts.");
        }

        if (member != line.Member)
        {
            return (AccountColumns.Member, $"The account exists and belongs to {member}.");
        }

        if (floor != Minor(line.Floor, scale))
        {
            return (AccountColumns.Floor, "The account exists with another floor: change it with 'regional account limits'.");
        }

        return ceiling != Minor(line.Ceiling, scale)
            ? (AccountColumns.Ceiling, "The account exists with another ceiling: change it with 'regional account limits'.")
            : null;
    }

    private static long? Minor(string? text, byte scale) =>
        text is not null && MoneyText.Parse(text, scale, out var minor) == MoneyTextError.None ? minor : null;
}
