using System.Globalization;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.TestKit.Journal;

/// <summary>A region with two communities that trade, one member's account each, made by commands alone.</summary>
public sealed class RegionScene
{
    private static int _count;

    private RegionScene(IJournalWorld world) => World = world;

    public IJournalWorld World { get; }

    public string Code { get; private set; } = "";

    public RegionId Region { get; private set; }

    /// <summary>The region's own ledger.</summary>
    public LedgerId Ledger { get; private set; }

    public Town First { get; private set; } = null!;

    public Town Second { get; private set; } = null!;

    public static async Task<RegionScene> MakeAsync(IJournalWorld world)
    {
        var scene = new RegionScene(world) { Code = $"scene-{Interlocked.Increment(ref _count)}" };
        var made = await scene.DoAsync(
            id => new CreateRegion(scene.Code, "Scene", Postings.Unit, "UTC", CapPolicy.Queue) { Id = id, Actor = "test" });
        scene.Region = new RegionId((int)Number(made, "region"));
        scene.Ledger = new LedgerId((int)Number(made, "ledger"));
        scene.First = await scene.AddAsync("first");
        scene.Second = await scene.AddAsync("second");
        return scene;
    }

    /// <summary>Carries out a command that must succeed.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DoAsync(Func<OperationId, Command> command) =>
        Assert.IsType<CommandOutcome.Done>(await ExecuteAsync(command(Postings.NewId()))).Result;

    public Task<CommandOutcome> ExecuteAsync(Command command) =>
        World.Store.ExecuteAsync(command, CancellationToken.None);

    public async Task<PostingOutcome> CommitAsync(Posting posting) =>
        (await World.Store.CommitAsync(new JournalBatch([posting], []), CancellationToken.None)).Outcomes[posting.Id];

    /// <summary>Ends the open window now; its number.</summary>
    public async Task<WindowId> CutAsync() =>
        new(Number(await DoAsync(id => new CutWindow(Region) { Id = id, Actor = "test" }), "window"));

    /// <summary>Ends and closes the open window; its number.</summary>
    public async Task<WindowId> CloseAsync()
    {
        var window = await CutAsync();
        await DoAsync(id => new CloseWindow(window) { Id = id, Actor = "test" });
        return window;
    }

    public async Task<Town> AddAsync(string name)
    {
        var code = $"{Code}.{name}";
        var community = new CommunityId((int)Number(
            await DoAsync(id => new CreateCommunity(Region, code, name) { Id = id, Actor = "test" }), "community"));
        var ledger = new LedgerId((int)Number(
            await DoAsync(id => new CreateLedger(community, code, Postings.Unit, "mutual-credit", IsTrading: true)
            {
                Id = id,
                Actor = "test",
            }),
            "ledger"));
        var member = new MemberId(Number(
            await DoAsync(id => new AddMember(community, "m", "Member") { Id = id, Actor = "test" }), "member"));
        var account = new AccountId(Number(
            await DoAsync(id => new OpenAccount(ledger, "m", member, AccountKind.General, null, null)
            {
                Id = id,
                Actor = "test",
            }),
            "account"));
        var terms = (await World.Directory.FindLedgerAsync(ledger, CancellationToken.None))!;
        return new Town(code, community, ledger, member, account, terms.Upper!.LowerAccount, terms.Upper.UpperAccount);
    }

    private static long Number(IReadOnlyDictionary<string, string> made, string name) =>
        long.Parse(made[name], CultureInfo.InvariantCulture);
}

/// <summary>A community of the scene.</summary>
/// <param name="Code">Its code and that of its account at the region.</param>
/// <param name="Id">The community.</param>
/// <param name="Ledger">Its trading ledger.</param>
/// <param name="Member">Its member.</param>
/// <param name="Account">The member's account.</param>
/// <param name="Mirror">The region account in its ledger.</param>
/// <param name="AtRegion">Its account at the region.</param>
public sealed record Town(
    string Code, CommunityId Id, LedgerId Ledger, MemberId Member, AccountId Account, AccountId Mirror, AccountId AtRegion);
