using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>
/// Carries commands to silos and answers back, as any program would by HTTP, and writes down what was asked before it is
/// sent and what was told before anybody acts on it.
/// </summary>
public sealed class Courier(NoteBook notes, Tokens tokens, Answers answers) : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        MaxConnectionsPerServer = 512,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>One attempt.</summary>
    public async Task<Verdict> SendAsync(Order order, Uri silo, TimeSpan timeout, CancellationToken cancel)
    {
        var asked = new Asked
        {
            No = notes.NextNo(),
            At = DateTimeOffset.UtcNow,
            Id = order.Id,
            Kind = order.Kind,
            Actor = order.Actor,
            Method = order.Method.Method,
            Path = order.Path,
            Body = order.Body,
            Silo = silo.ToString(),
        };
        await notes.WriteAsync(asked);
        var told = await ExchangeAsync(order, asked.No, silo, timeout, cancel);
        await notes.WriteAsync(told);
        cancel.ThrowIfCancellationRequested();
        var verdict = Verdict.Of(told);
        answers.Note(asked, verdict);
        return verdict;
    }

    /// <summary>Reads something; null: no silo gave it.</summary>
    public async Task<JsonNode?> ReadAsync(string actor, string path, Uri silo, TimeSpan timeout, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(silo, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Of(actor));
        var (status, text, _) = await ExchangeAsync(request, timeout, cancel);
        return status == 200 ? JsonNode.Parse(text!) : null;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Told> ExchangeAsync(Order order, long no, Uri silo, TimeSpan timeout, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(order.Method, new Uri(silo, order.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Of(order.Actor));
        request.Content = new StringContent(order.Body.ToJsonString(), Encoding.UTF8, "application/json");
        var (status, text, broken) = await ExchangeAsync(request, timeout, cancel);
        var answer = Parse(text);
        // An answer that cannot be read is none, whatever its status.
        return new Told
        {
            No = no,
            At = DateTimeOffset.UtcNow,
            Status = answer is null ? null : status,
            Answer = answer,
            Broken = answer is null ? broken ?? $"status {status} with an answer that is no JSON" : null,
        };
    }

    private async Task<(int? Status, string? Text, string? Broken)> ExchangeAsync(
        HttpRequestMessage request, TimeSpan timeout, CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(timeout);
        try
        {
            using var response = await _http.SendAsync(request, late.Token);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(late.Token), null);
        }
        catch (OperationCanceledException)
        {
            return (null, null, $"no answer within {timeout.TotalSeconds:0} s");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (null, null, broken.Message);
        }
    }

    private static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
