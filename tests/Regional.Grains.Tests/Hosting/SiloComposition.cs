using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Journal;
using Regional.Grains;
using Regional.Storage;

namespace Regional.Grains.Tests.Hosting;

/// <summary>The product's composition without HTTP, the same on both runtimes.</summary>
internal static class SiloComposition
{
    public static void Configure(
        ISiloBuilder silo, string connectionString, Func<IJournalStore, IJournalStore>? around = null)
    {
        silo.Services.AddRegionalStorage(options => options.ConnectionString = connectionString);
        if (around is not null)
        {
            var real = silo.Services.Last(static service => service.ServiceType == typeof(IJournalStore));
            silo.Services.AddSingleton(provider =>
                around((IJournalStore)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)));
        }

        silo.Services.AddRegionalGrains();
        silo.UseInMemoryReminderService();
    }
}
