using Regional.Client.Model;

namespace Regional.Cli.Import;

/// <summary>Turns the server's refusal of a line into its reject.</summary>
internal static class RejectText
{
    public static Reject Of(LineSlot slot, BatchItem sent, BatchOutcome outcome)
    {
        var facts = outcome.Facts ?? new Dictionary<string, string>();
        var figures = string.Join(", ", facts.Select(static fact => $"{fact.Key} {fact.Value}"));
        var code = outcome.Code ?? outcome.Status;
        var advice = outcome.Advice ?? (outcome.Status == "unknown"
            ? "The outcome is not known: import the file again."
            : "");
        return new Reject(
            slot.Line, Column(code, sent, facts), code, figures.Length == 0
                ? advice
                : $"{advice} ({figures})", slot.Original);
    }

    private static string Column(string code, BatchItem sent, IReadOnlyDictionary<string, string> facts)
    {
        if (facts.TryGetValue("field", out var field))
        {
            return TransferColumns.OfMember(field);
        }

        return code switch
        {
            "idReused" or "idMalformed" => TransferColumns.Id,
            "currencyMismatch" or "currencyInvalid" => TransferColumns.Currency,
            "purposeNotAllowed" => TransferColumns.Purpose,
            "dateMalformed" => TransferColumns.Date,
            "documentClaimed" => TransferColumns.DocumentNumber,
            "floorExceeded" or "netDebitCapExceeded" or "accountMayNotPay" => TransferColumns.Payer,
            "ceilingExceeded" or "netCreditCapExceeded" => TransferColumns.Payee,
            _ when code.StartsWith("amount", StringComparison.Ordinal) => TransferColumns.Amount,
            _ when facts.TryGetValue("account", out var account) => Party(account, sent),
            _ => "",
        };
    }

    private static string Party(string account, BatchItem sent) =>
        Names(account, sent.Payer) ? TransferColumns.Payer : Names(account, sent.Payee) ? TransferColumns.Payee : "";

    private static bool Names(string account, string party) =>
        account == party || account.EndsWith($"/{party}", StringComparison.Ordinal);
}
