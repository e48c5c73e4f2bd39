using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Directory;

public sealed class DirectoryTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task A_ledger_is_read_with_everything_a_decision_rests_on()
    {
        var ledger = (await Directory.FindLedgerAsync(_world.Alpha.Ledger, Token))!;

        Assert.Equal(("alpha-book", "alpha", Komoko, true, false), (ledger.Code, ledger.CommunityCode, ledger.Currency, ledger.IsTrading, ledger.IsSuspended));
        Assert.Equal(9, ledger.SystemAccounts.Count);
        Assert.Equal(_world.Alpha.Mirror, ledger.SystemAccounts[AccountRole.Region]);
        Assert.Equal(4, ledger.Rates.Length);
        Assert.Equal((CapPolicy.Queue, 10_000), (ledger.CapPolicy, ledger.QueueCountMax));
        Assert.NotNull(ledger.Upper);
        var region = (await Directory.FindLedgerAsync(_world.RegionLedger, Token))!;
        Assert.Null(region.Community);
        Assert.Null(region.Upper);
        Assert.Null(await Directory.FindLedgerAsync(new LedgerId(999), Token));
    }

    [Fact]
    public async Task A_posted_operation_is_found_with_its_receipt_and_its_legs()
    {
        var posting = Payments.Trade(_world, _world.Alpha, _world.Beta, 5);
        var receipt = await _world.PostAsync(posting);

        var found = (await Directory.FindOperationAsync(posting.Id, Token))!;
        var posted = Assert.IsType<PostingOutcome.Posted>(found.Posting).Receipt;

        Assert.Equal((posting.Fingerprint, OperationKind.Trade, null), (found.Fingerprint, found.Kind, found.Command));
        Assert.Equal(receipt with { Entries = [] }, posted with { Entries = [] });
        Assert.Equal(receipt.Entries, posted.Entries);
        var legs = await Directory.FindLegsAsync(posting.Id, Token);
        Assert.Equal(posting.Legs, legs.Select(static leg => leg.Leg));
        Assert.All(legs, leg => Assert.Equal((Payments.Day, posting.Id), (leg.BusinessDate, leg.Trade!.Value)));
    }

    [Fact]
    public async Task Refused_operations_and_commands_are_found_as_they_ended()
    {
        var posting = Payments.New(Payments.Day, Payments.Leg(
            _world.Alpha.Ledger, _world.Alpha.First, _world.Alpha.Second, new Amount(1_000_000, Komoko)));
        await _world.Journal.CommitAsync(new JournalBatch([], [posting]), Token);
        var command = New(new AddMember(_world.Alpha.Community, "m0001", "Twice") { Id = default, Actor = "" });
        await _world.ExecuteAsync(command);

        var refused = Assert.IsType<PostingOutcome.Refused>((await Directory.FindOperationAsync(posting.Id, Token))!.Posting);
        Assert.Equal(RefusalReason.FloorExceeded, refused.Refusal.Reason);
        var taken = Assert.IsType<CommandOutcome.Refused>((await Directory.FindOperationAsync(command.Id, Token))!.Command);
        Assert.Equal(RefusalReason.CodeTaken, taken.Refusal.Reason);
        Assert.Null(await Directory.FindOperationAsync(NewId(), Token));
        Assert.Empty(await Directory.FindLegsAsync(posting.Id, Token));
    }

    [Fact]
    public async Task A_pending_transfer_is_due_when_the_databases_clock_says_so()
    {
        var posting = Payments.New(Payments.Day, Payments.Leg(
            _world.Alpha.Ledger, _world.Alpha.First, _world.Alpha.Second, new Amount(5, Komoko)) with
        {
            Action = TransferAction.Pend,
            Expiry = TimeSpan.FromHours(1),
        });
        await _world.PostAsync(posting);
        Assert.DoesNotContain(await Directory.FindDuePendingsAsync(10, Token), due => due.Id.Posting == posting.Id);

        await _world.Test.ExecuteAsync($"update pendings set expires_at = clock_timestamp() where operation = '{posting.Id}'");

        var due = Assert.Single(await Directory.FindDuePendingsAsync(10, Token), due => due.Id.Posting == posting.Id);
        Assert.Equal(due, await Directory.FindPendingAsync(due.Id, Token));
        Assert.Equal((5, PendingStatus.Open), (due.Amount.Minor, due.Status));
    }

    [Fact]
    public async Task Accounts_are_found_by_number_and_by_role()
    {
        var accounts = await Directory.FindAccountsAsync([_world.Alpha.First, _world.Beta.First, new AccountId(999_999)], Token);
        var members = await Directory.FindAccountsAsync(_world.Alpha.Ledger, AccountRole.Member, Token);
        var communities = await Directory.FindAccountsAsync(_world.RegionLedger, AccountRole.Community, Token);

        Assert.Equal(2, accounts.Length);
        Assert.Equal([_world.Alpha.First, _world.Alpha.Second], members.Select(static account => account.Id));
        Assert.Equal([_world.Alpha.AtRegion, _world.Beta.AtRegion], communities.Select(static account => account.Id));
        Assert.Null(await Directory.FindAccountAsync(new AccountId(999_999), Token));
        var region = Assert.Single(await Directory.FindRegionsAsync(Token));
        Assert.Equal((_world.Region, "suro", _world.RegionLedger, "Asia/Jakarta"), (region.Id, region.Code, region.Ledger, region.TimeZone));
    }

    [Fact]
    public async Task Codes_are_resolved_and_remembered()
    {
        var resolver = new CodeResolver(_world.Test.Database);

        var ledger = (await resolver.FindLedgerAsync("alpha-book", Token))!;
        var account = (await resolver.FindAccountAsync(ledger.Id, "m0001", Token))!;
        var community = (await resolver.FindCommunityAsync("alpha", Token))!;

        Assert.Equal((_world.Alpha.Ledger, _world.Alpha.Community), (ledger.Id, ledger.Community!.Value));
        Assert.Equal((_world.Alpha.First, _world.Alpha.Member, "alpha-book"), (account.Id, account.Member!.Value, account.LedgerCode));
        Assert.Equal((_world.Alpha.Community, "suro"), (community.Id, community.RegionCode));
        Assert.Equal(_world.Alpha.Member, (await resolver.FindMemberAsync(community.Id, "m0001", Token))!.Id);
        Assert.Equal("suro", (await resolver.FindRegionAsync(_world.Region, Token))!.Code);
        Assert.Equal(community.Id, (await resolver.FindAccountAsync(_world.Alpha.AtRegion, Token))!.Community);
        Assert.Null(await resolver.FindLedgerAsync("not-yet", Token));
        var both = await resolver.FindAccountsAsync([_world.Alpha.First, _world.Beta.First, new AccountId(999_999)], Token);
        Assert.Equal(2, both.Count);
        Assert.Same(account, await resolver.FindAccountAsync(ledger.Id, "m0001", Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LedgerDirectory Directory => new(_world.Test.Database);
}
