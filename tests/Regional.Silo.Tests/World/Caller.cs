using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Regional.Silo.Tests.World;

/// <summary>Somebody with a token who sends requests as any program would.</summary>
internal sealed class Caller
{
    private readonly HttpClient _http;

    public Caller(Uri address, string? token)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public HttpClient Http => _http;

    public Task<Said> GetAsync(string path) => SendAsync(HttpMethod.Get, path, body: null);

    public Task<Said> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, Text(body));

    public Task<Said> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Text(body));

    /// <summary>A command under an id of its own.</summary>
    public Task<Said> CommandAsync(string path, object body) => PostAsync(path, WithId(body, Guid.CreateVersion7()));

    /// <summary>A command that must succeed.</summary>
    public async Task<Said> MustAsync(string path, object body)
    {
        var said = await CommandAsync(path, body);
        Assert.True(said.Status is 200 or 201, $"{path}: {said}");
        return said;
    }

    public async Task<Said> SendAsync(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        return new Said(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.RetryAfter?.ToString());
    }

    public static JsonObject WithId(object body, Guid id)
    {
        var json = JsonSerializer.SerializeToNode(body)!.AsObject();
        json["id"] = id;
        return json;
    }

    private static string Text(object body) => body as string ?? JsonSerializer.Serialize(body);
}

/// <summary>What the server said.</summary>
internal sealed record Said(int Status, string Body, string? ContentType, string? RetryAfter)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string? Code => ContentType == "application/problem+json" ? (string?)Json["code"] : null;

    public override string ToString() => $"{Status} {Body}";
}
