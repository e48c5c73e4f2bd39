using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Regional.Client.Model;

namespace Regional.Client.Transport;

/// <summary>
/// Sends one call until it is answered or the attempts are used up. Everything it repeats is safe to repeat: reads, and
/// commands that carry their id.
/// </summary>
internal sealed class CallSender(HttpClient http, RegionalClientOptions options, TimeProvider time)
{
    /// <summary>Most characters of a foreign server's answer shown in a message.</summary>
    private const int ExcerptLengthMax = 200;

    /// <summary>The chance behind the delays; tests fix it.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    public RegionalClientOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>
    /// Sends until answered; <paramref name="read"/> is part of the attempt, so a body that breaks off is asked for
    /// again.
    /// </summary>
    /// <exception cref="RegionalFaultException">The attempts are used up, or the answer is not understood.</exception>
    public async Task<Answer<T>> SendAsync<T>(
        Func<HttpRequestMessage> request, Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancel)
        where T : class
    {
        for (var number = 1; ; number++)
        {
            var (value, attempt) = await TryAsync(request, read, cancel);
            switch (attempt)
            {
                case Attempt.Done:
                    return new Answer<T>(value!);
                case Attempt.Refused refused:
                    return new Answer<T>(refused.Problem);
                case Attempt.Again again:
                    if (Delay(number, again) is not { } delay)
                    {
                        return again.IsRefusal ? new Answer<T>(again.Problem!) : throw Fault(again, number);
                    }

                    await Task.Delay(delay, time, cancel);
                    break;
            }
        }
    }

    /// <summary>Opens an answer of unbounded length: sent until it begins. The caller disposes of it.</summary>
    /// <exception cref="RefusedException">The server said no.</exception>
    /// <exception cref="RegionalFaultException">The attempts are used up, or the answer is not understood.</exception>
    public async Task<HttpResponseMessage> OpenStreamAsync(Func<HttpRequestMessage> request, CancellationToken cancel)
    {
        for (var number = 1; ; number++)
        {
            var attempt = await WithinAttemptAsync(
                async timed =>
                {
                    using var message = request();
                    return await OpenAsync(message, timed);
                },
                cancel);
            switch (attempt)
            {
                case Attempt.Done done:
                    return done.Response;
                case Attempt.Refused refused:
                    throw new RefusedException(refused.Problem);
                case Attempt.Again again:
                    if (Delay(number, again) is not { } delay)
                    {
                        throw again.IsRefusal ? new RefusedException(again.Problem!) : Fault(again, number);
                    }

                    await Task.Delay(delay, time, cancel);
                    break;
            }
        }
    }

    /// <summary>How long to wait after an attempt; null: it was the last.</summary>
    public TimeSpan? Delay(int attempt, Attempt.Again again) =>
        attempt >= options.AttemptCountMax
            ? null
            : Backoff.Delay(options, attempt, again.RetryAfter, time.GetUtcNow(), Chance());

    /// <summary>What to throw when no attempt is left.</summary>
    public RegionalFaultException Fault(Attempt.Again last, int attempts)
    {
        var said = last.Problem is { } problem
            ? $"{problem.Code}: {problem.Detail ?? problem.Title}"
            : last.Cause?.Message ?? $"HTTP status {(int?)last.Status}";
        return new RegionalFaultException(
            last.Status is null ? FaultKind.Unreachable : FaultKind.ServerFault,
            $"{options.Url} did not answer after {attempts} attempt{(attempts == 1 ? "" : "s")}. Last: {said}",
            last.Problem,
            last.Cause);
    }

    private async Task<Attempt> OpenAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (options.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return response.IsSuccessStatusCode ? new Attempt.Done(response) : await JudgeAsync(response, cancel);
    }

    private async Task<(T? Value, Attempt Attempt)> TryAsync<T>(
        Func<HttpRequestMessage> request, Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancel)
        where T : class
    {
        T? value = null;
        var attempt = await WithinAttemptAsync(
            async timed =>
            {
                using var message = request();
                var opened = await OpenAsync(message, timed);
                if (opened is Attempt.Done done)
                {
                    using var response = done.Response;
                    value = await read(response, timed);
                }

                return opened;
            },
            cancel);
        return (value, attempt);
    }

    /// <summary>Runs one attempt under its timeout and says what its failure means.</summary>
    private async Task<Attempt> WithinAttemptAsync(
        Func<CancellationToken, Task<Attempt>> attempt, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await attempt(both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested && timeout.IsCancellationRequested)
        {
            var late = new TimeoutException($"No answer within {options.AttemptTimeout.TotalSeconds:0.#} seconds.");
            return new Attempt.Again(null, null, late, null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new Attempt.Again(null, null, broken, null);
        }
        catch (JsonException strange)
        {
            throw new RegionalFaultException(
                FaultKind.NotUnderstood,
                $"{options.Url} answered what this client does not understand. {strange.Message}",
                cause: strange);
        }
    }

    private async Task<Attempt> JudgeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(cancel);
            var problem = Parse(response.Content.Headers.ContentType?.MediaType, text);
            if (problem is { Class: ProblemClass.Malformed or ProblemClass.State or ProblemClass.Early })
            {
                return new Attempt.Refused(problem);
            }

            if (problem is { Class: ProblemClass.Transient } || IsWorthRepeating(response.StatusCode))
            {
                return new Attempt.Again(problem, response.Headers.RetryAfter, null, response.StatusCode);
            }

            var excerpt = text.Length > ExcerptLengthMax ? text[..ExcerptLengthMax] : text;
            throw new RegionalFaultException(
                problem is null ? FaultKind.NotUnderstood : FaultKind.ServerFault,
                $"{options.Url} answered HTTP status {(int)response.StatusCode}. {problem?.Detail ?? excerpt}",
                problem);
        }
    }

    // 500 is a bug at the server: repeating it only repeats the bug.
    private static bool IsWorthRepeating(HttpStatusCode status) => status is HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
        or HttpStatusCode.RequestTimeout;

    private static Problem? Parse(string? mediaType, string text)
    {
        if (mediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, WireJson.Default.Problem);
        }
        catch (JsonException)
        {
            return null; // A gateway's page in front of the server: the status alone decides.
        }
    }
}
