using System.Globalization;
using Regional.Cli.Import.Csv;
using Regional.Client.Model;

namespace Regional.Cli.Import;

/// <summary>How lines are to be sent.</summary>
/// <param name="History">
/// They happened before, elsewhere: each passes limits for this reason, and system accounts of the old ledger become
/// the
/// new one's opening account. Null: they are payments to be judged like any other.
/// </param>
/// <param name="Salt">Sets the ids apart, to send refused lines again; empty: not.</param>
internal sealed record LineTerms(string? History, string Salt)
{
    /// <summary>System account that stands for what lies outside the members.</summary>
    public const string Opening = "opening";
}

/// <summary>Turns lines of transfers.csv into commands. What only the server can judge is left to it.</summary>
internal sealed class TransferLines(CsvTable table, LedgerFacts ledger, LineTerms terms)
{
    private readonly LineIds _ids = new(ledger.Ledger, terms.Salt, terms.History is not null);

    /// <summary>Reads one line into a command, or ends its slot as rejected or skipped and returns null.</summary>
    public ImportItem? Read(CsvRecord record, LineSlot slot)
    {
        // Counted first: a line's id must not depend on what becomes of others.
        var id = _ids.Of(Value(record, TransferColumns.Id), table.Values(record));
        var payer = Party(Value(record, TransferColumns.Payer));
        var payee = Party(Value(record, TransferColumns.Payee));
        payer = terms.History is not null && IsForeign(payer) ? LineTerms.Opening : payer;
        var isTrade = IsForeign(payer) || IsForeign(payee);
        if (Missing(record, payer, payee) is { } missing)
        {
            return Reject(slot, missing, "fieldMissing", "Fill in the field.");
        }

        if (!Date(record, TransferColumns.Date, out var date) || !Date(
            record, TransferColumns.DocumentDate, out var documentDate))
        {
            var column = Date(record, TransferColumns.Date, out _)
                ? TransferColumns.DocumentDate
                : TransferColumns.Date;
            return Reject(slot, column, "dateMalformed", $"Write dates as YYYY-MM-DD. (value {Value(record, column)})");
        }

        if (terms.History is not null && IsForeign(payee))
        {
            // Such a line holds what the other ledger received, in its unit.
            return Reject(slot, TransferColumns.Payee, "fieldMalformed",
                "History holds what moved in this ledger: write the ledger's own account and amount, as 'regional export' does.");
        }

        if (terms.History is not null && payer == payee)
        {
            return Skip(slot);
        }

        var currency = Value(record, TransferColumns.Currency);
        if (isTrade && currency.Length == 0)
        {
            return Reject(slot, TransferColumns.Currency, "fieldMissing", "A trade names the payee's unit.");
        }

        var command = new BatchItem
        {
            Kind = isTrade ? "trade" : "transfer",
            Id = id,
            Ledger = isTrade ? null : ledger.Ledger,
            Payer = isTrade ? Full(payer) : payer,
            Payee = isTrade ? Full(payee) : payee,
            Amount = Value(record, TransferColumns.Amount),
            Currency = currency.Length == 0 ? ledger.Currency : currency,
            Purpose = Text(record, TransferColumns.Purpose),
            BusinessDate = date,
            Reference = Text(record, TransferColumns.Reference),
            ExternalReference = Text(record, TransferColumns.ExternalReference),
            DocumentDate = documentDate,
            DocumentNumber = Text(record, TransferColumns.DocumentNumber),
            ForcedReason = terms.History,
        };
        return terms.History is null
            ? Ordered(slot, command, payer, payee, isTrade)
            : new ImportItem(slot, command, [], []);
    }

    private static ImportItem Ordered(LineSlot slot, BatchItem command, string payer, string payee, bool isTrade) =>
        // A trade also moves the communities' accounts at the region, which have caps.
        isTrade
            ? new ImportItem(slot, command, [payer, AtRegion(payer)], [payee, AtRegion(payee)])
            : new ImportItem(slot, command, [payer], [payee]);

    private static string AtRegion(string party) =>
        party.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? $"/{party[..slash]}" : "/";

    private string? Missing(CsvRecord record, string payer, string payee)
    {
        if (payer.Length == 0)
        {
            return TransferColumns.Payer;
        }

        if (payee.Length == 0)
        {
            return TransferColumns.Payee;
        }

        return Value(record, TransferColumns.Amount).Length == 0 ? TransferColumns.Amount : null;
    }

    // This ledger's own accounts are meant with and without its code. History is of one ledger: what came from outside
    // its members, there or elsewhere, comes from the opening account.
    private string Party(string text)
    {
        var party = text.StartsWith($"{ledger.Ledger}/", StringComparison.Ordinal)
            ? text[(ledger.Ledger.Length + 1)..]
            : text;
        return terms.History is not null && ledger.SystemAccounts.Contains(party) ? LineTerms.Opening : party;
    }

    private string Full(string party) => IsForeign(party) ? party : $"{ledger.Ledger}/{party}";

    private static bool IsForeign(string party) => party.Contains('/', StringComparison.Ordinal);

    private bool Date(CsvRecord record, string column, out DateOnly? date)
    {
        var text = Value(record, column);
        date = DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? read
            : null;
        return date is not null || text.Length == 0;
    }

    private string Value(CsvRecord record, string column) => table.Value(record, column);

    private string? Text(CsvRecord record, string column) =>
        Value(record, column) is { Length: > 0 } text ? text : null;

    private static ImportItem? Reject(LineSlot slot, string column, string code, string reason)
    {
        slot.End(new Reject(slot.Line, column, code, reason, slot.Original));
        return null;
    }

    private static ImportItem? Skip(LineSlot slot)
    {
        slot.End(LineOutcome.Skipped);
        return null;
    }
}
