namespace Regional.Client;

/// <summary>Where the server is, who calls, and how long the client tries.</summary>
/// <remarks>
/// A call takes at most <see cref="AttemptCountMax"/> × <see cref="AttemptTimeout"/> plus the delays between, each at
/// most <see cref="DelayMax"/>. A server that asks (Retry-After) for longer than that gets no further attempt: the
/// caller learns the transient refusal or the fault at once.
/// </remarks>
public sealed record RegionalClientOptions
{
    /// <summary>The server, without <c>/v1</c>. Default: <c>http://127.0.0.1:5080</c>.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>The bearer token; null: none is sent, which suffices for health and the API description.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// How often a call is sent at most, 1 or more. Default 6: about 12 seconds of a server restarting.
    /// </summary>
    public int AttemptCountMax { get; init; } = 6;

    /// <summary>
    /// How long one attempt may take. Default 30 seconds: longer than the server's own statement timeout.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Delay before the second attempt; doubles with each further one, half of it random. Default 0.2 seconds.
    /// </summary>
    public TimeSpan DelayBase { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest delay between attempts. Default 10 seconds.</summary>
    public TimeSpan DelayMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Items asked for at once when a list is read. Default 500; the server sends at most 1,000.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>
    /// Silence after which a stream of events is taken for dead and opened again. Default 60 seconds: four of the
    /// server's keep-alives.
    /// </summary>
    public TimeSpan StreamIdleMax { get; init; } = TimeSpan.FromSeconds(60);
}
