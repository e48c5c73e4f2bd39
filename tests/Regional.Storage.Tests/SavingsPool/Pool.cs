using System.Collections.Frozen;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes;
using Regional.Domain.Commands;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Directory;
using Regional.Storage.Schemes;
using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.SavingsPool;

/// <summary>001's four members in a pool of their own, in a fresh database.</summary>
internal sealed class Pool : IAsyncDisposable
{
    private Pool(World world) => World = world;

    public static Currency Dollar { get; } = new("NZD", 2);

    public World World { get; }

    public CommunityId Community { get; private set; }

    public LedgerId Ledger { get; private set; }

    public AccountId Bank { get; private set; }

    public Dictionary<string, (MemberId Member, AccountId Account)> Members { get; } = [];

    public static async Task<Pool> CreateAsync()
    {
        var pool = new Pool(await World.CreateAsync());
        pool.Community = new CommunityId(World.Int(
            await pool.World.DoneAsync(World.New(new CreateCommunity(pool.World.Region, "pool", "Pool") { Id = default, Actor = "" })),
            "community"));
        pool.Ledger = new LedgerId(World.Int(
            await pool.World.DoneAsync(World.New(
                new CreateLedger(pool.Community, "pool-nzd", Dollar, SavingsPoolScheme.SchemeName, IsTrading: false) { Id = default, Actor = "" })),
            "ledger"));
        pool.Bank = await pool.AccountAsync("bank");
        foreach (var name in new[] { "jennifer", "mark", "noel", "tamati" })
        {
            var member = new MemberId(World.Int(
                await pool.World.DoneAsync(World.New(new AddMember(pool.Community, name, name) { Id = default, Actor = "" })), "member"));
            var account = new AccountId(World.Int(
                await pool.World.DoneAsync(World.New(
                    new OpenAccount(pool.Ledger, name, member, AccountKind.Pool, Floor: null, Ceiling: null) { Id = default, Actor = "" })),
                "account"));
            pool.Members.Add(name, (member, account));
        }

        return pool;
    }

    public async Task<AccountId> AccountAsync(string code) => new(await World.Test.ScalarAsync<long>(
        $"select id from accounts where ledger_id = {Ledger} and code = '{code}'"));

    public ProposeAgreement Proposal(string name, long units, int term = 10) => World.New(new ProposeAgreement(
        Ledger, Members[name].Account, units * 100, term, units * 100 / term, units * 100 / term) { Id = default, Actor = "" });

    public CastVote Vote(OperationId agreement, string name, VoteChoice choice = VoteChoice.For) =>
        World.New(new CastVote(agreement, Members[name].Member, choice) { Id = default, Actor = "" });

    public SignAgreement Sign(OperationId agreement, string name) =>
        World.New(new SignAgreement(agreement, Members[name].Member) { Id = default, Actor = "" });

    /// <summary>A loan the others have agreed to.</summary>
    public async Task<OperationId> AgreedAsync(string name, long units, int term = 10)
    {
        var proposal = Proposal(name, units, term);
        await World.DoneAsync(proposal);
        var others = Members.Keys.Where(other => other != name).Take(2).ToArray();
        foreach (var other in others)
        {
            await World.DoneAsync(Vote(proposal.Id, other));
        }

        foreach (var other in others)
        {
            await World.DoneAsync(Sign(proposal.Id, other));
        }

        return proposal.Id;
    }

    /// <summary>What a grain would do once: read, plan, commit.</summary>
    public async Task<PostingOutcome> CarryOutAsync(SchemeCommand command, AccountId payer, OperationId? id = null)
    {
        var terms = await new LedgerDirectory(World.Test.Database).FindLedgerAsync(Ledger, TestContext.Current.CancellationToken);
        var state = await StateAsync(command, payer, terms!);
        return await CommitAsync(Plan(command, state, terms!), id);
    }

    public async Task<SchemeState> StateAsync(SchemeCommand command, AccountId payer, LedgerTerms? terms = null) =>
        await new SchemeReader(World.Test.Database).ReadAsync(
            new SchemeRequest(
                terms ?? (await new LedgerDirectory(World.Test.Database).FindLedgerAsync(Ledger, TestContext.Current.CancellationToken))!,
                command,
                [payer],
                Payments.Day),
            TestContext.Current.CancellationToken);

    public async Task<Posting> PlanAsync(SchemeCommand command, AccountId payer)
    {
        var terms = await new LedgerDirectory(World.Test.Database).FindLedgerAsync(Ledger, TestContext.Current.CancellationToken);
        return Plan(command, await StateAsync(command, payer, terms), terms!);
    }

    public async Task<PostingOutcome> CommitAsync(Posting posting, OperationId? id = null)
    {
        posting = id is { } given ? posting with { Id = given } : posting;
        var result = await World.Journal.CommitAsync(
            new JournalBatch([posting], []), TestContext.Current.CancellationToken);
        return result.Outcomes[posting.Id];
    }

    public Task<PostingOutcome> DepositAsync(string name, long units) =>
        CarryOutAsync(new Deposit(Members[name].Account, new Amount(units * 100, Dollar)), Bank);

    public Task<PostingOutcome> WithdrawAsync(string name, long units, OperationId? agreement = null) => CarryOutAsync(
        new Withdraw(Members[name].Account, new Amount(units * 100, Dollar), agreement), Members[name].Account);

    public Task<long> BalanceAsync(string code) => World.Test.ScalarAsync<long>(
        $"select (credits_posted - debits_posted) / 100 from accounts where ledger_id = {Ledger} and code = '{code}'");

    public Task<long> DrawnAsync(OperationId agreement) => World.Test.ScalarAsync<long>($"select pool_drawn('{agreement}') / 100");

    public static string Word(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Refused refused => refused.Refusal.Entry.Code,
        _ => "posted",
    };

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private Posting Plan(SchemeCommand command, SchemeState state, LedgerTerms terms)
    {
        var ruling = new SavingsPoolScheme().Plan(command, new SchemeContext
        {
            Ledger = Ledger,
            Currency = Dollar,
            BusinessDate = Payments.Day,
            Parameters = SchemeParameters.InForce(terms.Terms, Payments.Day),
            Accounts = FrozenDictionary<AccountId, SchemeAccount>.Empty,
            SystemAccounts = terms.SystemAccounts,
            State = state,
        });
        var header = Payments.New(Payments.Day) with { DecidedOn = state.RestsOn };
        return ruling.TryGet(out var plan, out var refusal)
            ? header with { Legs = plan.Legs, Facts = plan.Facts }
            : header with { PlannedRefusal = refusal };
    }
}
