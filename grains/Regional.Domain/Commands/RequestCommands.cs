using Regional.Domain.Ledger;

namespace Regional.Domain.Commands;

/// <summary>
/// A payee asks a payer for money; the payer approves (which pays) or declines. Result: <c>{request, expiresAt}</c>.
/// </summary>
/// <param name="Payee">Who asks; the amount is in the unit of this account's ledger.</param>
/// <param name="Payer">Who is asked; in the same ledger, or in another one reached through the region.</param>
/// <param name="AmountMinor">Minor units of the payee's ledger, more than zero.</param>
/// <param name="TransferKind">Real or financial.</param>
/// <param name="Purpose">Purpose code.</param>
/// <param name="Reference">Text both see.</param>
/// <param name="DocumentNumber">The invoice.</param>
/// <param name="Expiry">How long the payer may answer; the database's clock decides.</param>
public sealed record RequestPayment(
    AccountId Payee,
    AccountId Payer,
    long AmountMinor,
    TransferKind TransferKind,
    string Purpose,
    string? Reference,
    string? DocumentNumber,
    TimeSpan Expiry) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.Request;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("payee", Payee.Value)
        .Add("payer", Payer.Value).Add("amount", AmountMinor).Add("transferKind", (int)TransferKind)
        .Add("purpose", Purpose).Add("reference", Reference).Add("documentNumber", DocumentNumber)
        .Add("expirySeconds", (long)Expiry.TotalSeconds);
}

/// <summary>Ends an open request without payment: declined by the payer, or withdrawn by the payee. Result: <c>{request}</c>.</summary>
public sealed record EndRequest(OperationId Request, bool IsWithdrawal) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.Decline;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("request", Request.ToString()).Add("isWithdrawal", IsWithdrawal ? 1 : 0);
}

/// <summary>
/// Puts a trade that found no room under a cap into the queue. Its id is the trade's own: it is posted later by a
/// posting of a derived id. Result: <c>{trade, status: "queued"}</c>.
/// </summary>
/// <param name="Region">The region whose cap it waits for.</param>
/// <param name="Payer">Payer's account.</param>
/// <param name="Payee">Payee's account.</param>
/// <param name="PayeeAmountMinor">What the payee receives, minor units of the payee's ledger.</param>
/// <param name="TransferKind">Real or financial.</param>
/// <param name="Purpose">Purpose code.</param>
/// <param name="BusinessDate">Date in the books.</param>
/// <param name="QueueAccount">The community account at the region whose cap is spent.</param>
/// <param name="Details">Reference, document and the like.</param>
/// <param name="TradeFingerprint">The fingerprint of the trade command itself.</param>
public sealed record QueueTrade(
    RegionId Region,
    AccountId Payer,
    AccountId Payee,
    long PayeeAmountMinor,
    TransferKind TransferKind,
    string Purpose,
    DateOnly BusinessDate,
    AccountId QueueAccount,
    TradeDetails Details,
    Fingerprint TradeFingerprint) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.Trade;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        throw new InvariantViolation("A queued trade is fingerprinted as the trade it is.");
}

/// <summary>Texts of a trade that both sides see.</summary>
public sealed record TradeDetails(
    string? Reference, string? ExternalReference, DateOnly? DocumentDate, string? DocumentNumber);

/// <summary>
/// Ends a queued trade: cancelled by its payer, or refused when its turn came. Result: <c>{trade, status}</c>.
/// </summary>
public sealed record EndQueuedTrade(OperationId Trade, Refusals.Refusal? Refusal) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.Cancellation;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("trade", Trade.ToString());
}
