using System.Net;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;
using Regional.Contracts;
using Regional.Domain;

namespace Regional.Silo.Hosting;

/// <summary>
/// Orleans. REGIONAL_CLUSTERING <c>localhost</c> (default): one silo on this machine, reminders in memory; <c>database</c>:
/// membership, reminders and grain state in PostgreSQL, many silos. REGIONAL_CLUSTER_ID and REGIONAL_SERVICE_ID name the
/// cluster; REGIONAL_SILO_PORT, REGIONAL_GATEWAY_PORT and REGIONAL_SILO_ADDRESS say where silos meet.
/// </summary>
internal static class GrainRuntime
{
    public const string Name = "Orleans";
    private const string Invariant = "Npgsql";
    private const int ConnectionCountMax = 8;
    private const int DefaultSiloPort = 11111;
    private const int DefaultGatewayPort = 30000;

    // When all silos die at once, the first to return is alone among entries that still say "active": neither its vote nor
    // its greeting counts until they are stale. With Orleans' half minute between signs of life that took 40 s.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    public static void Add(WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddSingleton<IDatabaseHold, NoHold>();
        builder.Host.UseOrleans(silo => Compose(silo, settings));
    }

    private static void Compose(ISiloBuilder silo, HostSettings settings)
    {
        CarryFaults(silo.Services);
        var configuration = settings.Configuration;
        var clusterId = configuration["REGIONAL_CLUSTER_ID"] ?? "regional";
        var serviceId = configuration["REGIONAL_SERVICE_ID"] ?? "regional";
        var siloPort = (int)HostSettings.Number(configuration, "REGIONAL_SILO_PORT", DefaultSiloPort);
        var gatewayPort = (int)HostSettings.Number(configuration, "REGIONAL_GATEWAY_PORT", DefaultGatewayPort);
        switch (configuration["REGIONAL_CLUSTERING"] ?? "localhost")
        {
            case "localhost":
                silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: serviceId, clusterId: clusterId);
                silo.UseInMemoryReminderService();
                silo.AddMemoryGrainStorageAsDefault();
                return;
            case "database":
                UseDatabase(silo, Bounded(settings.ConnectionString));
                break;
            case var other:
                throw HostSettings.Bad($"REGIONAL_CLUSTERING is '{other}': write localhost or database.");
        }

        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = clusterId;
            options.ServiceId = serviceId;
        });
        silo.Configure<ClusterMembershipOptions>(static options => options.IAmAliveTablePublishTimeout = SignOfLife);

        // Silos meet on this machine alone unless they are told an address of their own.
        var address = configuration["REGIONAL_SILO_ADDRESS"] is { Length: > 0 } told ? Parse(told) : IPAddress.Loopback;
        silo.ConfigureEndpoints(address, siloPort, gatewayPort);
    }

    private static void UseDatabase(ISiloBuilder silo, string connectionString)
    {
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = connectionString;
        });
        silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = connectionString;
        });
        silo.AddAdoNetGrainStorageAsDefault(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = connectionString;
        });
    }

    // Orleans' own statements are few; after an outage its default of 100 would take what the journals of all silos need.
    private static string Bounded(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxPoolSize = ConnectionCountMax,
        ApplicationName = "regional-orleans",
    }.ConnectionString;

    /// <summary>
    /// Faults go from silo to silo with what caused them: a caller that is not told <c>OutcomeUnknown</c> or
    /// <c>LedgerUnavailable</c> cannot know what to conclude.
    /// </summary>
    internal static void CarryFaults(IServiceCollection services)
    {
        services.Configure<ExceptionSerializationOptions>(static options =>
        {
            options.SupportedNamespacePrefixes.Add(nameof(Regional));
            options.SupportedNamespacePrefixes.Add(nameof(Npgsql));
        });
        services.Configure<TypeManifestOptions>(static options =>
        {
            options.AddAllowedType(typeof(LedgerUnavailable));
            options.AddAllowedType(typeof(OutcomeUnknown));
            options.AddAllowedType(typeof(InvariantViolation));
            options.AddAllowedAssembly(typeof(NpgsqlException).Assembly);
        });
    }

    private static IPAddress Parse(string address) =>
        IPAddress.TryParse(address, out var parsed)
            ? parsed
            : throw HostSettings.Bad($"REGIONAL_SILO_ADDRESS is '{address}': write an IP address.");
}
