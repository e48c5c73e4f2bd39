using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Regional.Grains;
using Regional.Silo.Api;
using Regional.Silo.Telemetry;
using Regional.Storage;

namespace Regional.Silo.Hosting;

/// <summary>Composition: everything the process is made of, and its life from start to exit code.</summary>
internal static class RegionalHost
{
    // Long enough for a clearing step under way; a supervisor's own patience is usually thirty seconds.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    public static async Task<int> RunAsync(string[] args)
    {
        WebApplication? app = null;
        try
        {
            app = Build(HostSettings.Read(
                new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build()));
            var end = app.Services.GetRequiredService<HostEnd>(); // The services end with the run.
            await app.RunAsync();
            return end.Code;
        }
        catch (Exception fault) when (Find<HostRefused>(fault) is { } refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return refused.ExitCode;
        }
        catch (OperationCanceledException) when (app is not null)
        {
            // Asked to stop before the start was over.
            return ExitCode.Done;
        }
        catch (Exception fault)
        {
            // Left to the runtime it would end by SIGABRT, with a core dump: a supervisor starts it again either way.
            await Console.Error.WriteLineAsync($"Regional cannot run: {fault}");
            return ExitCode.Failed;
        }
    }

    public static WebApplication Build(HostSettings settings, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Regional.Silo",
            // Nothing is read again while it runs; to watch for it would watch every file below the working directory, where a
            // database may lie that writes thousands a second.
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(Line).SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            // Why a start failed is said once, by RunAsync, and not with every service that waited for it.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical).AddFilter("Orleans", LogLevel.Warning);
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.WebHost.ConfigureKestrel(options => Limit(options, settings));
        AddServices(builder, settings);
        adjust?.Invoke(builder);
        var app = builder.Build();
        app.UseRegionalApi();
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, settings));
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, HostSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<HostEnd>();
        services.AddSingleton<Readiness>();
        services.AddRegionalStorage(options =>
        {
            options.ConnectionString = settings.ConnectionString;
            options.PoolSizeMax = settings.ConnectionCountMax;
        });
        services.AddRegionalGrains();
        GrainRuntime.Add(builder, settings);
        services.AddHostedService<HostWatch>();
        services.AddHostedService<JournalGauges>();
        AfterDatabase.WrapAll(services);
        services.AddHostedService<DatabaseStart>();
        services.AddHostedService<TelemetryExport>();
        services.AddRegionalApi();
        services.Configure<HostOptions>(static options =>
        {
            options.ServicesStartConcurrently = true;
            options.ShutdownTimeout = ShutdownTimeout;
        });
    }

    private static void Limit(KestrelServerOptions options, HostSettings settings)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = settings.BatchBytesMax;
        // Codes in paths are at most 40 characters; a line of 4 KiB is nobody's honest request.
        options.Limits.MaxRequestLineSize = 4 << 10;
    }

    private static void Line(SimpleConsoleFormatterOptions options)
    {
        options.SingleLine = true;
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
    }

    private static void Announce(WebApplication app, HostSettings settings)
    {
        var log = app.Services.GetRequiredService<ILogger<HostEnd>>();
        var urls = string.Join(' ', app.Urls);
        log.Serving(urls, GrainRuntime.Name);
        if (!settings.IsLoopback)
        {
            log.ListeningBeyondLoopback(urls);
        }
    }

    // Hosted services that start together fail together.
    private static T? Find<T>(Exception fault)
        where T : Exception => fault switch
        {
            T found => found,
            AggregateException many => many.InnerExceptions.Select(Find<T>).FirstOrDefault(static one => one is not null),
            _ => fault.InnerException is { } inner ? Find<T>(inner) : null,
        };
}
