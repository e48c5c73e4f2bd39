using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.TestKit.Journal;

/// <summary>
/// What every journal store refuses of commands other than postings: one row per refusal. A refusal for state stays for
/// ever under its id; any other leaves the id free.
/// </summary>
public abstract class CommandRefusalContract
{
    private static readonly DateOnly Past = new(2020, 1, 1);
    private static readonly DateOnly Future = new(2099, 1, 1);
    private static readonly OperationId Nothing = new(Guid.Parse("01920000-0000-7000-8000-000000000001"));

    private static readonly (string Case, RefusalReason Reason, Func<RegionScene, OperationId, Command> Command)[] Rows =
    [
        ("region: code taken", RefusalReason.CodeTaken, (s, id) =>
            new CreateRegion(s.Code, "Other", Postings.Unit, "UTC", CapPolicy.Refuse) { Id = id, Actor = Me }),
        ("region: ledger of that code", RefusalReason.CodeTaken, (s, id) =>
            new CreateRegion(s.First.Code, "Other", Postings.Unit, "UTC", CapPolicy.Refuse) { Id = id, Actor = Me }),
        ("region: no such time zone", RefusalReason.FieldMalformed, (s, id) =>
            new CreateRegion($"{s.Code}-x", "Other", Postings.Unit, "Mars/Olympus", CapPolicy.Refuse) { Id = id, Actor = Me }),
        ("join: no such region", RefusalReason.ParentUnknown, (s, id) =>
            new JoinRegion(s.Region, new RegionId(999_999)) { Id = id, Actor = Me }),
        ("join: itself", RefusalReason.RegionCycle, (s, id) => new JoinRegion(s.Region, s.Region) { Id = id, Actor = Me }),
        ("community: no such region", RefusalReason.ParentUnknown, (s, id) =>
            new CreateCommunity(new RegionId(999_999), $"{s.Code}-x", "X") { Id = id, Actor = Me }),
        ("community: a system account's code", RefusalReason.CodeTaken, (s, id) =>
            new CreateCommunity(s.Region, "rest-of-world", "X") { Id = id, Actor = Me }),
        ("community: code taken", RefusalReason.CodeTaken, (s, id) =>
            new CreateCommunity(s.Region, s.First.Code, "X") { Id = id, Actor = Me }),
        ("ledger: no such community", RefusalReason.ParentUnknown, (s, id) =>
            new CreateLedger(new CommunityId(999_999), $"{s.Code}-x", Postings.Unit, Scheme, false) { Id = id, Actor = Me }),
        ("ledger: trades already", RefusalReason.TradingLedgerExists, (s, id) =>
            new CreateLedger(s.First.Id, $"{s.Code}-x", Postings.Unit, Scheme, IsTrading: true) { Id = id, Actor = Me }),
        ("ledger: code taken", RefusalReason.CodeTaken, (s, id) =>
            new CreateLedger(s.First.Id, s.Code, Postings.Unit, Scheme, IsTrading: false) { Id = id, Actor = Me }),
        ("member: no such community", RefusalReason.ParentUnknown, (_, id) =>
            new AddMember(new CommunityId(999_999), "m", "M") { Id = id, Actor = Me }),
        ("member: code taken", RefusalReason.CodeTaken, (s, id) =>
            new AddMember(s.First.Id, "m", "M") { Id = id, Actor = Me }),
        ("community status: none such", RefusalReason.ParentUnknown, (_, id) =>
            new SetCommunityStatus(new CommunityId(999_999), IsSuspended: true) { Id = id, Actor = Me }),
        ("account: no such ledger", RefusalReason.ParentUnknown, (s, id) =>
            new OpenAccount(new LedgerId(999_999), "x", s.First.Member, AccountKind.General, null, null) { Id = id, Actor = Me }),
        ("account: another community's member", RefusalReason.ParentUnknown, (s, id) =>
            new OpenAccount(s.First.Ledger, "x", s.Second.Member, AccountKind.General, null, null) { Id = id, Actor = Me }),
        ("account: in the region's ledger", RefusalReason.ParentUnknown, (s, id) =>
            new OpenAccount(s.Ledger, "x", s.First.Member, AccountKind.General, null, null) { Id = id, Actor = Me }),
        ("account: code taken", RefusalReason.CodeTaken, (s, id) =>
            new OpenAccount(s.First.Ledger, "m", s.First.Member, AccountKind.General, null, null) { Id = id, Actor = Me }),
        ("limits: no such account", RefusalReason.AccountUnknown, (_, id) =>
            new SetLimits(NoAccount, 0, null) { Id = id, Actor = Me }),
        ("limits: crossed", RefusalReason.LimitsCrossed, (s, id) =>
            new SetLimits(s.First.Account, 1, 0) { Id = id, Actor = Me }),
        ("status: a ledger's own account", RefusalReason.SystemAccount, (s, id) =>
            new SetStatus(s.First.Mirror, AccountStatus.Suspended) { Id = id, Actor = Me }),
        ("status: no such account", RefusalReason.AccountUnknown, (_, id) =>
            new SetStatus(NoAccount, AccountStatus.Suspended) { Id = id, Actor = Me }),
        ("close: a ledger's own account", RefusalReason.SystemAccount, (s, id) =>
            new CloseAccount(s.First.AtRegion) { Id = id, Actor = Me }),
        ("close: no such account", RefusalReason.AccountUnknown, (_, id) =>
            new CloseAccount(NoAccount) { Id = id, Actor = Me }),
        ("rate: no such ledger", RefusalReason.ParentUnknown, (_, id) => Rate(new LedgerId(999_999), Future, id)),
        ("rate: in the past", RefusalReason.EffectiveInPast, (s, id) => Rate(s.First.Ledger, Past, id)),
        ("terms: no such ledger", RefusalReason.ParentUnknown, (_, id) =>
            Terms(new LedgerId(999_999), Future, "a", "b", id)),
        ("terms: in the past", RefusalReason.EffectiveInPast, (s, id) =>
            Terms(s.Ledger, Past, RegionTerms.CapPolicy, "queue", id)),
        ("terms: no such parameter", RefusalReason.ParameterUnknown, (s, id) =>
            Terms(s.First.Ledger, Future, "a", "b", id)),
        ("terms: no such name", RefusalReason.FieldMalformed, (s, id) => Terms(s.Ledger, Future, "a", "b", id)),
        ("terms: no such value", RefusalReason.FieldMalformed, (s, id) =>
            Terms(s.Ledger, Future, RegionTerms.CapPolicy, "perhaps", id)),
        ("terms: carried by nobody", RefusalReason.FieldMalformed, (s, id) =>
            Terms(s.Ledger, Future, "carry.nobody", "5", id)),
        ("credit: no such ledger", RefusalReason.ParentUnknown, (_, id) =>
            new SwitchCredit(new LedgerId(999_999), IsOn: false) { Id = id, Actor = Me }),
        ("credit: a region's ledger", RefusalReason.ParentUnknown, (s, id) =>
            new SwitchCredit(s.Ledger, IsOn: false) { Id = id, Actor = Me }),
        ("request: a ledger's own account", RefusalReason.AccountUnknown, (s, id) =>
            Request(s.First.Mirror, s.First.Account, id)),
        ("request: from oneself", RefusalReason.SameAccount, (s, id) => Request(s.First.Account, s.First.Account, id)),
        ("end of a request: none such", RefusalReason.RequestUnknown, (_, id) =>
            new EndRequest(Nothing, IsWithdrawal: true) { Id = id, Actor = Me }),
        ("queue: no such region", RefusalReason.ParentUnknown, (s, id) =>
            Queue(s, new RegionId(999_999), s.First.AtRegion, id)),
        ("queue: no such account", RefusalReason.AccountUnknown, (s, id) => Queue(s, s.Region, NoAccount, id)),
        ("end of a trade: none such", RefusalReason.TradeUnknown, (_, id) =>
            new EndQueuedTrade(Nothing, Refusal: null) { Id = id, Actor = Me }),
        ("calendar: no such region", RefusalReason.ParentUnknown, (_, id) =>
            new SetCalendar(new RegionId(999_999), "daily", default, [], []) { Id = id, Actor = Me }),
        ("calendar: no such cycle", RefusalReason.CalendarInvalid, (s, id) =>
            new SetCalendar(s.Region, "sometimes", default, [], []) { Id = id, Actor = Me }),
        ("cut: no such region", RefusalReason.WindowUnknown, (_, id) =>
            new CutWindow(new RegionId(999_999)) { Id = id, Actor = Me }),
        ("closing: no such window", RefusalReason.WindowUnknown, (_, id) =>
            new CloseWindow(NoWindow) { Id = id, Actor = Me }),
        ("plan: no such window", RefusalReason.WindowUnknown, (_, id) =>
            new PlanSettlement(NoWindow, Past, []) { Id = id, Actor = Me }),
        ("step: no such window", RefusalReason.WindowUnknown, (_, id) =>
            new RecordWindowStep(NoWindow, WindowStep.Placed) { Id = id, Actor = Me }),
        ("arrears: no such payment", RefusalReason.InstructionUnknown, (_, id) =>
            new DeclareArrears(Nothing) { Id = id, Actor = Me }),
        ("token: another region's community", RefusalReason.ParentUnknown, (s, id) =>
            Token(new RegionId(999_999), s.First.Id, id)),
        ("token: no such community", RefusalReason.ParentUnknown, (_, id) =>
            Token(region: null, new CommunityId(999_999), id)),
        ("revocation: no such token", RefusalReason.ParentUnknown, (_, id) =>
            new RevokeToken(Nothing) { Id = id, Actor = Me }),
    ];

    private const string Me = "test";
    private const string Scheme = "mutual-credit";
    private static readonly AccountId NoAccount = new(999_999);
    private static readonly WindowId NoWindow = new(999_999);

    /// <summary>A fresh world, or one that other cases use too.</summary>
    protected abstract Task<IJournalWorld> OpenAsync();

    public static TheoryData<string> Cases => [.. Rows.Select(static row => row.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_command_is_refused_and_its_id_stays_so_if_the_refusal_is_kept(string @case)
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var (_, reason, make) = Rows.Single(row => row.Case == @case);
        var id = Postings.NewId();

        var first = Assert.IsType<CommandOutcome.Refused>(await scene.ExecuteAsync(make(scene, id))).Refusal;

        Assert.Equal(reason, first.Reason);
        Assert.Equal(first, Assert.IsType<CommandOutcome.Refused>(await scene.ExecuteAsync(make(scene, id))).Refusal);
        var other = await scene.ExecuteAsync(new SetLimits(scene.Second.Account, -1, null) { Id = id, Actor = Me });
        if (first.IsStored)
        {
            Assert.Equal(RefusalReason.IdReused, Assert.IsType<CommandOutcome.Refused>(other).Refusal.Reason);
        }
        else
        {
            Assert.IsType<CommandOutcome.Done>(other);
        }
    }

    [Fact]
    public async Task An_account_closes_at_zero_without_pendings_and_takes_part_in_nothing_after()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var town = scene.First;
        var close = (OperationId id) => new CloseAccount(town.Account) { Id = id, Actor = Me };
        var pending = Postings.Pend(town.Ledger, town.Account, town.Mirror, 5);
        await scene.CommitAsync(pending);

        await AssertRefusedAsync(scene, RefusalReason.AccountHasPendings, close(Postings.NewId()));
        await scene.CommitAsync(Postings.End(pending, TransferAction.PostPending));
        await AssertRefusedAsync(scene, RefusalReason.AccountNotZero, close(Postings.NewId()));
        await scene.CommitAsync(Postings.Transfer(town.Ledger, town.Mirror, town.Account, 5));
        var done = await scene.DoAsync(close);

        Assert.Equal($"{(await world.ReadAsync(town.Account)).Version}", done["version"]);
        await AssertRefusedAsync(scene, RefusalReason.AccountClosed, close(Postings.NewId()));
        await AssertRefusedAsync(
            scene, RefusalReason.AccountClosed, new SetLimits(town.Account, 0, null) { Id = Postings.NewId(), Actor = Me });
        await AssertRefusedAsync(
            scene, RefusalReason.AccountClosed,
            new SetStatus(town.Account, AccountStatus.Open) { Id = Postings.NewId(), Actor = Me });
        await AssertRefusedAsync(
            scene, RefusalReason.AccountClosed, Request(town.Account, scene.Second.Account, Postings.NewId()));
    }

    [Fact]
    public async Task A_queue_that_is_full_takes_no_more_and_the_id_stays_free()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var now = (await scene.CommitAsync(Postings.Transfer(scene.Ledger, scene.First.AtRegion, scene.Second.AtRegion, 1))
            as PostingOutcome.Posted)!.Receipt.RecordedAt;
        await scene.DoAsync(id => Terms(
            scene.Ledger, DateOnly.FromDateTime(now.UtcDateTime), RegionTerms.QueueCountMax, "1", id));
        await scene.ExecuteAsync(Queue(scene, scene.Region, scene.First.AtRegion, Postings.NewId()));
        var second = Queue(scene, scene.Region, scene.First.AtRegion, Postings.NewId());

        await AssertRefusedAsync(
            scene, RefusalReason.QueueFull, second, new RefusalFact("community", scene.First.Code));
        var waiting = await world.Directory.FindQueuedTradesAsync(scene.Region, 10, CancellationToken.None);
        await scene.DoAsync(id => new EndQueuedTrade(waiting.Single().Id, Refusal: null) { Id = id, Actor = Me });
        Assert.IsType<CommandOutcome.Done>(await scene.ExecuteAsync(second));
    }

    [Fact]
    public async Task The_same_command_again_has_the_same_result_and_happens_once()
    {
        await using var world = await OpenAsync();
        var scene = await RegionScene.MakeAsync(world);
        var limits = new SetLimits(scene.First.Account, -7, 9) { Id = Postings.NewId(), Actor = Me };

        var first = Assert.IsType<CommandOutcome.Done>(await scene.ExecuteAsync(limits));
        var second = Assert.IsType<CommandOutcome.Done>(await scene.ExecuteAsync(limits with { Actor = "somebody else" }));

        Assert.Equal(first.Result, second.Result);
        Assert.Equal(first.Accounts.AsEnumerable(), second.Accounts);
        Assert.Equal(first.Accounts.Single(), await world.ReadAsync(scene.First.Account));
        await AssertRefusedAsync(
            scene, RefusalReason.IdReused, limits with { Ceiling = 10 }, new RefusalFact("field", "ceiling"));
    }

    private static async Task AssertRefusedAsync(
        RegionScene scene, RefusalReason reason, Command command, params RefusalFact[] facts)
    {
        var refused = Assert.IsType<CommandOutcome.Refused>(await scene.ExecuteAsync(command));
        Assert.Equal(reason, refused.Refusal.Reason);
        Assert.All(facts, fact => Assert.Contains(fact, refused.Refusal.Facts));
    }

    private static SetRate Rate(LedgerId ledger, DateOnly from, OperationId id) =>
        new(ledger, TransferKind.Real, Purpose: null, RateSide.Buy, new Rate(3, 2), from) { Id = id, Actor = Me };

    private static SetTerms Terms(LedgerId ledger, DateOnly from, string name, string value, OperationId id) =>
        new(ledger, from, ImmutableSortedDictionary<string, string>.Empty.Add(name, value)) { Id = id, Actor = Me };

    private static RequestPayment Request(AccountId payee, AccountId payer, OperationId id) =>
        new(payee, payer, 5, TransferKind.Real, "goods", null, null, TimeSpan.FromHours(1)) { Id = id, Actor = Me };

    private static QueueTrade Queue(RegionScene scene, RegionId region, AccountId at, OperationId id) => new(
        region, scene.First.Account, scene.Second.Account, 5, TransferKind.Real, "goods", Future, at,
        new TradeDetails(null, null, null, null), new Fingerprint.Builder(OperationKind.Trade).Add("id", $"{id}").Build())
    {
        Id = id,
        Actor = Me,
    };

    private static IssueToken Token(RegionId? region, CommunityId community, OperationId id) => new(
        [.. id.Value.ToByteArray(), .. id.Value.ToByteArray()], "teller:x", AccessRole.Teller, region, community, null, null)
    {
        Id = id,
        Actor = Me,
    };
}
