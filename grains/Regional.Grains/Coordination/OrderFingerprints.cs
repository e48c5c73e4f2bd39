using System.Globalization;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;

namespace Regional.Grains.Coordination;

/// <summary>Digests of orders, field by field: what the caller said, not what was made of it.</summary>
internal static class OrderFingerprints
{
    public static Fingerprint Of(PaymentOrder order)
    {
        var fields = Fingerprint.Builder.Borrow(OperationKind.Posting).Add("ledger", order.Ledger.Value)
            .Add("legs", order.Legs.Length);
        foreach (var leg in order.Legs)
        {
            fields.Add("payer", leg.Debit.Value).Add("payee", leg.Credit.Value).Add("amount", leg.Amount.Minor)
                .Add("currency", leg.Amount.Currency.Code).Add("purpose", leg.Purpose)
                .Add("pending", leg.IsPending ? 1 : 0)
                .Add("expirySeconds", leg.Expiry?.TotalSeconds.ToString(CultureInfo.InvariantCulture))
                .Add("forcedReason", leg.ForcedReason);
        }

        return Add(fields, order.Details).Add("request", order.Request?.ToString()).Build();
    }

    public static Fingerprint Of(TradeOrder order) =>
        Add(
            Fingerprint.Builder.Borrow(OperationKind.Trade).Add("payer", order.Payer.Value).Add("payee", order.Payee.Value)
                .Add("amount", order.PayeeAmountMinor).Add("currency", order.Currency.Code)
                .Add("purpose", order.Purpose)
                .Add("payerAmountMax", order.PayerAmountMaxMinor?.ToString(CultureInfo.InvariantCulture)),
            order.Details)
        .Add("request", order.Request?.ToString()).Build();

    public static Fingerprint Of(ResolutionOrder order) =>
        Add(
            Fingerprint.Builder.Borrow(OperationKind.Resolution).Add("pending", order.Pending.ToString())
                .Add("action", (int)order.Action)
                .Add("amount", order.AmountMinor?.ToString(CultureInfo.InvariantCulture)),
            order.Details).Build();

    public static Fingerprint Of(SchemeOrder order)
    {
        var fields = Fingerprint.Builder.Borrow(order.Kind).Add("ledger", order.Ledger.Value);
        order.Describe(fields);
        return Add(fields, order.Details).Build();
    }

    public static Fingerprint Of(CorrectionOrder order) =>
        Fingerprint.Builder.Borrow(OperationKind.Correction).Add("corrects", order.Corrects.ToString()).Build();

    // The date is part of it only where the caller gave one: a retry after midnight is still a retry.
    private static Fingerprint.Builder Add(Fingerprint.Builder fields, OrderDetails details) => fields
        .Add("businessDate", details.IsDateGiven ? details.BusinessDate : (DateOnly?)null)
        .Add("reference", details.Reference).Add("externalReference", details.ExternalReference)
        .Add("documentDate", details.DocumentDate).Add("documentNumber", details.DocumentNumber)
        .Add("claimsDocument", details.ClaimsDocument ? 1 : 0);
}
