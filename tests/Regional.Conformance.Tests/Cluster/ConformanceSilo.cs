using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests.Cluster;

/// <summary>The composition under test, written once: it must compile and mean the same on both runtimes.</summary>
internal static class ConformanceSilo
{
    public static readonly TimeSpan IdleAge = TimeSpan.FromSeconds(2);

    public static void Configure(ISiloBuilder silo)
    {
        silo.Services.AddScoped<ScopedService>();
        silo.AddMemoryGrainStorageAsDefault();
        silo.AddMemoryGrainStorage("named");
        silo.UseInMemoryReminderService();
        silo.AddIncomingGrainCallFilter<RecordingFilter>();
        silo.AddIncomingGrainCallFilter(async context =>
        {
            await context.Invoke();
            if (context is { Result: string text, MethodName: nameof(IFilteredGrain.Shout) })
            {
                context.Result = text + "!";
            }
        });
        silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        silo.Configure<GrainCollectionOptions>(o =>
        {
            o.CollectionQuantum = TimeSpan.FromSeconds(1);
            o.ClassSpecificCollectionAge[typeof(IdleGrain).FullName!] = IdleAge;
        });
    }
}
