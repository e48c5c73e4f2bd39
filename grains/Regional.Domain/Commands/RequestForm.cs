using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Commands;

/// <summary>The form of payments to come: requests and queued trades.</summary>
internal static class RequestForm
{
    public static Refusal? Check(RequestPayment command) =>
        Payment(command.Payer, command.Payee, command.AmountMinor, command.TransferKind, command.Purpose)
        ?? CommandForm.TooLong("reference", command.Reference, PostingForm.TextLengthMax)
        ?? CommandForm.TooLong("documentNumber", command.DocumentNumber, PostingForm.TextLengthMax)
        ?? (command.Expiry < PostingForm.ExpiryMin || command.Expiry > PostingForm.ExpiryMax
            ? Refusal.For(
                RefusalReason.ExpiryOutOfRange,
                new("seconds", $"{command.Expiry.TotalSeconds:0}"),
                new("limit", $"{PostingForm.ExpiryMax.TotalSeconds:0}"))
            : null);

    public static Refusal? Check(QueueTrade command) =>
        Payment(command.Payer, command.Payee, command.PayeeAmountMinor, command.TransferKind, command.Purpose)
        ?? CommandForm.TooLong("reference", command.Details.Reference, PostingForm.TextLengthMax)
        ?? CommandForm.TooLong("externalReference", command.Details.ExternalReference, PostingForm.TextLengthMax)
        ?? CommandForm.TooLong("documentNumber", command.Details.DocumentNumber, PostingForm.TextLengthMax)
        ?? (command.TradeFingerprint.Bytes.Length == 0 ? CommandForm.Missing("tradeFingerprint") : null);

    private static Refusal? Payment(AccountId payer, AccountId payee, long amount, TransferKind kind, string purpose) =>
        amount switch
        {
            0 => Refusal.For(RefusalReason.AmountZero, new RefusalFact("leg", "0")),
            < 0 => Refusal.For(RefusalReason.AmountNegative, new RefusalFact("value", $"{amount}")),
            _ => payer == payee ? Refusal.For(RefusalReason.SameAccount, new RefusalFact("leg", "0")) : null,
        }
        ?? CommandForm.Known("transferKind", kind)
        ?? CommandForm.Text("purpose", purpose, PostingForm.PurposeLengthMax);
}
