using System.Globalization;

namespace Regional.Silo.Hosting;

/// <summary>
/// Every setting of the host, read once. Names are those of the environment; on the command line <c>--NAME=value</c>.
/// </summary>
internal sealed record HostSettings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>REGIONAL_DB: an Npgsql connection string. Required.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>REGIONAL_URL: where to listen, several separated by semicolons; loopback unless told otherwise.</summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>REGIONAL_OTLP (or OTEL_EXPORTER_OTLP_ENDPOINT): where telemetry is sent; null: nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>REGIONAL_BODY_BYTES_MAX: an ordinary command is some hundred bytes; a calendar or 64 legs some thousand.</summary>
    public long BodyBytesMax { get; init; } = 1L << 20;

    /// <summary>REGIONAL_BATCH_BYTES_MAX: 1,000 items with every text at its longest come to about 1.5 MiB.</summary>
    public long BatchBytesMax { get; init; } = 8L << 20;

    /// <summary>REGIONAL_REQUESTS_MAX: requests worked on at once; a group commit feeds on them, memory bounds them.</summary>
    public int RequestCountMax { get; init; } = 512;

    /// <summary>REGIONAL_QUEUE_MAX: requests that wait for one of those; beyond it the answer is "overloaded".</summary>
    public int QueueCountMax { get; init; } = 2048;

    /// <summary>REGIONAL_STREAMS_MAX: event streams and exports at once; each holds a connection for long.</summary>
    public int StreamCountMax { get; init; } = 64;

    /// <summary>REGIONAL_REFUSALS_PER_MINUTE: refusals stored for one token; a person makes a few, a broken program thousands.</summary>
    public int RefusalsPerMinuteMax { get; init; } = 200;

    /// <summary>REGIONAL_CONNECTIONS_MAX: connections to the database; all silos share what the server has.</summary>
    public int ConnectionCountMax { get; init; } = 24;

    /// <summary>Whatever only one of the runtimes asks for.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Whether every address listened on is this machine's own.</summary>
    public bool IsLoopback => Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .All(static url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback);

    public static HostSettings Read(IConfiguration configuration)
    {
        var settings = new HostSettings
        {
            ConnectionString = configuration["REGIONAL_DB"] is { Length: > 0 } named
                ? named
                : throw Bad("REGIONAL_DB is not set. Give it an Npgsql connection string: Host=…;Database=…;Username=…"),
            Urls = configuration["REGIONAL_URL"] is { Length: > 0 } urls ? urls : DefaultUrl,
            OtlpEndpoint = Endpoint(configuration["REGIONAL_OTLP"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]),
            Configuration = configuration,
        };
        return settings with
        {
            BodyBytesMax = Number(configuration, "REGIONAL_BODY_BYTES_MAX", settings.BodyBytesMax),
            BatchBytesMax = Number(configuration, "REGIONAL_BATCH_BYTES_MAX", settings.BatchBytesMax),
            RequestCountMax = (int)Number(configuration, "REGIONAL_REQUESTS_MAX", settings.RequestCountMax),
            QueueCountMax = (int)Number(configuration, "REGIONAL_QUEUE_MAX", settings.QueueCountMax),
            StreamCountMax = (int)Number(configuration, "REGIONAL_STREAMS_MAX", settings.StreamCountMax),
            RefusalsPerMinuteMax =
                (int)Number(configuration, "REGIONAL_REFUSALS_PER_MINUTE", settings.RefusalsPerMinuteMax),
            ConnectionCountMax = (int)Number(configuration, "REGIONAL_CONNECTIONS_MAX", settings.ConnectionCountMax),
        };
    }

    /// <summary>A whole number greater than zero, or what stands in its place.</summary>
    public static long Number(IConfiguration configuration, string name, long otherwise) =>
        configuration[name] is not { Length: > 0 } text
            ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw Bad($"{name} is '{text}': write a whole number greater than zero.");

    public static HostRefused Bad(string message) => new(ExitCode.BadSettings, message);

    private static Uri? Endpoint(string? text) => text switch
    {
        null or "" => null,
        _ when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        _ => throw Bad($"REGIONAL_OTLP is '{text}': write a URL such as http://127.0.0.1:4317."),
    };
}
