using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Regional.Contracts.Telemetry;
using Regional.Silo.Hosting;

namespace Regional.Silo.Telemetry;

/// <summary>
/// Sends metrics and traces to an OTLP collector when one is named. Providers are built by hand: the packages that
/// would do it are not to be had where this is built.
/// </summary>
internal sealed class TelemetryExport : IHostedService, IDisposable
{
    private static readonly string[] Meters =
    [
        RegionalMeter.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans",
    ];

    private readonly Uri? _endpoint;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public TelemetryExport(HostSettings settings) => _endpoint = settings.OtlpEndpoint;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_endpoint is { } endpoint)
        {
            var resource = ResourceBuilder.CreateDefault()
                .AddService("regional", serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource(RegionalMeter.Name, "Npgsql", "Microsoft.AspNetCore")
                .AddOtlpExporter(options => options.Endpoint = endpoint).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
                .AddOtlpExporter(options => options.Endpoint = endpoint).Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }
}
