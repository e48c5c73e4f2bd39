using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests;

/// <summary>What later work builds on is there and works: trees of regions, several books and accounts, every field.</summary>
public sealed class PlacesLeftReadyTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await _world.AssertSoundAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_trade_between_two_regions_passes_five_ledgers_in_one_posting()
    {
        var east = await AddRegionAsync("east", World.Rupiah);
        var west = await AddRegionAsync("west", World.Rupiah);
        await JoinAsync(east);
        await JoinAsync(west);
        var village = await _world.AddCommunityAsync("village", World.Rupiah, east);
        var komoko = await _world.AddCommunityAsync("komoko", World.Komoko, west);
        await _world.RateAsync(komoko, new Rate(160, 1), World.Today);
        var buyer = await _world.OpenAsync(komoko, "buyer", floor: -100_000);
        var seller = await _world.OpenAsync(village, "seller");

        var posted = Assert.IsType<TradePosted>(await _world.TradeAsync(buyer, seller, 50_000, World.Rupiah));

        Assert.Equal(6, posted.Receipt.Entries.Length);
        Assert.Equal(5L, await _world.Database.ScalarAsync<long>("select count(distinct ledger_id) from transfers"));
        Assert.Equal(-313, await _world.BalanceAsync(buyer));
        Assert.Equal(50_000, await _world.BalanceAsync(seller));
        Assert.Equal(-50_080, await _world.BalanceAsync(komoko.AtRegion));
        Assert.Equal(-50_000, await _world.Database.ScalarAsync<long>(
            "select credits_posted - debits_posted from accounts a join ledgers l on l.id = a.ledger_id "
            + "where l.code = 'region' and a.code = 'west'"));
    }

    [Fact]
    public async Task A_region_joins_once_and_never_below_itself()
    {
        var east = await AddRegionAsync("east", World.Rupiah);
        await JoinAsync(east);

        var again = await _world.Commands.ExecuteAsync(Join(east, _world.Region), CancellationToken.None);
        var circle = await _world.Commands.ExecuteAsync(Join(_world.Region, east), CancellationToken.None);
        var self = await _world.Commands.ExecuteAsync(Join(_world.Region, _world.Region), CancellationToken.None);

        Assert.Equal(RefusalReason.RegionJoined, Assert.IsType<CommandOutcome.Refused>(again).Refusal.Reason);
        Assert.Equal(RefusalReason.RegionCycle, Assert.IsType<CommandOutcome.Refused>(circle).Refusal.Reason);
        Assert.Equal(RefusalReason.RegionCycle, Assert.IsType<CommandOutcome.Refused>(self).Refusal.Reason);
    }

    [Fact]
    public async Task A_community_keeps_several_ledgers_whose_members_it_shares_and_a_member_several_accounts()
    {
        var village = await _world.AddCommunityAsync("village", World.Rupiah);
        var cash = new LedgerId(int.Parse((await _world.DoAsync(
            new CreateLedger(village.Id, "village-cash", World.Rupiah, "mutual-credit", IsTrading: false)
            {
                Id = World.NewId(),
                Actor = World.Actor,
            }))["ledger"]));
        var member = new MemberId(long.Parse(
            (await _world.DoAsync(new AddMember(village.Id, "m1", "One") { Id = World.NewId(), Actor = World.Actor }))["member"]));
        var accounts = new List<AccountId>();
        foreach (var (ledger, code, kind) in new[]
                 {
                     (village.Ledger, "m1-real", AccountKind.Real), (village.Ledger, "m1-financial", AccountKind.Financial),
                     (cash, "m1", AccountKind.General),
                 })
        {
            accounts.Add(new AccountId(long.Parse((await _world.DoAsync(
                new OpenAccount(ledger, code, member, kind, Floor: -100, Ceiling: null)
                {
                    Id = World.NewId(),
                    Actor = World.Actor,
                }))["account"])));
        }

        var posted = await _world.PayAsync(village, accounts[0], accounts[1], 10);
        var across = await _world.PayAsync(village, accounts[0], accounts[2], 10);

        Assert.IsType<PostingOutcome.Posted>(posted);
        Assert.Equal(RefusalReason.AccountUnknown, Assert.IsType<PostingOutcome.Refused>(across).Refusal.Reason);
    }

    [Fact]
    public async Task The_rest_of_the_world_has_limits_four_rates_and_a_suspense_account()
    {
        foreach (var kind in Enum.GetValues<TransferKind>())
        {
            foreach (var side in Enum.GetValues<RateSide>())
            {
                await _world.DoAsync(
                    new SetRate(_world.RegionLedger, kind, Purpose: null, side, new Rate(15_000 + (int)side, 100), World.Today)
                    {
                        Id = World.NewId(),
                        Actor = World.Actor,
                    });
            }
        }

        var terms = (await _world.Directory.FindLedgerAsync(_world.RegionLedger, CancellationToken.None))!;
        var world = terms.SystemAccounts[AccountRole.RestOfWorld];
        var village = await _world.AddCommunityAsync("village", World.Rupiah);
        var seller = await _world.OpenAsync(village, "seller");
        await _world.LimitAsync(world, floor: -500, ceiling: null);

        Assert.Equal(4, terms.Rates.Length);
        Assert.Contains(AccountRole.Suspense, terms.SystemAccounts.Keys);
        Assert.IsType<TradePosted>(await _world.TradeAsync(world, seller, 500, World.Rupiah));
        Assert.IsType<TradeRefused>(await _world.TradeAsync(world, seller, 1, World.Rupiah));
    }

    [Fact]
    public async Task Every_field_of_a_transfer_reaches_its_row()
    {
        var village = await _world.AddCommunityAsync("village", World.Rupiah);
        var payer = await _world.OpenAsync(village, "payer", floor: 0);
        var payee = await _world.OpenAsync(village, "payee");
        var date = new DateOnly(2026, 10, 31);
        var order = World.Order(village, payer, payee, 70);
        var grain = _world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString());

        var outcome = await grain.PayAsync(order with
        {
            Legs = [order.Legs[0] with { Purpose = "loan", ForcedReason = "agreed by the meeting" }],
            Details = new OrderDetails
            {
                EnteredBy = "teller:one",
                ApprovedBy = "signatory:two",
                BusinessDate = date,
                IsDateGiven = true,
                Reference = "seed",
                ExternalReference = "X-1",
                DocumentDate = date.AddDays(-1),
                DocumentNumber = "L-9",
            },
        });

        Assert.IsType<PostingOutcome.Posted>(outcome);
        Assert.Equal(1L, await _world.Database.ScalarAsync<long>(
            """
            select count(*) from transfers
            where kind = 2 and purpose = 'loan' and business_date = '2026-10-31' and reference = 'seed'
              and external_reference = 'X-1' and document_date = '2026-10-30' and document_number = 'L-9'
              and entered_by = 'teller:one' and approved_by = 'signatory:two' and forced_reason = 'agreed by the meeting'
              and at > now() - interval '1 minute'
            """));
    }

    [Theory]
    [InlineData("outbox")]
    [InlineData("inbox")]
    public async Task Messages_of_the_link_are_numbered_once_per_peer_and_epoch(string box)
    {
        var insert = $"insert into {box} (peer, epoch, no, message, hash) values ('east', 1, 1, '{{}}', '\\x00')";
        await _world.Database.ExecuteAsync(insert);

        await Assert.ThrowsAnyAsync<Exception>(() => _world.Database.ExecuteAsync(insert));
        await _world.Database.ExecuteAsync(insert.Replace("'east', 1, 1", "'east', 2, 1"));
    }

    private async Task<RegionId> AddRegionAsync(string code, Currency currency) => new(int.Parse((await _world.DoAsync(
        new CreateRegion(code, code, currency, "Asia/Jakarta", CapPolicy.Refuse) { Id = World.NewId(), Actor = World.Actor }))["region"]));

    private Task JoinAsync(RegionId region) => _world.DoAsync(Join(region, _world.Region));

    private static JoinRegion Join(RegionId region, RegionId parent) =>
        new(region, parent) { Id = World.NewId(), Actor = World.Actor };
}
