using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;
using Regional.Storage.Schema;

namespace Regional.Storage.GrainState.Local;

/// <summary>Composition for the local runtime; Orleans has its own in its AdoNet packages.</summary>
public static class LocalGrainStateServices
{
    /// <summary>Keeps grain state without a storage name, and reminders, in PostgreSQL.</summary>
    public static ISiloBuilder UsePostgresGrainState(this ISiloBuilder builder, string serviceId)
    {
        builder.Services.AddSingleton<IGrainStorage>(services =>
            new PostgresGrainStorage(services.GetRequiredService<RegionalDatabase>(), serviceId));
        builder.Services.AddSingleton<IReminderTable>(services =>
            new PostgresReminderTable(services.GetRequiredService<RegionalDatabase>(), serviceId));
        builder.AddReminders();
        return builder;
    }
}
