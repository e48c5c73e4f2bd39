using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.TestKit.Journal;

/// <summary>Short ways to make postings for tests.</summary>
public static class Postings
{
    /// <summary>The unit of every ledger a test makes unless it says otherwise.</summary>
    public static readonly Currency Unit = new("UNIT", 2);

    /// <summary>The business date of every posting a test makes.</summary>
    public static readonly DateOnly Day = new(2026, 3, 2);

    /// <summary>A new id; time-ordered as callers' are.</summary>
    public static OperationId NewId() => new(Guid.CreateVersion7());

    /// <summary>One transfer, posted at once.</summary>
    public static Posting Transfer(
        LedgerId ledger, AccountId debit, AccountId credit, long minor, OperationId? id = null) =>
        Of(id, Move(ledger, debit, credit, minor));

    /// <summary>One transfer, placed as pending.</summary>
    public static Posting Pend(
        LedgerId ledger, AccountId debit, AccountId credit, long minor, TimeSpan? expiry = null) =>
        Of(id: null, Move(ledger, debit, credit, minor) with { Action = TransferAction.Pend, Expiry = expiry });

    /// <summary>The end of a pending transfer that <see cref="Pend"/> placed.</summary>
    public static Posting End(Posting pending, TransferAction action, long? minor = null, OperationId? id = null)
    {
        var leg = pending.Legs[0];
        return Of(id, leg with
        {
            Action = action,
            Amount = new Amount(minor ?? leg.Amount.Minor, leg.Amount.Currency),
            Expiry = null,
            Resolves = new TransferId(pending.Id, 0),
        }) with { Kind = OperationKind.Resolution };
    }

    /// <summary>A posting of these legs.</summary>
    public static Posting Of(OperationId? id, params Leg[] legs) => new()
    {
        Id = id ?? NewId(),
        Kind = OperationKind.Posting,
        Fingerprint = Digest(legs),
        EnteredBy = "test:teller",
        BusinessDate = Day,
        Legs = [.. legs],
    };

    /// <summary>A leg that posts at once.</summary>
    public static Leg Move(LedgerId ledger, AccountId debit, AccountId credit, long minor) => new()
    {
        Ledger = ledger,
        Debit = debit,
        Credit = credit,
        Amount = new Amount(minor, Unit),
    };

    private static Fingerprint Digest(Leg[] legs)
    {
        var fields = new Fingerprint.Builder(OperationKind.Posting);
        foreach (var leg in legs)
        {
            fields.Add("ledger", leg.Ledger.Value).Add("payer", leg.Debit.Value).Add("payee", leg.Credit.Value)
                .Add("amount", leg.Amount.Minor).Add("action", (int)leg.Action);
        }

        return fields.Build();
    }
}
