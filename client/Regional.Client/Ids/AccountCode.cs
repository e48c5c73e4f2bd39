namespace Regional.Client;

/// <summary>An account by the codes people use: its ledger's and its own.</summary>
/// <param name="Ledger">Unique in the database.</param>
/// <param name="Account">Unique in the ledger.</param>
public readonly record struct AccountCode(string Ledger, string Account)
{
    /// <summary>Reads <c>ledger/account</c>; null when it is not two codes with one slash between.</summary>
    public static AccountCode? TryParse(string? text) =>
        text?.Split('/') is [{ Length: > 0 } ledger, { Length: > 0 } account] ? new AccountCode(ledger, account) : null;

    /// <inheritdoc />
    public override string ToString() => $"{Ledger}/{Account}";
}
