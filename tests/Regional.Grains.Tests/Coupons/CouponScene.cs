using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Coupons;

/// <summary>A credit union on coupons: two members, a series of notes, an open till with all of them.</summary>
internal sealed class CouponScene(World world, Community union, AccountId ani, AccountId budi) : IAsyncDisposable
{
    public const string Teller = "teller:mendasar/ani";

    public static readonly Evidence Signed = new(EvidenceKind.SignedLine, "1");

    public World World { get; } = world;

    public Community Union { get; } = union;

    public AccountId Ani { get; } = ani;

    public AccountId Budi { get; } = budi;

    public OperationId Till { get; private set; }

    public static async Task<CouponScene> CreateAsync(string scheme = CouponScheme.SchemeName)
    {
        var world = await World.CreateAsync();
        var union = await world.AddCommunityAsync("mendasar", World.Rupiah, scheme: scheme);
        var scene = new CouponScene(
            world, union, await world.OpenAsync(union, "ani"), await world.OpenAsync(union, "budi"));
        await scene.RegisterAsync("MEN-A", World.Today.AddYears(1));
        await scene.PrintAsync("MEN-A 1-100", 1_000);
        await scene.PrintAsync("MEN-A 101-200", 5_000);
        await scene.PrintAsync("MEN-A 201-300", 10_000);
        await scene.PrintAsync("MEN-A 301-400", 50_000);
        await scene.OpenTillAsync("MEN-A 1-400");
        return scene;
    }

    public static ImmutableArray<NoteRange> Notes(params string[] ranges) =>
        [.. ranges.Select(static range => NoteRange.TryParse(range)!.Value)];

    public Amount Worth(long minor) => new(minor, Union.Currency);

    public Task RegisterAsync(string series, DateOnly lastValidDay, LedgerId? ledger = null) => World.DoAsync(
        new RegisterSeries(
            ledger ?? Union.Ledger, series, "Kupon", lastValidDay.AddYears(-1), lastValidDay,
            ImmutableSortedDictionary<string, string>.Empty)
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });

    public Task PrintAsync(string range, long value, LedgerId? ledger = null) => World.DoAsync(
        new PrintNotes(ledger ?? Union.Ledger, NoteRange.TryParse(range)!.Value, Worth(value))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });

    public async Task OpenTillAsync(params string[] notes)
    {
        Till = World.NewId();
        await World.DoAsync(new OpenTill(Union.Ledger, Notes(notes)) { Id = Till, Actor = Teller });
    }

    public Task<PostingOutcome> WithdrawAsync(
        AccountId account, long amount, string notes, OperationId? id = null, Evidence? evidence = null) => CarryOutAsync(
        account,
        new WithdrawCouponsOrder
        {
            Id = id ?? World.NewId(),
            Ledger = Union.Ledger,
            Account = account,
            Amount = Worth(amount),
            Notes = Notes(notes.Split(';')),
            Till = Till,
            Evidence = evidence ?? Signed,
            Details = World.Details(),
        });

    public Task<PostingOutcome> DepositAsync(AccountId account, long amount, string notes, OperationId? id = null) =>
        CarryOutAsync(
            account,
            new DepositCouponsOrder
            {
                Id = id ?? World.NewId(),
                Ledger = Union.Ledger,
                Account = account,
                Amount = Worth(amount),
                Notes = Notes(notes.Split(';')),
                Till = Till,
                Evidence = Signed,
                Details = World.Details(),
            });

    public async Task<PostingOutcome> CarryOutAsync(AccountId account, SchemeOrder order) =>
        await World.Silo.Grains.GetGrain<IAccountGrain>(account.ToString()).CarryOutAsync(order);

    public async Task<long> BalanceAsync(AccountRole role) => (await World.Directory.FindAccountsAsync(
        Union.Ledger, role, CancellationToken.None)).Single().Balance;

    public static string Word(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Posted => "posted",
        PostingOutcome.Refused refused => refused.Refusal.Entry.Code,
        _ => outcome.ToString(),
    };

    public static Refusal Refused(PostingOutcome outcome) => Assert.IsType<PostingOutcome.Refused>(outcome).Refusal;

    public async ValueTask DisposeAsync()
    {
        await World.AssertSoundAsync();
        Assert.Equal(0L, await World.Database.ScalarAsync<long>(
            """
            select count(*) from ledgers l join accounts a on a.ledger_id = l.id and a.role = 16
            where a.credits_posted - a.debits_posted <> (
              select coalesce(sum(n.value), 0) from coupon_notes n where n.ledger_id = l.id and n.state = 3)
            """));
        await World.DisposeAsync();
    }
}
