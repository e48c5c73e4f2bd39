using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Payments;

/// <summary>Stored operations, and their correction by a posting the other way.</summary>
internal sealed class OperationEndpoints(
    HostSettings settings, IOperationQueries queries, ICodeResolver codes, OrderReader orders, PaymentDesk payments,
    CommandDesk desk, FactTranslator facts) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/operations/{operation}").WithTags("Payments");
        group.Get("", FindAsync).Reads<OperationView>(
            "What became of an operation", "For who sent it, and for who may read an account it touched.");
        group.Post("/correct", CorrectAsync).Commands<CorrectBody, PostingView>(
            "Post an operation the other way",
            "Past limits, with a reason. A payment within a community by its administrator, a trade by the coordinator.");
    }

    private async Task<IResult> FindAsync(HttpContext http, string operation)
    {
        var (caller, id) = (Caller.Of(http), new OperationId(Fields.Uuid("operation", operation)));
        var found = await queries.FindOperationAsync(id, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("operation", operation);
        var accounts = await AccountsAsync(found, http.RequestAborted);
        if (found.Actor != caller.Actor && !accounts.Values.Any(account => Permissions.MayRead(caller, account)))
        {
            // What touched no account (a refusal with its figures, a change of terms) is its actor's, and the operator's.
            Permissions.Demand(
                caller,
                AccessAction.ReadCommunity,
                accounts.IsEmpty && Permissions.ReachOf(caller.Role, AccessAction.ReadCommunity) == Reach.Region
                    ? new Target(caller.Region)
                    : default);
        }

        return Answer.Ok(new OperationView
        {
            Id = found.Id.Value,
            Kind = Words.Of(found.Kind),
            Status = found.Refusal is null ? "done" : "refused",
            Actor = found.Actor,
            At = found.At,
            Posting = found.Legs.IsEmpty ? null : View(found, accounts, caller),
            Refusal = found.Refusal is { } refusal
                ? ProblemOf.From(await facts.TranslateAsync(refusal, http.RequestAborted))
                : null,
        });
    }

    private async Task<IResult> CorrectAsync(HttpContext http, string operation)
    {
        var body = await BodyReader.ReadAsync<CorrectBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var corrects = new OperationId(Fields.Uuid("operation", operation));
        var reason = Fields.Required("reason", body.Reason);
        var found = await queries.FindOperationAsync(corrects, http.RequestAborted);
        if (found is null || found.Legs.IsEmpty)
        {
            throw EdgeRefusal.NotFound("operation", operation);
        }

        var accounts = await AccountsAsync(found, http.RequestAborted);
        foreach (var account in accounts.Values)
        {
            var isWithin = found.Legs.All(static leg => leg.Trade is null) && account.Role != AccountRole.Community;
            Permissions.Demand(
                caller, isWithin ? AccessAction.Correct : AccessAction.CorrectTrade, Target.Of(account));
        }

        // Notes that moved with it would stay where they are.
        if (found.Kind is OperationKind.WithdrawCoupons or OperationKind.DepositCoupons or OperationKind.ExchangeNotes
            or OperationKind.SettleTill or OperationKind.CorrectLine)
        {
            throw EdgeRefusal.For(RefusalReason.CorrectAsLine, new RefusalFact("operation", operation));
        }

        var region = accounts.Values.First().Region;
        var order = new CorrectionOrder
        {
            Id = id,
            Corrects = corrects,
            Reason = reason,
            Details = await orders.ReadDetailsAsync(caller, region, businessDate: null, http.RequestAborted),
        };
        return desk.CheckBudget(caller)
            ?? await payments.AnswerAsync(caller, await payments.Region(region).CorrectAsync(order));
    }

    private async Task<ImmutableDictionary<AccountId, AccountAddress>> AccountsAsync(
        OperationDetail operation, CancellationToken cancellationToken) =>
        await codes.FindAccountsAsync(
            [.. operation.Legs.SelectMany(static leg => new[] { leg.Debit.Id, leg.Credit.Id }).Distinct()], cancellationToken);

    private static PostingView View(
        OperationDetail operation, ImmutableDictionary<AccountId, AccountAddress> accounts, Caller caller) => new()
        {
            Id = operation.Id.Value,
            Status = "posted",
            Commit = operation.Commit,
            RecordedAt = operation.At,
            Window = operation.WindowNo,
            Entries =
            [
                .. operation.Legs.Select(leg => new EntryView
                {
                    Leg = leg.Leg,
                    Payer = leg.Debit.ToString(),
                    Payee = leg.Credit.ToString(),
                    Amount = MoneyOf.View(leg.Amount),
                    PayerEntry = leg.DebitEntry,
                    PayerBalance = Permissions.MayRead(caller, accounts[leg.Debit.Id])
                        ? MoneyOf.View(leg.DebitBalance, leg.Amount.Currency) : null,
                    PayeeEntry = leg.CreditEntry,
                    PayeeBalance = Permissions.MayRead(caller, accounts[leg.Credit.Id])
                        ? MoneyOf.View(leg.CreditBalance, leg.Amount.Currency) : null,
                }),
            ],
        };
}
