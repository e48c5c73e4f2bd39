using System.Reflection;
using Regional.Client.Model;
using static Regional.Client.Tests.StubServer;

namespace Regional.Client.Tests;

public sealed class ListTests
{
    [Fact]
    public async Task A_list_is_read_page_by_page_until_there_is_no_next()
    {
        var server = new StubServer(
            Json(200, """{"items":[{"community":"c","code":"m1","name":"A"}],"next":"m1"}"""),
            Json(200, """{"items":[{"community":"c","code":"m2","name":"B","shoeSize":44}]}"""));
        using var client = Client(server);

        var codes = new List<string>();
        await foreach (var member in client.ListMembersAsync("c"))
        {
            codes.Add(member.Code);
        }

        Assert.Equal(["m1", "m2"], codes);
        Assert.Equal(
            ["GET /v1/communities/c/members?limit=2", "GET /v1/communities/c/members?after=m1&limit=2"],
            server.Requests.Select(static request => request.Line));
    }

    [Fact]
    public async Task Half_a_list_is_no_answer_a_refusal_between_pages_throws()
    {
        using var client = Client(new StubServer(
            Json(200, """{"items":[],"next":"m1"}"""), Refusal(403, "notPermitted", "malformed")));

        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
        {
            await foreach (var member in client.ListMembersAsync("c"))
            {
                Assert.Null(member);
            }
        });
        Assert.Equal("notPermitted", refused.Refusal.Code);
    }

    [Fact]
    public async Task A_statement_turns_its_cursor_with_its_order()
    {
        var server = new StubServer(
            Json(200, """{"account":"l/a","currency":"KOM","items":[],"next":40}"""),
            Json(200, """{"account":"l/a","currency":"KOM","items":[]}"""));
        using var client = Client(server);

        await foreach (var entry in client.ListStatementAsync(new AccountCode("l", "a"), newestFirst: true, after: 50))
        {
            Assert.Null(entry);
        }

        Assert.Equal("GET /v1/ledgers/l/accounts/a/statement?before=50&order=newest&limit=2", server.Requests[0].Line);
        Assert.Equal("GET /v1/ledgers/l/accounts/a/statement?before=40&order=newest&limit=2", server.Requests[1].Line);
    }

    public static TheoryData<string> Lists =>
    [
        .. typeof(RegionalClient).GetMethods().Where(static method =>
            method.ReturnType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)
            && method.Name.StartsWith("List", StringComparison.Ordinal)).Select(static method => method.Name),
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Every_list_says_what_it_is_of_and_how_long_a_page_is_in_one_query(string name)
    {
        var server = new StubServer(Json(200, """{"account":"l/a","currency":"KOM","items":[]}"""));
        using var client = Client(server);
        var method = typeof(RegionalClient).GetMethod(name)!;
        var list = method.Invoke(client, [.. method.GetParameters().Select(static parameter => Given(parameter.ParameterType))])!;

        var drain = typeof(ListTests).GetMethod(nameof(DrainAsync), BindingFlags.NonPublic | BindingFlags.Static)!;
        await (Task)drain.MakeGenericMethod(method.ReturnType.GetGenericArguments()[0]).Invoke(null, [list])!;

        var query = server.Requests.Single().Line.Split('?');
        Assert.Equal(2, query.Length);
        Assert.EndsWith("limit=2", query[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_with_a_member_nobody_knows_is_not_read()
    {
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize(
            """{"payer":"a","payee":"b","amount":"1","currency":"KOM","expirySecond":5}""", WireJson.Default.TransferBody));
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize(
            """{"payer":"a","payee":"b","amount":1.5,"currency":"KOM"}""", WireJson.Default.TransferBody));
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize(
            """{"payer":"a","payee":"b","amount":"1","amount":"2","currency":"KOM"}""", WireJson.Default.TransferBody));
        Assert.Throws<System.Text.Json.JsonException>(() => System.Text.Json.JsonSerializer.Deserialize(
            """{"payer":"a","payee":null,"amount":"1","currency":"KOM"}""", WireJson.Default.TransferBody));
    }

    [Fact]
    public void What_a_sender_leaves_out_has_its_documented_default()
    {
        var ledger = System.Text.Json.JsonSerializer.Deserialize(
            """{"code":"l","currency":"KOM","scale":2}""", WireJson.Default.CreateLedgerBody)!;
        Assert.Equal(("mutual-credit", false), (ledger.Scheme, ledger.IsTrading));
        var problem = System.Text.Json.JsonSerializer.Deserialize("{}", WireJson.Default.Problem)!;
        Assert.Equal(("about:blank", "", 0), (problem.Type, problem.Advice, problem.Facts.Count));
    }

    private static RegionalClient Client(StubServer server) =>
        new(new RegionalClientOptions { PageSize = 2 }, server, new SkippingTime(), static () => 0.5);

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> list)
    {
        await foreach (var item in list)
        {
            Assert.Fail($"{item} was not sent.");
        }
    }

    // Everything that may be asked is asked.
    private static object Given(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var one when one == typeof(string) => "x",
        var one when one == typeof(AccountCode) => new AccountCode("l", "a"),
        var one when one == typeof(DateOnly) => new DateOnly(2026, 5, 1),
        var one => Activator.CreateInstance(one)!,
    };
}
