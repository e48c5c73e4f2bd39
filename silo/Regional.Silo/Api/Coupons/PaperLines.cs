using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes.Coupons;
using Regional.Contracts.Schemes.Coupons.PaperDays;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Coupons;

/// <summary>
/// Paper lines as the orders their own endpoints make of them: a line is told by its digest when it is in the books
/// already.
/// </summary>
internal sealed class PaperLines(Places places, OrderReader orders)
{
    /// <summary>Text that a payment of the day carries for both sides; counter lines carry the line's number.</summary>
    public static string ReferenceOf(long no) => string.Create(CultureInfo.InvariantCulture, $"line {no}");

    /// <summary>Reads one line. What is wrong with it is thrown as an edge refusal.</summary>
    public async Task<DayOrder> ReadAsync(
        Caller caller, LedgerAddress book, CheckDayBody day, PaperLineBody line, CancellationToken cancellationToken)
    {
        if (line.No < 1)
        {
            throw EdgeRefusal.Malformed("no", $"{line.No}");
        }

        if (line.Kind == "payment")
        {
            return new PaymentDayOrder(line.No, await PaymentAsync(caller, book, day, line, cancellationToken));
        }

        var account = await places.AccountAsync(book, Fields.Required("account", line.Account), cancellationToken);
        var details = await orders.ReadDetailsAsync(caller, book.Region, day.BusinessDate, cancellationToken);
        return new CounterDayOrder(line.No, Counter(book, day, line, account.Id, details));
    }

    private static CounterOrder Counter(
        LedgerAddress book, CheckDayBody day, PaperLineBody line, AccountId account, OrderDetails details)
    {
        var evidence = line.Signed
            ? new Evidence(EvidenceKind.SignedLine, line.No.ToString(CultureInfo.InvariantCulture))
            : default;
        var (at, notes) = (
            new CounterLine(default, book, account, day.Till, evidence, details), NoteFields.Ranges("notes", line.Notes));
        return line.Kind switch
        {
            "withdraw" => at.Withdraw(AmountOf(line, book), notes),
            "deposit" => at.Deposit(AmountOf(line, book), notes),
            "exchange" when line.Amount is null =>
                at.Exchange(notes, NoteFields.Ranges("replacements", line.Replacements)),
            "exchange" => throw EdgeRefusal.Malformed("amount", $"{line.Amount}: the notes of an exchange say it"),
            _ => throw EdgeRefusal.Malformed("kind", $"{line.Kind}: withdraw, deposit, exchange or payment"),
        };
    }

    private Task<PaymentOrder> PaymentAsync(
        Caller caller, LedgerAddress book, CheckDayBody day, PaperLineBody line, CancellationToken cancellationToken)
    {
        if (line is { Notes.Count: > 0 } or { Replacements.Count: > 0 })
        {
            throw EdgeRefusal.Malformed("notes", "a payment moves none");
        }

        var body = new TransferBody
        {
            Payer = line.Account,
            Payee = Fields.Required("payee", line.Payee),
            Amount = Fields.Required("amount", line.Amount),
            Currency = book.Currency.Code,
            BusinessDate = day.BusinessDate,
            Reference = ReferenceOf(line.No),
        };
        return orders.ReadAsync(caller, book, default, body, cancellationToken);
    }

    private static Amount AmountOf(PaperLineBody line, LedgerAddress book) =>
        new(Fields.Amount("amount", line.Amount, book.Currency.Scale), book.Currency);
}
