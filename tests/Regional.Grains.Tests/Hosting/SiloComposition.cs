using Microsoft.Extensions.DependencyInjection;
using Regional.Grains;
using Regional.Storage;

namespace Regional.Grains.Tests.Hosting;

/// <summary>The product's composition without HTTP, the same on both runtimes.</summary>
internal static class SiloComposition
{
    public static void Configure(ISiloBuilder silo, string connectionString)
    {
        silo.Services.AddRegionalStorage(options => options.ConnectionString = connectionString);
        silo.Services.AddRegionalGrains();
        silo.UseInMemoryReminderService();
    }
}
