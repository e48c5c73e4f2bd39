using System.Net.Http.Headers;
using System.Net.Mime;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Regional.Client.Model;
using Regional.Client.Transport;

namespace Regional.Client;

/// <summary>
/// The typed client of a Regional server. Every command carries an id its caller minted (<see cref="CommandId"/>) and
/// may be sent any number of times: it happens once. Faults, time-outs and transient refusals are repeated with the
/// same
/// id within the options' bounds. Safe for use by many threads.
/// </summary>
public sealed partial class RegionalClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly CallSender _sender;

    /// <summary>Opens connections as needed; none before the first call.</summary>
    public RegionalClient(RegionalClientOptions options, TimeProvider? time = null)
        : this(options, new SocketsHttpHandler { PooledConnectionLifetime =
            ConnectionLifetime, ConnectTimeout = ConnectTimeout }, time)
    {
    }

    /// <summary>Sends through a handler of the caller's, which it disposes of.</summary>
    public RegionalClient(RegionalClientOptions options, HttpMessageHandler handler, TimeProvider? time = null)
        : this(options, handler, time, Random.Shared.NextDouble)
    {
    }

    internal RegionalClient(
        RegionalClientOptions options, HttpMessageHandler handler, TimeProvider? time, Func<double> chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AttemptCountMax, 1);
        _http = new HttpClient(handler) { BaseAddress = options.Url, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Regional.Client");
        _sender = new CallSender(_http, options, time ?? TimeProvider.System) { Chance = chance };
    }

    // A moved name is seen within two minutes; a dead machine within five seconds.
    private static TimeSpan ConnectionLifetime => TimeSpan.FromMinutes(2);

    private static TimeSpan ConnectTimeout => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    private static string Escape(string code) => Uri.EscapeDataString(code);

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> terms)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in terms)
        {
            if (value is not null)
            {
                query.Append(query.Length == 0
                    ? '?'
                    : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }

    private Task<Answer<TView>> CommandAsync<TBody, TView>(
        HttpMethod method, string path, Guid? id, TBody body, JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TView> viewType,
        CancellationToken cancel)
        where TView : class
    {
        if (id is null || id == Guid.Empty)
        {
            throw new ArgumentException(
                "Every command has an id, minted by its caller before the first attempt.", nameof(id));
        }

        return SendAsync(method, path, body, bodyType, viewType, cancel);
    }

    private Task<Answer<TView>> SendAsync<TBody, TView>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TView> viewType,
        CancellationToken cancel)
        where TView : class
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, bodyType);
        return _sender.SendAsync(Request, Reader(viewType), cancel);

        HttpRequestMessage Request() => new(method, path)
        {
            Content = new ByteArrayContent(bytes)
            {
                Headers = { ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json) },
            },
        };
    }

    private Task<Answer<TView>> GetAsync<TView>(string path, JsonTypeInfo<TView> viewType, CancellationToken cancel)
        where TView : class =>
        _sender.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), Reader(viewType), cancel);

    private static Func<HttpResponseMessage, CancellationToken, Task<TView>> Reader<TView>(JsonTypeInfo<TView> type) =>
        async (response, cancel) =>
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancel);
            return await JsonSerializer.DeserializeAsync(body, type, cancel)
                ?? throw new JsonException("The answer is null.");
        };

    /// <summary>Reads a list page by page; a refusal throws, since half a list is no answer.</summary>
    // What the list is of stands in the terms, not in the path, to which every page adds where it begins.
    private async IAsyncEnumerable<T> ListAsync<T>(
        string path, JsonTypeInfo<Page<T>> type, [EnumeratorCancellation] CancellationToken cancel,
        string? after = null,
        params (string Name, string? Value)[] terms)
    {
        var limit = $"{_sender.Options.PageSize}";
        do
        {
            var page =
                (await GetAsync(path + Query([.. terms, ("after", after), ("limit", limit)]), type, cancel)).Value;
            foreach (var item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
