using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts;
using Regional.Contracts.Directory;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>The database goes away between a commit and the reads its answer is put together from.</summary>
public sealed class OutageAfterCommitTests : IAsyncLifetime
{
    private readonly Town _town;
    private bool _isAway;

    public OutageAfterCommitTests() => _town = new Town
    {
        Compose = builder =>
        {
            var found = builder.Services.Last(static service => service.ServiceType == typeof(ICodeResolver));
            builder.Services.AddSingleton(provider => BreakingResolver.Around(
                (ICodeResolver)(found.ImplementationFactory?.Invoke(provider)
                    ?? ActivatorUtilities.CreateInstance(provider, found.ImplementationType!)),
                () => _isAway));
        },
    };

    public ValueTask InitializeAsync() => _town.InitializeAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData("/v1/ledgers/ana-book/transfers", "m1", "m2")]
    [InlineData("/v1/trades", "ana-book/m1", "beo-book/m1")]
    public async Task A_payment_that_was_committed_is_never_answered_as_nothing_happened(string path, string payer, string payee)
    {
        var body = Caller.WithId(new { payer, payee, amount = "5", currency = "KMK" }, Guid.CreateVersion7()).ToJsonString();
        _isAway = true;
        var broken = await _town["administrator@ana"].PostAsync(path, body);
        _isAway = false;
        var again = await _town["administrator@ana"].PostAsync(path, body);

        Assert.Equal((503, "outcomeUnknown"), (broken.Status, broken.Code));
        Assert.Equal(200, again.Status);
        Assert.True((bool)again.Json["isReplay"]!);
    }

    /// <summary>Fails the reads that answers are made from, and no other.</summary>
    internal class BreakingResolver : DispatchProxy
    {
        private ICodeResolver _inner = null!;
        private Func<bool> _isAway = null!;

        public static ICodeResolver Around(ICodeResolver inner, Func<bool> isAway)
        {
            var proxy = Create<ICodeResolver, BreakingResolver>();
            ((BreakingResolver)(object)proxy)._inner = inner;
            ((BreakingResolver)(object)proxy)._isAway = isAway;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(ICodeResolver.FindAccountsAsync) && _isAway()
                ? Task.FromException<System.Collections.Immutable.ImmutableDictionary<Domain.Ledger.AccountId, AccountAddress>>(
                    new LedgerUnavailable("The database went away."))
                : targetMethod.Invoke(_inner, args);
    }
}
