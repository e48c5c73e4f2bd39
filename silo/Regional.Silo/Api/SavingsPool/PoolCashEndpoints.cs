using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.SavingsPool;

/// <summary>National currency that comes into a savings pool and leaves it.</summary>
internal sealed class PoolCashEndpoints(
    HostSettings settings, PoolPlaces places, OrderReader orders, PaymentDesk payments, CommandDesk desk) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var pool = v1.MapGroup("/ledgers/{ledger}/pool").WithTags("Savings pool");
        pool.Post("/deposits", DepositAsync).Commands<PoolDepositBody, PostingView>(
            "National currency came in for a member", "For tellers: they have seen it on the bank account. A loan shrinks first.");
        pool.Post("/withdrawals", WithdrawAsync).Commands<PoolWithdrawalBody, PostingView>(
            "National currency leaves for a member",
            "Savings first, which stay while points are negative; past them a loan, which needs an agreement.");
        pool.Post("/settlement-cash", ReturnAsync).Commands<CommandBody, PostingView>(
            "Return what the region's settlements left to the bank account");
    }

    private async Task<IResult> DepositAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<PoolDepositBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "deposit");
        Permissions.Demand(caller, AccessAction.Pay, Target.Of(book));
        var account = await places.AccountAsync(http, book, body.Account);
        return await CarryOutAsync(caller, account.Id, new DepositOrder
        {
            Id = id,
            Ledger = book.Id,
            Account = account.Id,
            Bank = await places.BankAsync(http, book),
            Amount = Money(body.Amount, body.Currency, book),
            Details = await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, http.RequestAborted) with
            {
                Reference = body.Reference,
                ExternalReference = body.ExternalReference,
            },
        });
    }

    private async Task<IResult> WithdrawAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<PoolWithdrawalBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "withdrawal");
        var account = await places.AccountAsync(http, book, body.Account);
        Permissions.Demand(caller, AccessAction.Pay, Target.Of(account));
        return await CarryOutAsync(caller, account.Id, new WithdrawOrder
        {
            Id = id,
            Ledger = book.Id,
            Account = account.Id,
            Bank = await places.BankAsync(http, book),
            Amount = Money(body.Amount, body.Currency, book),
            Agreement = body.Agreement is { } agreement ? new OperationId(agreement) : null,
            Details = await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, http.RequestAborted) with
            {
                Reference = body.Reference,
                ExternalReference = body.ExternalReference,
            },
        });
    }

    private async Task<IResult> ReturnAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "return of settlement cash");
        Permissions.Demand(caller, AccessAction.Pay, Target.Of(book));
        var bank = await places.BankAsync(http, book);
        return await CarryOutAsync(caller, bank, new ReturnSettlementCashOrder
        {
            Id = id,
            Ledger = book.Id,
            Bank = bank,
            Details = await orders.ReadDetailsAsync(caller, book.Region, businessDate: null, http.RequestAborted) with
            {
                Reference = body.Reason,
            },
        });
    }

    private async Task<IResult> CarryOutAsync(Caller caller, AccountId account, SchemeOrder order) =>
        desk.CheckBudget(caller)
        ?? await payments.AnswerAsync(caller, await payments.Account(account).CarryOutAsync(order));

    private static Amount Money(string amount, string currency, LedgerAddress ledger) => new(
        Fields.Amount("amount", amount, ledger.Currency.Scale), Fields.NamedCurrency(currency, ledger.Currency));
}
