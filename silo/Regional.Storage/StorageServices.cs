using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Access;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Coupons.PaperDays;
using Regional.Storage.Access;
using Regional.Storage.Clearing;
using Regional.Storage.Directory;
using Regional.Storage.Following;
using Regional.Storage.Journal;
using Regional.Storage.Periods;
using Regional.Storage.Queries;
using Regional.Storage.Queries.Komoko;
using Regional.Storage.Queries.MutualCredit;
using Regional.Storage.Queries.Periods;
using Regional.Storage.Queries.SavingsPool;
using Regional.Storage.Queries.Trials;
using Regional.Storage.Queries.Verify;
using Regional.Storage.Registry;
using Regional.Storage.Schema;
using Regional.Storage.Schemes;
using Regional.Storage.Schemes.Coupons;

namespace Regional.Storage;

/// <summary>Composition: what the host adds to keep everything in PostgreSQL.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds the database and everything that reads or writes it. Nothing is opened until
    /// <see cref="RegionalDatabase.PrepareAsync"/>, which the host awaits before it serves.
    /// </summary>
    public static IServiceCollection AddRegionalStorage(
        this IServiceCollection services, Action<RegionalDatabaseOptions> configure)
    {
        var options = new RegionalDatabaseOptions();
        configure(options);
        services.AddSingleton(options);
        services.AddSingleton<RegionalDatabase>();
        services.AddSingleton<CommandExecutor>();
        services.AddSingleton<IJournalStore, PostgresJournalStore>();
        services.AddSingleton<ILedgerDirectory, LedgerDirectory>();
        services.AddSingleton<ICodeResolver, CodeResolver>();
        services.AddSingleton<IClearingReader, ClearingReader>();
        services.AddSingleton<ISchemeReader, SchemeReader>();
        services.AddSingleton<IPaperDayReader, PaperDayReader>();
        services.AddSingleton<IPeriodReader, PeriodReader>();
        services.AddSingleton<ITokenStore, TokenStore>();
        services.AddSingleton<ICouponQueries, CouponQueries>();
        services.AddSingleton<IIndicatorQueries, IndicatorQueries>();
        services.AddSingleton<IPoolQueries, PoolQueries>();
        services.AddSingleton<IPeriodQueries, PeriodQueries>();
        services.AddSingleton<ICreditQueries, CreditQueries>();
        services.AddSingleton<IPeopleQueries, PeopleQueries>();
        services.AddSingleton<IPartyQueries, PartyQueries>();
        services.AddSingleton<IAccountQueries, AccountQueries>();
        services.AddSingleton<IOperationQueries, OperationQueries>();
        services.AddSingleton<ITradeQueries, TradeQueries>();
        services.AddSingleton<IKomokoQueries, KomokoQueries>();
        services.AddSingleton<IKomokoTurnoverQueries, KomokoTurnoverQueries>();
        services.AddSingleton<ITrialQueries, TrialQueries>();
        services.AddSingleton<IClearingQueries, ClearingQueries>();
        services.AddSingleton<IJournalHealthQuery, JournalHealthQuery>();
        services.AddSingleton<IExportQueries, LedgerExport>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<JournalFollower>();
        services.AddSingleton<IVerifier, Verifier>();
        return services;
    }
}
