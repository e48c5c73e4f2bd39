using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.SavingsPool;

/// <summary>Loans of a savings pool: proposed, voted on, signed, ended; and points taken over.</summary>
internal sealed class AgreementEndpoints(
    HostSettings settings, PoolPlaces places, CommandDesk desk, IPoolQueries queries, ICodeResolver codes) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var pool = v1.MapGroup("/ledgers/{ledger}/pool").WithTags("Savings pool");
        pool.Post("/agreements", ProposeAsync).Commands<ProposeAgreementBody, AgreementView>(
            "Propose a loan", "The answer shows its plan: payments, and the month in which points are back at zero.");
        pool.Get("/agreements", ListAsync).Reads<Client.Model.Page<AgreementView>>("Loans, newest first");
        pool.Get("/agreements/{agreement}", FindAsync).Reads<AgreementView>("One loan with its votes and its plan");
        pool.Post("/agreements/{agreement}/votes", VoteAsync).Commands<VoteBody, AgreementView>(
            "Vote on a loan", "A later vote of the member takes the place of the earlier one until the loan is decided.");
        pool.Post("/agreements/{agreement}/signatures", SignAsync).Commands<SignatureBody, AgreementView>(
            "Sign a loan that is carried", "The last signature that is needed makes it an agreement.");
        pool.Post("/agreements/{agreement}/reject", RejectAsync).Commands<CommandBody, AgreementView>(
            "End a proposal: the pool says no");
        pool.Post("/agreements/{agreement}/withdraw", WithdrawAsync).Commands<CommandBody, AgreementView>(
            "Take a proposal back, or draw no more of an agreement");
        pool.Post("/points", TakeOverAsync).Commands<TakeOverPointsBody, CommandView>(
            "Take points over from earlier books", "Before the first month end, once per account. The bank takes the other side.");
    }

    private async Task<IResult> ProposeAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<ProposeAgreementBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "agreement");
        var account = await places.AccountAsync(http, book, body.Account);
        Permissions.Demand(caller, AccessAction.ProposeLoan, Target.Of(account));
        var amount = Fields.Amount("amount", body.Amount, book.Currency.Scale);
        var (term, repayment) = Repayment(body, amount, book);
        var command = new ProposeAgreement(
            book.Id, account.Id, amount, term, repayment, Fields.Balance(body.Saving, book.Currency.Scale) ?? repayment)
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteThenAsync(caller, command, isReplay => AnswerAsync(id, isReplay));
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger, string? account, string? after, string? limit)
    {
        var book = await ReadableAsync(http, ledger);
        var of = string.IsNullOrEmpty(account) ? null : await places.AccountAsync(http, book, account);
        return Pages.Answer(
            await queries.FindAgreementsAsync(book.Id, of?.Id, Pages.Asked(after, limit), http.RequestAborted),
            PoolViews.View);
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, string agreement)
    {
        var book = await ReadableAsync(http, ledger);
        return Answer.Ok(PoolViews.View(await LoadAsync(http, book, agreement)));
    }

    private async Task<IResult> VoteAsync(HttpContext http, string ledger, string agreement)
    {
        var body = await BodyReader.ReadAsync<VoteBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "vote");
        var member = await MemberAsync(http, caller, book, body.Member);
        var loan = await LoadAsync(http, book, agreement);
        return await desk.ExecuteThenAsync(
            caller,
            new CastVote(loan.Id, member.Id, Words.Parse<VoteChoice>("choice", body.Choice))
            {
                Id = id,
                Actor = caller.Actor,
                Reason = body.Reason,
            },
            isReplay => AnswerAsync(loan.Id, isReplay));
    }

    private async Task<IResult> SignAsync(HttpContext http, string ledger, string agreement)
    {
        var body = await BodyReader.ReadAsync<SignatureBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "signature");
        var member = await MemberAsync(http, caller, book, body.Member);
        var loan = await LoadAsync(http, book, agreement);
        return await desk.ExecuteThenAsync(
            caller,
            new SignAgreement(loan.Id, member.Id) { Id = id, Actor = caller.Actor, Reason = body.Reason },
            isReplay => AnswerAsync(loan.Id, isReplay));
    }

    private Task<IResult> RejectAsync(HttpContext http, string ledger, string agreement) =>
        EndAsync(http, ledger, agreement, isWithdrawal: false);

    private Task<IResult> WithdrawAsync(HttpContext http, string ledger, string agreement) =>
        EndAsync(http, ledger, agreement, isWithdrawal: true);

    private async Task<IResult> EndAsync(HttpContext http, string ledger, string agreement, bool isWithdrawal)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "end of an agreement");
        if (!isWithdrawal)
        {
            Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        }

        var loan = await LoadAsync(http, book, agreement);
        var account = (await codes.FindAccountAsync(loan.Account.Id, http.RequestAborted))!;
        if (isWithdrawal)
        {
            Permissions.Demand(caller, AccessAction.ProposeLoan, Target.Of(account));
        }

        return await desk.ExecuteThenAsync(
            caller,
            new EndAgreement(loan.Id, isWithdrawal) { Id = id, Actor = caller.Actor, Reason = body.Reason },
            isReplay => AnswerAsync(loan.Id, isReplay));
    }

    private async Task<IResult> TakeOverAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<TakeOverPointsBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "points");
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        if (body.Points.Count > TakeOverPoints.AccountCountMax)
        {
            throw EdgeRefusal.Malformed("points", $"{body.Points.Count}");
        }

        var points = ImmutableArray.CreateBuilder<AccountPoints>(body.Points.Count);
        foreach (var given in body.Points)
        {
            var account = await places.AccountAsync(http, book, given?.Account);
            points.Add(new AccountPoints(
                account.Id, Fields.Balance(Fields.Required("points", given?.Points), book.Currency.Scale)!.Value));
        }

        return await desk.ExecuteAsync(
            caller,
            new TakeOverPoints(book.Id, points.MoveToImmutable()) { Id = id, Actor = caller.Actor, Reason = body.Reason },
            new() { ["ledger"] = book.Code },
            "accounts");
    }

    // Whoever votes or signs is a member; the token says whether it speaks for that member.
    private async Task<MemberAddress> MemberAsync(HttpContext http, Caller caller, LedgerAddress book, string? code)
    {
        var member = await places.MemberAsync(http, book, code);
        Permissions.Demand(caller, AccessAction.DecideLoan, Target.Of(book) with { Member = member.Id });
        return member;
    }

    private async Task<LedgerAddress> ReadableAsync(HttpContext http, string ledger)
    {
        var book = await places.LedgerAsync(http, ledger, "agreement");
        Permissions.Demand(Caller.Of(http), AccessAction.ReadPool, Target.Of(book));
        return book;
    }

    private async Task<AgreementDetail> LoadAsync(HttpContext http, LedgerAddress book, string agreement) =>
        await queries.FindAgreementAsync(new OperationId(Fields.Uuid("agreement", agreement)), http.RequestAborted)
            is { } found && found.Ledger == book.Id
            ? found
            : throw EdgeRefusal.NotFound("agreement", agreement);

    private async Task<IResult> AnswerAsync(OperationId agreement, bool isReplay) => Answer.Done(
        PoolViews.View(await queries.FindAgreementAsync(agreement, CancellationToken.None)
            ?? throw new InvariantViolation($"Agreement {agreement} was changed and is not there.")),
        isReplay);

    // One of the two says the other: as many months as it takes, or as much as it must be.
    private static (int Term, long Repayment) Repayment(ProposeAgreementBody body, long amount, LedgerAddress book)
    {
        if (body.Repayment is not { } given)
        {
            var term = body.TermMonths ?? throw EdgeRefusal.Missing("repayment");
            return term is >= 1 and <= RepaymentPlan.MonthCountMax
                ? (term, (amount / term) + (amount % term == 0 ? 0 : 1))
                : throw EdgeRefusal.Malformed("term", $"{term}");
        }

        var repayment = Fields.Amount("repayment", given, book.Currency.Scale);
        var months = (amount / repayment) + (amount % repayment == 0 ? 0 : 1);
        return (body.TermMonths ?? (int)long.Min(months, RepaymentPlan.MonthCountMax + 1), repayment);
    }
}
