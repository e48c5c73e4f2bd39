using Regional.Client.Model;
using Regional.Contracts;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;

namespace Regional.Silo.Api.Payments;

/// <summary>Many independent payments in one request, for imports; each with its own id and outcome.</summary>
internal sealed class BatchEndpoints(
    HostSettings settings, Places places, OrderReader orders, PaymentDesk payments, CommandDesk desk) : IEndpointGroup
{
    /// <summary>About what one group commit takes; more gains nothing and one caller would fill the silo.</summary>
    private const int ItemCountMax = 1000;

    /// <summary>Of one request at once: enough to fill group commits, with room left for other callers.</summary>
    private const int ConcurrencyMax = 128;

    public void Map(RouteGroupBuilder v1) =>
        v1.Post("/batches", SendAsync).WithTags("Payments").Asks<BatchBody, BatchView>(
            "Independent transfers and trades together",
            "At most 1,000. Carried out concurrently, in no promised order; outcomes come in the order sent. Send the "
            + "same batch again when outcomes are unknown: ids make it safe.");

    private async Task<IResult> SendAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync<BatchBody>(http, settings.BatchBytesMax);
        var caller = Caller.Of(http);
        var items = body.Items ?? throw EdgeRefusal.Missing("items");
        if (items.Count > ItemCountMax)
        {
            throw EdgeRefusal.For(
                RefusalReason.PostingTooLarge, new("legs", $"{items.Count}"), new("limit", $"{ItemCountMax}"));
        }

        if (desk.CheckBudget(caller) is { } spent)
        {
            return spent;
        }

        var outcomes = new BatchOutcome[items.Count];
        await Parallel.ForAsync(
            0,
            items.Count,
            new ParallelOptions { MaxDegreeOfParallelism = ConcurrencyMax },
            async (at, _) => outcomes[at] = await CarryOutAsync(caller, items[at] ?? throw EdgeRefusal.Missing($"items[{at}]")));
        return Answer.Ok(new BatchView { Outcomes = outcomes });
    }

    private async Task<BatchOutcome> CarryOutAsync(Caller caller, BatchItem item)
    {
        try
        {
            return item.Kind switch
            {
                "transfer" => await TransferAsync(caller, item),
                "trade" => await TradeAsync(caller, item),
                _ => throw EdgeRefusal.Malformed("kind", $"{item.Kind}: transfer or trade"),
            };
        }
        catch (EdgeRefusal edge)
        {
            return Refused(item, ProblemOf.From(edge.Refusal));
        }
        catch (LedgerUnavailable)
        {
            return Unknown(item, ProblemOf.LedgerUnavailable);
        }
        catch (Exception fault) when (fault is OutcomeUnknown or TimeoutException or OrleansException)
        {
            return Unknown(item, ProblemOf.OutcomeUnknown);
        }
    }

    private async Task<BatchOutcome> TransferAsync(Caller caller, BatchItem item)
    {
        var ledger = await places.LedgerAsync(Fields.Required("ledger", item.Ledger), CancellationToken.None);
        var order = await orders.ReadAsync(caller, ledger, IdOf(item), TransferOf(item), CancellationToken.None);
        var outcome = await payments.PayAsync(order);
        return await AfterTheDeed.AnswerAsync(async () => outcome switch
        {
            PostingOutcome.Posted posted => Posted(item, posted.Receipt, posted.IsReplay),
            PostingOutcome.Refused refused => Refused(item, await desk.ProblemAsync(caller, refused.Refusal)),
            var other => throw new InvariantViolation($"A posting was answered as {other.GetType().Name}."),
        });
    }

    private async Task<BatchOutcome> TradeAsync(Caller caller, BatchItem item)
    {
        var (order, region) = await orders.ReadAsync(caller, IdOf(item), TradeOf(item), CancellationToken.None);
        var reply = await payments.Region(region).TradeAsync(order);
        return await AfterTheDeed.AnswerAsync(async () => reply switch
        {
            TradePosted posted => Posted(item, posted.Receipt, posted.IsReplay),
            TradeQueued => new BatchOutcome { Id = item.Id, Status = "queued" },
            TradeRefused refused => Refused(item, await desk.ProblemAsync(caller, refused.Refusal)),
            var other => throw new InvariantViolation($"A trade was answered as {other.GetType().Name}."),
        });
    }

    private static OperationId IdOf(BatchItem item) =>
        item.Id == Guid.Empty ? throw EdgeRefusal.For(RefusalReason.IdMissing) : new OperationId(item.Id);

    private static BatchOutcome Posted(BatchItem item, Receipt receipt, bool isReplay) =>
        new() { Id = item.Id, Status = "posted", IsReplay = isReplay, Commit = receipt.Commit };

    private static BatchOutcome Unknown(BatchItem item, string code) =>
        new() { Id = item.Id, Status = "unknown", Code = code };

    private static BatchOutcome Refused(BatchItem item, Problem problem) => new()
    {
        Id = item.Id,
        Status = "refused",
        Code = problem.Code,
        Class = problem.Class,
        Facts = problem.Facts,
        Advice = problem.Advice,
    };

    private static TransferBody TransferOf(BatchItem item) => new()
    {
        Payer = item.Payer,
        Payee = item.Payee,
        Amount = item.Amount,
        Currency = item.Currency,
        Purpose = item.Purpose,
        Pending = item.Pending,
        ExpirySeconds = item.ExpirySeconds,
        BusinessDate = item.BusinessDate,
        Reference = item.Reference,
        ExternalReference = item.ExternalReference,
        DocumentDate = item.DocumentDate,
        DocumentNumber = item.DocumentNumber,
        ClaimsDocument = item.ClaimsDocument,
        ForcedReason = item.ForcedReason,
    };

    private static TradeBody TradeOf(BatchItem item) => new()
    {
        Payer = item.Payer,
        Payee = item.Payee,
        Amount = item.Amount,
        Currency = item.Currency,
        Purpose = item.Purpose,
        PayerAmountMax = item.PayerAmountMax,
        BusinessDate = item.BusinessDate,
        Reference = item.Reference,
        ExternalReference = item.ExternalReference,
        DocumentDate = item.DocumentDate,
        DocumentNumber = item.DocumentNumber,
        ClaimsDocument = item.ClaimsDocument,
    };
}
