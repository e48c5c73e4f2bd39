using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Regional.LocalRuntime.State;

namespace Orleans.Hosting;

/// <summary>Grain state kept in memory, for tests and simulations.</summary>
public static class MemoryGrainStorageSiloBuilderExtensions
{
    /// <summary>Adds a named storage.</summary>
    public static ISiloBuilder AddMemoryGrainStorage(this ISiloBuilder builder, string name)
    {
        builder.Services.AddKeyedSingleton<IGrainStorage>(name, (_, _) => new MemoryGrainStorage());
        return builder;
    }

    /// <summary>Adds the storage of states that name none.</summary>
    public static ISiloBuilder AddMemoryGrainStorageAsDefault(this ISiloBuilder builder)
    {
        builder.Services.AddSingleton<IGrainStorage>(new MemoryGrainStorage());
        return builder;
    }
}
