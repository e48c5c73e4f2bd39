using System.Net;
using System.Text;

namespace Regional.Client.Tests;

/// <summary>Answers from a script, one step per request, and keeps what was asked.</summary>
internal sealed class StubServer(params Func<HttpRequestMessage, HttpResponseMessage>[] steps) : HttpMessageHandler
{
    private int _next;

    public List<(string Line, string Body, string? Cursor)> Requests { get; } = [];

    public static Func<HttpRequestMessage,
    HttpResponseMessage> Json(int status, string body, Action<HttpResponseMessage>? change = null) =>
        _ => Change(new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body, Encoding.UTF8, status < 400
                ? "application/json"
                : "application/problem+json"),
        }, change);

    public static Func<HttpRequestMessage, HttpResponseMessage> Refusal(
        int status, string code, string kind, TimeSpan? retryAfter = null) =>
        Json(status, $$$"""{"code":"{{{code}}}","class":"{{{kind}}}","status":{{{status}}},"facts":{"account":"m1"},"advice":"Do."}""",
            response => response.Headers.RetryAfter = retryAfter is { } delay ? new(delay) : null);

    public static HttpResponseMessage Broken(HttpRequestMessage request) =>
        throw new HttpRequestException("connection reset");

    public static Func<HttpRequestMessage, HttpResponseMessage> Stream(string text) => _ => new HttpResponseMessage
    {
        Content = new StringContent(text, Encoding.UTF8, "text/event-stream"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var cursor = request.Headers.TryGetValues("Last-Event-ID", out var ids) ? ids.Single() : null;
        Requests.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", body, cursor));
        if (_next == steps.Length)
        {
            Assert.Fail($"Nothing was scripted for request {_next + 1}: {Requests[^1].Line}");
        }

        return steps[_next++](request);
    }

    private static HttpResponseMessage Change(HttpResponseMessage response, Action<HttpResponseMessage>? change)
    {
        change?.Invoke(response);
        return response;
    }
}
