using static Regional.Client.Tests.StubServer;

namespace Regional.Client.Tests;

public sealed class FollowTests
{
    private static readonly RegionalClientOptions Options =
        new() { AttemptCountMax = 3, DelayBase = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_broken_stream_is_resumed_after_the_last_commit_seen()
    {
        var server = new StubServer(
            Stream(": hello\n\n" + Commit("1-100", 1) + Commit("1-101", 2) + "event: commit\nid: 1-102\ndata: {\"half"),
            Broken,
            Stream(Commit("1-102", 3)));

        var commits = await ReadAsync(server, 3);

        Assert.Equal([1, 2, 3], commits.Select(static news => news.Commit.Commit));
        Assert.Equal([null, "1-101", "1-101"], server.Requests.Select(static request => request.Cursor));
    }

    [Fact]
    public async Task Data_over_several_lines_is_one_event_and_unknown_events_are_passed_over()
    {
        var text = Commit("1-1", 1).Replace("data: {", "data: {\ndata:", StringComparison.Ordinal);
        var commits = await ReadAsync(new StubServer(Stream("event: greeting\ndata: hi\n\n" + text)), 1);
        Assert.Equal(1, Assert.Single(commits).Commit.Commit);
    }

    [Fact]
    public async Task Streams_that_break_without_a_word_use_the_attempts_up()
    {
        var fault = await Assert.ThrowsAsync<RegionalFaultException>(
            () => ReadAsync(new StubServer(Stream(""), Stream(""), Stream("")), 1));
        Assert.Equal(FaultKind.Unreachable, fault.Kind);
    }

    [Fact]
    public async Task Who_may_not_follow_is_told_so()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(
            () => ReadAsync(new StubServer(Refusal(403, "notPermitted", "malformed")), 1));
        Assert.Equal("notPermitted", refused.Refusal.Code);
    }

    private static string Commit(string cursor, int number) =>
        $$"""
        event: commit
        id: {{cursor}}
        data: {"commit":{{number}},"at":"2026-11-22T00:00:00Z","transfers":[]}


        """;

    private static async Task<List<JournalNews>> ReadAsync(StubServer server, int count)
    {
        using var client = new RegionalClient(Options, server, new SkippingTime(), static () => 0.5);
        var read = new List<JournalNews>();
        await foreach (var news in client.FollowAsync("r"))
        {
            read.Add(news);
            if (read.Count == count)
            {
                break;
            }
        }

        return read;
    }
}
