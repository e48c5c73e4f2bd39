using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Directory;
using Regional.Storage.Queries.Verify;
using Regional.Storage.Schemes;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Schemes.Komoko;

/// <summary>A komoko community whose payments are read, planned and committed as the grains do it.</summary>
internal sealed class KomokoTown : IAsyncDisposable
{
    private readonly Dictionary<string, AccountId> _accounts = [];

    private KomokoTown(World world) => World = world;

    public World World { get; }

    public CommunityId Community { get; private set; }

    public LedgerId Ledger { get; private set; }

    public AccountId this[string account] => _accounts[account];

    public static async Task<KomokoTown> CreateAsync()
    {
        var town = new KomokoTown(await World.CreateAsync());
        town.Community = new CommunityId(Int(
            await town.DoneAsync(new CreateCommunity(town.World.Region, "kamen", "Kamen") { Id = default, Actor = "" }), "community"));
        town.Ledger = new LedgerId(Int(
            await town.DoneAsync(new CreateLedger(town.Community, "kamen-book", new Currency("KOM", 0), "komoko", IsTrading: true)
            {
                Id = default,
                Actor = "",
            }),
            "ledger"));
        await town.HolderAsync("b", HolderClass.Business, real: -1_000_000);
        await town.HolderAsync("b2", HolderClass.Business, real: 0);
        await town.HolderAsync("h", HolderClass.Household, real: 0);
        await town.HolderAsync("j", HolderClass.Household, real: 0);
        return town;
    }

    public async Task<MemberId> HolderAsync(string code, HolderClass holder, long real)
    {
        var member = new MemberId(Int(
            await DoneAsync(new AddMember(Community, code, code) { Id = default, Actor = "" }), "member"));
        foreach (var (kind, floor) in (IEnumerable<(AccountKind, long)>)[(AccountKind.Real, real), (AccountKind.Financial, 0)])
        {
            var name = kind == AccountKind.Real ? code : $"{code}-fin";
            var opened = await DoneAsync(
                new OpenAccount(Ledger, name, member, kind, floor, Ceiling: null) { Id = default, Actor = "" });
            _accounts[name] = new AccountId(Int(opened, "account"));
        }

        await DoneAsync(Enter(member, holder));
        return member;
    }

    public async Task ProjectAsync(string code, MemberId member)
    {
        var opened = await DoneAsync(
            new OpenAccount(Ledger, code, member, AccountKind.Project, Floor: null, Ceiling: null) { Id = default, Actor = "" });
        _accounts[code] = new AccountId(Int(opened, "account"));
        await DoneAsync(new ApproveProject(
            this[code], new ProjectTerms(new(2026, 1, 1), new(2026, 12, 31), [1_000], HasMonthlyLimits: false), 1_000, "land", "bank")
        {
            Id = default,
            Actor = "",
        });
    }

    public EnterHolder Enter(MemberId member, HolderClass holder) => New(new EnterHolder(
        Ledger, member, new HolderProfile(holder, new DateOnly(2026, 3, 31), 3, IsLongEntitled: false), 0, new DateOnly(2026, 1, 1))
    {
        Id = default,
        Actor = "",
    });

    public Task<ImmutableSortedDictionary<string, string>> DoneAsync(Command command) =>
        World.DoneAsync(command.Id.IsEmpty ? New(command) : command);

    public async Task<Posting> PlanAsync(string payer, string payee, long minor, string purpose, DateOnly date)
    {
        ImmutableArray<AccountId> accounts = [this[payer], this[payee]];
        return await PlanAsync(
            new SchemeCommand.PayInside(accounts[0], accounts[1], new Amount(minor, new Currency("KOM", 0)), purpose),
            accounts, date);
    }

    public async Task<Posting> PlanAsync(SchemeCommand command, ImmutableArray<AccountId> accounts, DateOnly date)
    {
        var ledger = (await new LedgerDirectory(World.Test.Database).FindLedgerAsync(Ledger, CancellationToken.None))!;
        var state = await new SchemeReader(World.Test.Database).ReadAsync(
            new SchemeRequest(ledger, command, accounts, date), CancellationToken.None);
        var context = new SchemeContext
        {
            Ledger = Ledger,
            Currency = ledger.Currency,
            BusinessDate = date,
            Parameters = SchemeParameters.InForce(ledger.Terms, date),
            Accounts = FrozenDictionary<AccountId, SchemeAccount>.Empty,
            State = state,
            SystemAccounts = ledger.SystemAccounts,
        };
        Assert.True(new KomokoScheme().Plan(command, context).TryGet(out var plan, out var refusal), $"{refusal}");
        return Payments.New(date, [.. plan.Legs]) with { DocumentNumber = null, Facts = plan.Facts, DecidedOn = state.RestsOn };
    }

    public async Task PayAsync(string payer, string payee, long minor, string purpose, DateOnly date) =>
        Assert.IsType<PostingOutcome.Posted>(Assert.Single(await CommitAsync(await PlanAsync(payer, payee, minor, purpose, date))));

    public async Task<ImmutableArray<PostingOutcome>> CommitAsync(params Posting[] postings)
    {
        ImmutableArray<Posting> members = [.. postings];
        var result = await World.Journal.CommitAsync(new JournalBatch([], members), CancellationToken.None);
        return [.. members.Select(posting => result.Outcomes[posting.Id])];
    }

    /// <summary>Open lots in the order of consumption, as "open@maturity".</summary>
    public async Task<string> OpenAsync(string account)
    {
        var party = await new Storage.Queries.Komoko.KomokoQueries(World.Test.Database).FindPartyAsync(
            this[account], new DateOnly(2026, 1, 1), CancellationToken.None);
        return string.Join(' ', Lot.InOrder(party!.Lots).Select(static lot =>
            string.Create(CultureInfo.InvariantCulture, $"{lot.OpenMinor}@{lot.MaturesOn:MM-dd}")));
    }

    public Task<Contracts.Queries.Verification> VerifyAsync() =>
        new Verifier(World.Test.Database).VerifyAsync(progress: null, CancellationToken.None);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
