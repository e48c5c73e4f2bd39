using Regional.Cli.Import.Csv;
using Regional.Client.Model;
using Regional.Domain.Money;

namespace Regional.Cli.Import;

/// <summary>One line of accounts.csv.</summary>
/// <param name="Slot">Its place in the file.</param>
/// <param name="Account">The account's code.</param>
/// <param name="Member">The member's; the account's when the file names none.</param>
/// <param name="Name">The member's name; its code when the file names none.</param>
/// <param name="Kind">The account's kind.</param>
/// <param name="Floor">Least balance; null: none.</param>
/// <param name="Ceiling">Greatest balance; null: none.</param>
/// <param name="OpeningMinor">Opening balance in minor units, signed.</param>
internal sealed record AccountLine(
    LineSlot Slot, string Account, string Member, string Name, string Kind, string? Floor, string? Ceiling,
    long OpeningMinor)
{
    /// <summary>
    /// Reads a line, or ends its slot as rejected and returns null. Limits are the server's to judge.
    /// </summary>
    public static AccountLine? Read(CsvTable table, CsvRecord record, LineSlot slot, byte scale)
    {
        string Value(string column) => table.Value(record, column);
        var account = Value(AccountColumns.Account);
        if (account.Length == 0)
        {
            slot.End(
                new Reject(slot.Line, AccountColumns.Account, "fieldMissing", "Fill in the field.", slot.Original));
            return null;
        }

        long minor = 0;
        var opening = Value(AccountColumns.OpeningBalance);
        if (opening.Length > 0 && MoneyText.Parse(opening, scale, out minor) is not MoneyTextError.None and var wrong)
        {
            slot.End(new Reject(slot.Line, AccountColumns.OpeningBalance, Code(wrong), $"'{opening}' is no balance of this unit.", slot.Original));
            return null;
        }

        var member = Value(AccountColumns.Member) is { Length: > 0 } named ? named : account;
        return new AccountLine(
            slot, account, member,
            Value(AccountColumns.Name) is { Length: > 0 } name ? name : member,
            Value(AccountColumns.Kind) is { Length: > 0 } kind ? kind : "general",
            Value(AccountColumns.Floor) is { Length: > 0 } floor ? floor : null,
            Value(AccountColumns.Ceiling) is { Length: > 0 } ceiling ? ceiling : null,
            minor);
    }

    /// <summary>The posting that brings the opening balance in; once for ever per account. Null: it is zero.</summary>
    public BatchItem? Opening(LedgerFacts ledger, DateOnly? date) => OpeningMinor == 0
        ? null
        : new BatchItem
        {
            Kind = "transfer",
            Id = LineIds.OfAccount(ledger.Ledger, Account, "opening"),
            Ledger = ledger.Ledger,
            Payer = OpeningMinor > 0 ? LineTerms.Opening : Account,
            Payee = OpeningMinor > 0 ? Account : LineTerms.Opening,
            Amount = MoneyText.Format(OpeningMinor, ledger.Scale).TrimStart('-'),
            Currency = ledger.Currency,
            Purpose = "opening",
            BusinessDate = date,
            ForcedReason = "opening balance",
        };

    private static string Code(MoneyTextError error) => error switch
    {
        MoneyTextError.TooPrecise => "amountTooPrecise",
        MoneyTextError.TooLarge => "amountTooLarge",
        MoneyTextError.NotANumber or MoneyTextError.None => "amountMalformed",
    };
}
