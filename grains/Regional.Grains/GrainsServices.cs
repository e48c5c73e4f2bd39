using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes.Coupons.PaperDays;
using Regional.Grains.Clearing;
using Regional.Grains.Coordination;
using Regional.Grains.Journal;
using Regional.Grains.Memory;
using Regional.Grains.Periods;
using Regional.Grains.Trades;

namespace Regional.Grains;

/// <summary>Composition of this project: one batcher, one board and one terms cache per silo.</summary>
public static class GrainsServices
{
    /// <summary>
    /// Adds what grains are built from. The host adds <see cref="IJournalStore"/>, the directory and the readers of
    /// clearing, schemes and periods.
    /// </summary>
    public static IServiceCollection AddRegionalGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<BatcherOptions>();
        services.AddSingleton<AccountReads>();
        services.AddSingleton<AccountBoard>();
        services.AddSingleton<TermsCache>();
        services.AddSingleton<JournalBatcher>();
        services.AddSingleton<AccountHolders>();
        services.AddSingleton<PostingCoordinator>();
        services.AddSingleton<SchemePlanner>();
        services.AddSingleton<PendingEnds>();
        services.AddSingleton<IPaperDays, PaperDays>();
        services.AddSingleton<TradePlanner>();
        services.AddSingleton<TradeDesk>();
        services.AddSingleton<ClearingRunFactory>();
        services.AddSingleton<PeriodChunks>();
        services.AddSingleton<PeriodRun>();
        services.AddSingleton<WatchRound>();
        services.AddSingleton(static provider => new CommandService(
            provider.GetRequiredService<IJournalStore>(),
            provider.GetRequiredService<AccountBoard>(),
            provider.GetRequiredService<TermsCache>(),
            provider.GetRequiredService<AccountHolders>()));
        return services;
    }
}
