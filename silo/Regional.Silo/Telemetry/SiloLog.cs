namespace Regional.Silo.Telemetry;

/// <summary>Every line the host writes. Numbers are stable: alerts and runbooks name them.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(5001, LogLevel.Warning, "The database cannot be used yet; trying on. {Why}")]
    public static partial void DatabaseAwaited(this ILogger log, string why);

    [LoggerMessage(5002, LogLevel.Information, "The database is ready, epoch {Epoch}.")]
    public static partial void DatabaseReady(this ILogger log, int epoch);

    [LoggerMessage(5003, LogLevel.Critical, "{Why} This host stops.")]
    public static partial void DatabaseTaken(this ILogger log, string why);

    [LoggerMessage(5004, LogLevel.Information, "Regional serves {Urls} on the {Runtime} runtime.")]
    public static partial void Serving(this ILogger log, string urls, string runtime);

    [LoggerMessage(5005, LogLevel.Warning,
        "LISTENING BEYOND THIS MACHINE on {Urls}. Whoever reaches it needs a token, but tokens travel in the clear unless "
        + "the address is https or a proxy ends TLS.")]
    public static partial void ListeningBeyondLoopback(this ILogger log, string urls);

    [LoggerMessage(5010, LogLevel.Error, "{Method} {Path} failed in a way nobody foresaw; trace {Trace}.")]
    public static partial void RequestFailed(this ILogger log, Exception fault, string method, string path, string trace);

    [LoggerMessage(5011, LogLevel.Warning, "{Method} {Path}: {Code}. {Why}")]
    public static partial void RequestFaulted(this ILogger log, string method, string path, string code, string why);

    [LoggerMessage(5012, LogLevel.Warning, "{Method} {Path} broke off under way. {Why}")]
    public static partial void StreamBroken(this ILogger log, string method, string path, string why);

    [LoggerMessage(5020, LogLevel.Information, "Verification for {Actor}: {Differences} differences.")]
    public static partial void Verified(this ILogger log, string actor, long differences);
}
