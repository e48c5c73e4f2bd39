using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Journal;
using Regional.Storage.Journal;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

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
        return services;
    }
}
