using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Hosting;
using Regional.Grains.Tests.Periods;

namespace Regional.Grains.Tests.Coupons;

/// <summary>A coupon book with periods; at the end it is sound and verified.</summary>
internal sealed class PeriodBook(World world, Community community) : IAsyncDisposable
{
    public World World => world;

    public Community Community => community;

    /// <summary>Where balances of earlier books come from.</summary>
    public AccountId Opening { get; private set; }

    public async Task FindOpeningAsync() =>
        Opening = (await world.Directory.FindLedgerAsync(community.Ledger, CancellationToken.None))!
            .SystemAccounts[AccountRole.Opening];

    /// <summary>Opens an account, as if it had been opened before the first period.</summary>
    public async Task<AccountId> OpenAsync(string code, long? floor)
    {
        var account = await OpenTodayAsync(code, floor);
        await world.Database.ExecuteAsync($"update accounts set opened_at = '2025-06-01' where id = {account}");
        return account;
    }

    public Task<AccountId> OpenTodayAsync(string code, long? floor) => world.OpenAsync(community, code, floor);

    public async Task<OperationId> PayAsync(AccountId payer, AccountId payee, long minor, string purpose, DateOnly date)
    {
        var order = World.Order(community, payer, payee, minor);
        return Assert.IsType<PostingOutcome.Posted>(
            await world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(order with
            {
                Legs = [order.Legs[0] with { Purpose = purpose }],
                Details = order.Details with { BusinessDate = date, IsDateGiven = true },
            })).Receipt.Operation;
    }

    public async Task EndAsync(int no)
    {
        var reply = await world.EndAsync(community, no);
        Assert.Equal((null, PeriodStatus.Totalled), (reply.Refusal, reply.Status));
    }

    public async Task<BookPeriod> FindAsync(int no) =>
        (await world.Periods().FindAsync(community.Ledger, no, CancellationToken.None))!;

    public async Task<long> BalanceAsync(AccountRole role) =>
        (await world.Directory.FindAccountsAsync(community.Ledger, role, CancellationToken.None)).Single().Balance;

    public async ValueTask DisposeAsync()
    {
        await world.AssertSoundAsync();
        Assert.Empty((await world.Silo.Services.GetRequiredService<IVerifier>()
            .VerifyAsync(progress: null, CancellationToken.None)).Differences);
        await world.DisposeAsync();
    }
}
