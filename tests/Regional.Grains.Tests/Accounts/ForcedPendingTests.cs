using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Grains.Tests.Hosting;
using Regional.Grains.Tests.Trades;
using static Regional.Grains.Tests.Trades.Side;

namespace Regional.Grains.Tests.Accounts;

/// <summary>What was forced when it was held is forced when it ends, whether or not the ledger's scheme keeps state.</summary>
public sealed class ForcedPendingTests : IAsyncLifetime
{
    private readonly SchemeTowns _towns = new();

    public ValueTask InitializeAsync() => _towns.InitializeAsync();

    public ValueTask DisposeAsync() => _towns.DisposeAsync();

    [Theory]
    [InlineData(Mutual)]
    [InlineData(Pool)]
    public async Task A_forced_payment_that_was_held_says_why_when_it_is_paid(Side side)
    {
        var (payer, payee) = (await _towns.PayerAsync(side), await _towns.PayerAsync(side));
        var community = await _towns.CommunityAsync(side, isPayer: true);
        var plain = World.Order(community, payer, payee, 20);
        var held = plain with { Legs = [plain.Legs[0] with { IsPending = true, ForcedReason = "an error of last week" }] };
        Assert.IsType<PostingOutcome.Posted>(await Account(payer).PayAsync(held));

        var end = new ResolutionOrder
        {
            Id = World.NewId(),
            Pending = new TransferId(held.Id, 0),
            Action = TransferAction.PostPending,
            Details = held.Details,
        };
        Assert.IsType<PostingOutcome.Posted>(await Account(payer).ResolveAsync(end));

        var directory = _towns.World.Silo.Services.GetRequiredService<ILedgerDirectory>();
        var legs = await directory.FindLegsAsync(end.Id, TestContext.Current.CancellationToken);
        Assert.Equal("an error of last week", Assert.Single(legs).Leg.ForcedReason);
    }

    private IAccountGrain Account(AccountId account) =>
        _towns.World.Silo.Grains.GetGrain<IAccountGrain>(account.ToString());
}
