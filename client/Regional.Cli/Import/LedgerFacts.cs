using Regional.Client;

namespace Regional.Cli.Import;

/// <summary>
/// What an import must know of its ledger: the unit, the system accounts, and which accounts have limits.
/// </summary>
internal sealed class LedgerFacts
{
    private readonly HashSet<string> _floors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ceilings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _systemAccounts = new(StringComparer.Ordinal);

    public required string Ledger { get; init; }

    public required string Community { get; init; }

    public required string Currency { get; init; }

    public required byte Scale { get; init; }

    /// <summary>Name of its scheme.</summary>
    public string Scheme { get; init; } = "";

    /// <summary>Accounts of the ledger's own, by code.</summary>
    public IReadOnlySet<string> SystemAccounts => _systemAccounts;

    public static async Task<LedgerFacts> ReadAsync(RegionalClient client, string ledger, CancellationToken cancel)
    {
        var view = (await client.FindLedgerAsync(ledger, cancel)).Value;
        var facts = new LedgerFacts
        {
            Ledger = ledger,
            Community = view.Community ?? "",
            Currency = view.Currency,
            Scale = (byte)view.Scale,
            Scheme = view.Scheme,
        };
        await foreach (var account in client.ListAccountsAsync(ledger, cancel))
        {
            facts.Note(account.Code, account.Floor is not null, account.Ceiling is not null, account.Role == "member");
        }

        return facts;
    }

    /// <summary>Whether an account has a floor; of another ledger's it is not known, so: yes.</summary>
    public bool HasFloor(string account) => IsForeign(account) || _floors.Contains(account);

    /// <summary>Likewise for ceilings.</summary>
    public bool HasCeiling(string account) => IsForeign(account) || _ceilings.Contains(account);

    private static bool IsForeign(string account) => account.Contains('/', StringComparison.Ordinal);

    private void Note(string code, bool hasFloor, bool hasCeiling, bool isMember)
    {
        if (hasFloor)
        {
            _floors.Add(code);
        }

        if (hasCeiling)
        {
            _ceilings.Add(code);
        }

        if (!isMember)
        {
            _systemAccounts.Add(code);
        }
    }
}
