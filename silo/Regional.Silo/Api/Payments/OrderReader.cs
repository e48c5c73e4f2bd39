using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Silo.Access;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Payments;

/// <summary>Reads payments from wire records into orders: codes found, amounts parsed, the caller's leave asked.</summary>
internal sealed class OrderReader(Places places, BusinessDates dates)
{
    public async Task<PaymentOrder> ReadAsync(
        Caller caller, LedgerAddress ledger, OperationId id, TransferBody body, CancellationToken cancellationToken) =>
        new()
        {
            Id = id,
            Ledger = ledger.Id,
            Legs =
            [
                await ReadLegAsync(caller, ledger, LegOf(body), at: 0, cancellationToken),
            ],
            Details = await ReadDetailsAsync(caller, ledger.Region, body.BusinessDate, cancellationToken) with
            {
                Reference = body.Reference,
                ExternalReference = body.ExternalReference,
                DocumentDate = body.DocumentDate,
                DocumentNumber = body.DocumentNumber,
                ClaimsDocument = body.ClaimsDocument,
            },
        };

    public async Task<PaymentOrder> ReadAsync(
        Caller caller, LedgerAddress ledger, OperationId id, PostingBody body, CancellationToken cancellationToken)
    {
        var given = body.Legs ?? throw EdgeRefusal.Missing("legs");
        if (given.Count is 0 or > Posting.LegCountMax)
        {
            throw new EdgeRefusal(LegCount(given.Count));
        }

        var legs = ImmutableArray.CreateBuilder<PaymentLeg>(given.Count);
        for (var at = 0; at < given.Count; at++)
        {
            legs.Add(await ReadLegAsync(
                caller, ledger, given[at] ?? throw EdgeRefusal.Missing($"legs[{at}]"), at, cancellationToken));
        }

        return new PaymentOrder
        {
            Id = id,
            Ledger = ledger.Id,
            Legs = legs.MoveToImmutable(),
            Details = await ReadDetailsAsync(caller, ledger.Region, body.BusinessDate, cancellationToken) with
            {
                Reference = body.Reference,
                ExternalReference = body.ExternalReference,
                DocumentDate = body.DocumentDate,
                DocumentNumber = body.DocumentNumber,
                ClaimsDocument = body.ClaimsDocument,
            },
        };
    }

    public async Task<(TradeOrder Order, RegionId Region)> ReadAsync(
        Caller caller, OperationId id, TradeBody body, CancellationToken cancellationToken)
    {
        var payer = await places.AccountAsync("payer", body.Payer, cancellationToken);
        Permissions.Demand(caller, AccessAction.Pay, Target.Of(payer));
        var payee = await places.AccountAsync("payee", body.Payee, cancellationToken);
        var order = new TradeOrder
        {
            Id = id,
            Payer = payer.Id,
            Payee = payee.Id,
            PayeeAmountMinor = Fields.Amount("amount", body.Amount, payee.Currency.Scale),
            Currency = Fields.NamedCurrency(body.Currency, payee.Currency),
            Purpose = Purpose(body.Purpose),
            PayerAmountMaxMinor = body.PayerAmountMax is { } most
                ? Fields.Amount("payerAmountMax", most, payer.Currency.Scale)
                : null,
            Details = await ReadDetailsAsync(caller, payer.Region, body.BusinessDate, cancellationToken) with
            {
                Reference = body.Reference,
                ExternalReference = body.ExternalReference,
                DocumentDate = body.DocumentDate,
                DocumentNumber = body.DocumentNumber,
                ClaimsDocument = body.ClaimsDocument,
            },
        };
        return (order, payer.Region);
    }

    /// <summary>Who and when; texts are the caller's to add.</summary>
    public async Task<OrderDetails> ReadDetailsAsync(
        Caller caller, RegionId region, DateOnly? businessDate, CancellationToken cancellationToken) => new()
        {
            EnteredBy = caller.Actor,
            BusinessDate = businessDate ?? await dates.TodayAsync(region, cancellationToken),
            IsDateGiven = businessDate is not null,
        };

    private async Task<PaymentLeg> ReadLegAsync(
        Caller caller, LedgerAddress ledger, PostingLegBody body, int at, CancellationToken cancellationToken)
    {
        var payer = await places.AccountAsync(ledger, Fields.Required("payer", body.Payer), cancellationToken);
        Permissions.Demand(
            caller, body.ForcedReason is null ? AccessAction.Pay : AccessAction.PayForced, PayTarget(ledger, payer));
        var payee = await places.AccountAsync(ledger, Fields.Required("payee", body.Payee), cancellationToken);
        if (body.ExpirySeconds is { } seconds && !body.Pending)
        {
            throw EdgeRefusal.Malformed("expirySeconds", $"{seconds}: only a pending transfer expires");
        }

        return new PaymentLeg
        {
            Debit = payer.Id,
            Credit = payee.Id,
            Amount = new Amount(
                Fields.Amount("amount", body.Amount, ledger.Currency.Scale, at),
                Fields.NamedCurrency(body.Currency, ledger.Currency)),
            Purpose = Purpose(body.Purpose),
            IsPending = body.Pending,
            Expiry = Fields.Expiry(body.ExpirySeconds),
            ForcedReason = body.ForcedReason,
        };
    }

    // At the region nobody pays by hand: its accounts move by trades and settlements, or their mirrors would part.
    private static Target PayTarget(LedgerAddress ledger, AccountAddress payer) =>
        ledger.Community is null ? new Target(ledger.Region) : Target.Of(payer);

    private static string Purpose(string? purpose) => purpose ?? Purposes.Goods;

    private static PostingLegBody LegOf(TransferBody body) => new()
    {
        Payer = body.Payer,
        Payee = body.Payee,
        Amount = body.Amount,
        Currency = body.Currency,
        Purpose = body.Purpose,
        Pending = body.Pending,
        ExpirySeconds = body.ExpirySeconds,
        ForcedReason = body.ForcedReason,
    };

    private static Domain.Refusals.Refusal LegCount(int count) => count == 0
        ? Domain.Refusals.Refusal.For(Domain.Refusals.RefusalReason.PostingEmpty)
        : Domain.Refusals.Refusal.For(
            Domain.Refusals.RefusalReason.PostingTooLarge, new("legs", $"{count}"), new("limit", $"{Posting.LegCountMax}"));
}
