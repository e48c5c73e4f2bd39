using Regional.Client.Model;
using static Regional.Client.Tests.StubServer;

namespace Regional.Client.Tests;

public sealed class RetryTests
{
    private const string Posted = """{"id":"01890c7e-7b1a-7c3d-8e4f-0123456789ab","status":"posted","commit":7}""";

    private static readonly RegionalClientOptions Options = new()
    {
        AttemptCountMax = 4,
        DelayBase = TimeSpan.FromSeconds(1),
        DelayMax = TimeSpan.FromSeconds(10),
        Token = "rgl_x",
    };

    private readonly SkippingTime _time = new();

    public static TheoryData<string, int, string, string> Answers => new()
    {
        // what                     status  code                 class
        { "overloaded",             503, "overloaded", "transient" },
        { "busy account",           503, "busy", "transient" },
        { "spent budget",           429, "refusalBudgetSpent", "transient" },
        { "ledger unavailable",     503, "ledgerUnavailable", "fault" },
        { "unknown outcome",        503, "outcomeUnknown", "fault" },
        { "gateway without server", 502, "", "" },
        { "gateway's time-out",     504, "", "" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task What_may_pass_is_sent_again_with_the_same_id_until_it_is_answered(
        string what, int status, string code, string kind)
    {
        Assert.NotEmpty(what);
        var server = new StubServer(Refusal(status, code, kind), Refusal(status, code, kind), Json(201, Posted));

        var answer = await Pay(server);

        Assert.True(answer.IsDone);
        Assert.Equal(7, answer.Value.Commit);
        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Select(static request => request.Body).Distinct());
        Assert.Contains("\"id\":\"", server.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_and_delays_double_half_of_each_by_chance()
    {
        var server = new StubServer(Broken, Broken, Broken, Json(201, Posted));

        Assert.True((await Pay(server)).IsDone);

        Assert.Equal([TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3)], _time.Waits);
    }

    [Fact]
    public async Task When_the_attempts_are_used_up_a_broken_connection_is_a_fault()
    {
        var server = new StubServer(Broken, Broken, Broken, Broken);

        var fault = await Assert.ThrowsAsync<RegionalFaultException>(() => Pay(server));

        Assert.Equal(FaultKind.Unreachable, fault.Kind);
        Assert.Contains("4 attempts", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_attempts_are_used_up_a_transient_refusal_is_a_value_and_an_unknown_outcome_a_fault()
    {
        var busy = Refusal(503, "busy", "transient");
        var answer = await Pay(new StubServer(busy, busy, busy, busy));
        Assert.Equal("busy", answer.Refusal!.Code);
        Assert.True(answer.IsTransient);

        var unknown = Refusal(503, "outcomeUnknown", "fault");
        var fault = await Assert.ThrowsAsync<RegionalFaultException>(
            () => Pay(new StubServer(unknown, unknown, unknown, unknown)));
        Assert.Equal("outcomeUnknown", fault.Problem!.Code);
    }

    [Theory]
    [InlineData(422, "floorExceeded", "state")]
    [InlineData(400, "amountMalformed", "malformed")]
    [InlineData(409, "idReused", "malformed")]
    [InlineData(401, "tokenUnknown", "malformed")]
    public async Task A_final_refusal_is_a_value_and_is_not_sent_again(int status, string code, string kind)
    {
        var server = new StubServer(Refusal(status, code, kind));

        var answer = await Pay(server);

        Assert.False(answer.IsDone);
        Assert.Equal(code, answer.Refusal.Code);
        Assert.Equal("m1", answer.Refusal.Facts["account"]);
        Assert.Throws<RefusedException>(() => answer.Value);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task The_server_says_when_to_come_back()
    {
        var server = new StubServer(
            Refusal(503, "overloaded", "transient", TimeSpan.FromSeconds(9)), Json(201, Posted));

        Assert.True((await Pay(server)).IsDone);

        Assert.Equal([TimeSpan.FromSeconds(9)], _time.Waits);
    }

    [Fact]
    public async Task A_server_that_asks_for_longer_than_the_bound_gets_no_further_attempt()
    {
        var server = new StubServer(Refusal(429, "refusalBudgetSpent", "transient", TimeSpan.FromSeconds(11)));

        Assert.Equal("refusalBudgetSpent", (await Pay(server)).Refusal!.Code);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task A_bug_at_the_server_is_a_fault_at_once()
    {
        var fault = await Assert.ThrowsAsync<RegionalFaultException>(() => Pay(new StubServer(Json(500, "{}"))));
        Assert.Equal(FaultKind.ServerFault, fault.Kind);
    }

    [Fact]
    public async Task An_answer_of_something_else_is_not_understood()
    {
        var fault = await Assert.ThrowsAsync<RegionalFaultException>(() => Pay(new StubServer(Json(200, "<html>"))));
        Assert.Equal(FaultKind.NotUnderstood, fault.Kind);
    }

    [Fact]
    public async Task A_command_without_an_id_is_never_sent()
    {
        var server = new StubServer();
        using var client = Client(server);

        await Assert.ThrowsAsync<ArgumentException>(() => client.TransferAsync("l", Body() with { Id = null }));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_heard()
    {
        using var client = Client(new StubServer(Json(201, Posted)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.TransferAsync("l", Body(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Codes_in_paths_are_escaped()
    {
        var server = new StubServer(Json(201, Posted));
        using var client = Client(server);

        await client.TransferAsync("a/b?c", Body());

        Assert.Equal("POST /v1/ledgers/a%2Fb%3Fc/transfers", server.Requests[0].Line);
    }

    [Fact]
    public void Ids_are_of_version_7_and_ordered_by_time()
    {
        var first = CommandId.New(_time);
        Assert.Equal(7, first.Version);
        Assert.StartsWith(first.ToString()[..8], CommandId.New(_time).ToString(), StringComparison.Ordinal);
    }

    private static TransferBody Body() => new()
    {
        Id = Guid.Parse("01890c7e-7b1a-7c3d-8e4f-0123456789ab"),
        Payer = "a",
        Payee = "b",
        Amount = "1.00",
        Currency = "KOM",
    };

    private RegionalClient Client(StubServer server) => new(Options, server, _time, static () => 0.5);

    private async Task<Answer<PostingView>> Pay(StubServer server)
    {
        using var client = Client(server);
        return await client.TransferAsync("l", Body());
    }
}
