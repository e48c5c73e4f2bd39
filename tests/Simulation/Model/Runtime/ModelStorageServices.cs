using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;

namespace Regional.Simulation.Model;

/// <summary>Composition: what a silo adds to keep everything in a <see cref="ModelDatabase"/>.</summary>
public static class ModelStorageServices
{
    /// <summary>
    /// Adds the journal, directory, codes, clearing, scheme and period readers, grain storage and reminder table of the
    /// database, and the service that lets reminders tick.
    /// </summary>
    public static IServiceCollection AddModelStorage(this IServiceCollection services, ModelDatabase database)
    {
        services.AddSingleton(database.Store);
        services.AddSingleton(database.Directory);
        services.AddSingleton(database.Codes);
        services.AddSingleton(database.Clearing);
        services.AddSingleton(database.Schemes);
        services.AddSingleton(database.Periods);
        services.AddSingleton<IGrainStorage>(database.GrainStorage);
        services.AddSingleton<IReminderTable>(database.Reminders);
        services.AddReminders();
        return services;
    }
}
