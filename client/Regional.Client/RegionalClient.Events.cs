using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Regional.Client.Events;
using Regional.Client.Model;
using Regional.Client.Transport;

namespace Regional.Client;

/// <content>Following the journal.</content>
public sealed partial class RegionalClient
{
    /// <summary>
    /// Follows a region's journal: every commit after <paramref name="cursor"/>, in order, without gaps, for as long as
    /// the caller reads. A broken stream is resumed after the last commit seen; a commit may then come a second time
    /// only if it was never handed out.
    /// </summary>
    /// <param name="region">The region.</param>
    /// <param name="ledger">Only this ledger's transfers; null: all the caller may see.</param>
    /// <param name="cursor">Resume after it; null: from now on.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RefusedException">The caller may not follow it.</exception>
    /// <exception cref="RegionalFaultException">The attempts are used up without one event between.</exception>
    public async IAsyncEnumerable<JournalNews> FollowAsync(
        string region, string? ledger = null, string? cursor = null,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var breaks = 0;
        while (true)
        {
            using var response = await _sender.OpenStreamAsync(() => EventsRequest(region, ledger, cursor), cancel);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
            await using var events = EventLines
                .ReadAsync(reader, _sender.Options.StreamIdleMax, _sender.Time, cancel)
                .GetAsyncEnumerator(cancel);
            var (one, broken) = await NextAsync(events);
            for (; one is not null; (one, broken) = await NextAsync(events))
            {
                (cursor, breaks) = (one.Id ?? cursor, 0);
                if (one.Name == "commit")
                {
                    yield return new JournalNews(cursor ?? "", Commit(one.Data));
                }
            }

            var again = new Attempt.Again(null, null, broken, null);
            await Task.Delay(
                _sender.Delay(++breaks, again) ?? throw _sender.Fault(again, breaks), _sender.Time, cancel);
        }
    }

    private static HttpRequestMessage EventsRequest(string region, string? ledger, string? cursor)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Get, $"/v1/regions/{Escape(region)}/events{Query(("ledger", ledger))}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (cursor is not null)
        {
            request.Headers.Add("Last-Event-ID", cursor);
        }

        return request;
    }

    private static async Task<(ServerEvent? Event, Exception? Broken)> NextAsync(IAsyncEnumerator<ServerEvent> events)
    {
        try
        {
            return (await events.MoveNextAsync() ? events.Current : null, null);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or TimeoutException)
        {
            return (null, broken);
        }
    }

    private static CommitEvent Commit(string data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, WireJson.Default.CommitEvent)!;
        }
        catch (JsonException strange)
        {
            throw new RegionalFaultException(
                FaultKind.NotUnderstood, $"An event is not what this client understands. {strange.Message}",
                cause: strange);
        }
    }
}

/// <summary>A commit and where to resume after it.</summary>
/// <param name="Cursor">Opaque; sent as <c>Last-Event-ID</c>.</param>
/// <param name="Commit">What it holds.</param>
public sealed record JournalNews(string Cursor, CommitEvent Commit);
