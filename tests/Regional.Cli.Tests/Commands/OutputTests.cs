namespace Regional.Cli.Tests.Commands;

public sealed class OutputTests
{
    private readonly FakeServer _server = new();

    [Fact]
    public async Task A_transfer_is_shown_as_a_table()
    {
        _server.Routes["POST /v1/ledgers/lg/transfers"] = (201,
            """
            {"id":"01890c7e-7b1a-7c3d-8e4f-0123456789ab","status":"posted","isReplay":false,"commit":7,"recordedAt":"2026-11-22T03:04:05.678Z",
             "entries":[{"leg":0,"payer":"lg/a","payee":"lg/b","amount":{"amount":"12.50","currency":"KOM","minor":1250},
             "payerEntry":4,"payerBalance":{"amount":"-12.50","currency":"KOM","minor":-1250},"payeeEntry":9,"payeeBalance":{"amount":"12.50","currency":"KOM","minor":1250}}]}
            """);

        var run = await CliRun.OfAsync(_server, ["transfer", "a", "b", "12.50", "KOM", "--ledger", "lg", "--id", "01890c7e-7b1a-7c3d-8e4f-0123456789ab"]);

        Assert.Equal(0, run.Code);
        Assert.Equal(
            """
            status    posted
            done      now
            recorded  2026-11-22 03:04:05Z
            commit    7
            id        01890c7e-7b1a-7c3d-8e4f-0123456789ab

              leg   payer   payee      amount   payer's entry   payer's balance   payee's entry   payee's balance
            ───────────────────────────────────────────────────────────────────────────────────────────────────────
                0   lg/a    lg/b    12.50 KOM               4        -12.50 KOM               9         12.50 KOM
            """,
            run.Out);
        Assert.Equal(
            """{"id":"01890c7e-7b1a-7c3d-8e4f-0123456789ab","payer":"a","payee":"b","amount":"12.50","currency":"KOM","pending":false,"claimsDocument":false}""",
            _server.Requests.Single().Body);
    }

    [Fact]
    public async Task A_refusal_is_shown_with_code_facts_and_advice_on_the_error_stream()
    {
        _server.Routes["POST /v1/ledgers/lg/transfers"] = (422,
            """{"title":"Floor exceeded","status":422,"detail":"The payer has 5.00 KOM of room.","code":"floorExceeded","number":122,"class":"state","facts":{"room":"5.00","amount":"12.50"},"advice":"Pay less, or earn first."}""");

        var run = await CliRun.OfAsync(_server, ["transfer", "a", "b", "12.50", "KOM", "--ledger", "lg"]);

        Assert.Equal(1, run.Code);
        Assert.Empty(run.Out);
        Assert.Equal(
            """
            Refused: floorExceeded. The payer has 5.00 KOM of room.
              room: 5.00
              amount: 12.50
            Pay less, or earn first.
            """,
            run.Error);
    }

    [Fact]
    public async Task With_json_the_refusal_is_the_document()
    {
        _server.Routes["POST /v1/ledgers/lg/transfers"] = (422, """{"status":422,"code":"floorExceeded","number":122,"class":"state","facts":{},"advice":"Pay less."}""");

        var run = await CliRun.OfAsync(_server, ["transfer", "a", "b", "12.50", "KOM", "--ledger", "lg", "--json"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("\"code\": \"floorExceeded\"", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task After_a_fault_the_id_to_send_again_is_said()
    {
        _server.Routes["POST /v1/ledgers/lg/transfers"] = (503, """{"status":503,"code":"outcomeUnknown","class":"fault"}""");

        var run = await CliRun.OfAsync(_server, ["transfer", "a", "b", "12.50", "KOM", "--ledger", "lg"]);

        Assert.Equal(3, run.Code);
        Assert.Matches("--id [0-9a-f]{8}-[0-9a-f]{4}-7", run.Error);
        Assert.Single(_server.Requests.Select(static request => request.Body).Distinct());
    }

    [Fact]
    public async Task A_list_is_a_table_for_people_and_an_array_for_scripts()
    {
        _server.Balances["ani"] = -1250;
        _server.Floors["ani"] = -10_000;

        var people = await CliRun.OfAsync(_server, ["account", "list", "--ledger", "lg"]);
        var script = await CliRun.OfAsync(_server, ["account", "list", "--ledger", "lg", "--json"]);

        Assert.Equal(
            """
              account   name   role      status   balance   held     floor   ceiling   entries
            ────────────────────────────────────────────────────────────────────────────────────
              opening          opening   open        0.00   0.00                             0
              region           region    open        0.00   0.00                             0
              ani              member    open      -12.50   0.00   -100.00                   0
            """,
            people.Out);
        Assert.Equal("3 in all.", people.Error);
        using var json = System.Text.Json.JsonDocument.Parse(script.Out);
        Assert.Equal(3, json.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task What_members_wrote_is_shown_and_not_obeyed()
    {
        _server.Routes["GET /v1/communities/cm/members"] = (200, """{"items":[{"community":"cm","code":"x","name":"[red]A\u001b[2J[/]"}]}""");
        var run = await CliRun.OfAsync(_server, ["member", "list", "--community", "cm"]);
        Assert.Contains("[red]A·[2J[/]", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "region", "create" }, "regional region create --help")]
    [InlineData(new[] { "statement", "nope" }, "ledger/account")]
    [InlineData(new[] { "nonsense" }, "regional --help")]
    [InlineData(new[] { "rate", "set", "--ledger", "l", "--kind", "real", "--side", "buy", "--rate", "1", "--valid-from", "03/04/2026" }, "YYYY-MM-DD")]
    [InlineData(new[] { "import", "transfers", "nowhere.csv", "--ledger", "lg" }, "nowhere.csv")]
    [InlineData(new[] { "region", "list", "--url", "ftp://x" }, "ftp://x")]
    public async Task What_makes_no_sense_is_said_on_the_error_stream_with_code_2(string[] arguments, string said)
    {
        var run = await CliRun.OfAsync(_server, arguments);
        Assert.Equal(2, run.Code);
        Assert.Empty(run.Out);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Books_that_differ_are_code_4()
    {
        const string Zero = """{"amount":"0.00","currency":"KOM","minor":0}""";
        _server.Routes["GET /v1/regions/rg/proof"] = (200,
            $$"""{"region":"rg","at":"2026-11-22T00:00:00Z","holds":false,"ledgers":[{"ledger":"lg","accounts":3,"sum":{{Zero}}}],"mirrors":[]}""");
        _server.Routes["GET /v1/verify"] = (200,
            """
            {"line":"progress","check":"entries","done":1,"total":2}
            {"line":"difference","check":"entries","subject":"account 7","expected":"1","found":"2"}
            {"line":"result","done":2,"differences":1,"detail":"1 difference."}

            """);

        Assert.Equal(4, (await CliRun.OfAsync(_server, ["proof", "--region", "rg"])).Code);
        var verify = await CliRun.OfAsync(_server, ["verify"]);
        Assert.Equal(4, verify.Code);
        Assert.Contains("entries: account 7: expected 1, found 2", verify.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_comes_from_option_environment_or_file_in_this_order_and_is_drawn_with_its_prefix()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "rgl_file\n");
        var run = await CliRun.OfAsync(
            new Asks("rgl_file"), ["region", "list"], new Dictionary<string,
            string> { ["REGIONAL_TOKEN_FILE"] = file });
        Assert.Equal(0, run.Code);
        run = await CliRun.OfAsync(
            new Asks("rgl_env"), ["region", "list"],
            new Dictionary<string, string> { ["REGIONAL_TOKEN_FILE"] = file, ["REGIONAL_TOKEN"] = "rgl_env" });
        Assert.Equal(0, run.Code);
        File.Delete(file);
    }

    [Fact]
    public async Task A_new_tokens_secret_is_shown_once_and_only_its_digest_is_sent()
    {
        _server.Routes["POST /v1/tokens"] = (201, """{"id":"01890c7e-7b1a-7c3d-8e4f-0123456789ab","result":{}}""");

        var run = await CliRun.OfAsync(
            _server, ["token", "issue", "--role", "teller", "--actor", "teller:cm/x", "--community", "cm", "--json"]);

        using var json = System.Text.Json.JsonDocument.Parse(run.Out);
        var token = json.RootElement.GetProperty("token").GetString()!;
        Assert.Matches("^rgl_[A-Za-z0-9_-]{43}$", token);
        var digest = Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
        Assert.Contains(digest, _server.Requests.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain(token, _server.Requests.Single().Body, StringComparison.Ordinal);
    }

    private sealed class Asks(string token) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(
                request.Headers.Authorization?.Parameter == token
                    ? System.Net.HttpStatusCode.OK
                    : System.Net.HttpStatusCode.NotFound)
            {
                Content = new StringContent("""{"items":[]}""", System.Text.Encoding.UTF8, "application/json"),
            });
    }
}
