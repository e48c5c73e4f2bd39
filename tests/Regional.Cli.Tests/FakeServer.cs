using System.Net;
using System.Text;
using System.Text.Json;
using Regional.Client.Model;

namespace Regional.Cli.Tests;

/// <summary>
/// A server of one ledger in memory, as far as an import can tell: ids are remembered, floors hold, opening is forced.
/// Routes a test adds come first.
/// </summary>
internal sealed class FakeServer : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (string Content, BatchOutcome Outcome)> _operations = [];

    /// <summary>Answers by method and path; a test's own.</summary>
    public Dictionary<string, (int Status, string Body)> Routes { get; } = [];

    public List<(string Line, string Body)> Requests { get; } = [];

    public Dictionary<string, long> Balances { get; } = new(StringComparer.Ordinal) { ["opening"] = 0, ["region"] = 0 };

    public Dictionary<string, long?> Floors { get; } = [];

    /// <summary>Asked before a batch is carried out; an exception is a broken connection.</summary>
    public Action<int> BeforeBatch { get; set; } = static _ => { };

    /// <summary>Asked after a batch is carried out: an answer that gets lost.</summary>
    public Action<int> AfterBatch { get; set; } = static _ => { };

    public int BatchCount { get; private set; }

    public int OperationCount => _operations.Count;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        var line = $"{request.Method} {path}";
        lock (_lock)
        {
            Requests.Add((line, body));
            if (Routes.TryGetValue(line, out var route))
            {
                return Answer(route.Status, route.Body);
            }

            return line switch
            {
                "GET /v1/ledgers/lg" => Answer(200, """{"code":"lg","region":"rg","community":"cm","currency":"KOM","scale":2,"scheme":"mutual-credit","isTrading":true}"""),
                "GET /v1/ledgers/lg/accounts" => Answer(200, Accounts()),
                "GET /v1/communities/cm/members" => Answer(200, Members()),
                "POST /v1/communities/cm/members" => Done(body),
                "POST /v1/ledgers/lg/accounts" => Open(body),
                "POST /v1/batches" => Batch(body),
                _ => Answer(404, """{"code":"notFound","class":"malformed","status":404,"facts":{"what":"route"},"advice":"Check."}"""),
            };
        }
    }

    private static HttpResponseMessage Answer(int status, string body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, status < 400
            ? "application/json"
            : "application/problem+json"),
    };

    private static HttpResponseMessage Done(string body)
    {
        using var json = JsonDocument.Parse(body);
        return Answer(201, $$"""{"id":"{{json.RootElement.GetProperty("id").GetGuid()}}","isReplay":false,"result":{} }""");
    }

    private string Accounts()
    {
        var items = Balances.Select(pair =>
        {
            var isSystem = pair.Key is "opening" or "region";
            var floor = Floors.GetValueOrDefault(pair.Key) is { } minor ? $$""","floor":{{Money(minor)}}""" : "";
            return $$"""
                {"ledger":"lg","code":"{{pair.Key}}","role":"{{(isSystem ? pair.Key : "member")}}","kind":"general","status":"open",
                "balance":{{Money(pair.Value)}},"debitsPending":{{Money(0)}},"creditsPending":{{Money(0)}},
                "debitsPosted":{{Money(0)}},"creditsPosted":{{Money(0)}},"entries":0,"version":1{{(isSystem ? "" : $",\"member\":\"{pair.Key}\"")}}{{floor}}}
                """;
        });
        return $$"""{"items":[{{string.Join(',', items)}}]}""";
    }

    private string Members() =>
        $$"""{"items":[{{string.Join(',', Balances.Keys.Where(static code => code is not ("opening" or "region")).Select(static code => $$"""{"community":"cm","code":"{{code}}","name":"{{code}}"}"""))}}]}""";

    private static string Money(long minor) => $$"""{"amount":"{{minor / 100m:0.00}}","currency":"KOM","minor":{{minor}}}""";

    private HttpResponseMessage Open(string body)
    {
        var account = JsonSerializer.Deserialize(body, WireJson.Default.OpenAccountBody)!;
        if (account.Kind == "wrong")
        {
            return Answer(400, """{"code":"fieldMalformed","class":"malformed","status":400,"facts":{"field":"kind","value":"wrong"},"advice":"Correct the field."}""");
        }

        Balances.TryAdd(account.Code, 0);
        Floors[account.Code] = account.Floor is { } floor ? (long)(decimal.Parse(floor) * 100) : null;
        return Done(body);
    }

    private HttpResponseMessage Batch(string body)
    {
        var number = ++BatchCount;
        BeforeBatch(number);
        var items = JsonSerializer.Deserialize(body, WireJson.Default.BatchBody)!.Items;
        var outcomes = items.Select(CarryOut).ToList();
        AfterBatch(number);
        return Answer(200, JsonSerializer.Serialize(new BatchView { Outcomes = outcomes }, WireJson.Default.BatchView));
    }

    private BatchOutcome CarryOut(BatchItem item)
    {
        var content = JsonSerializer.Serialize(item, WireJson.Default.BatchItem);
        if (_operations.TryGetValue(item.Id, out var earlier))
        {
            return earlier.Content == content
                ? earlier.Outcome with { IsReplay = true }
                : Refused(item, "idReused", "malformed", ("field", "amount"));
        }

        if (!decimal.TryParse(item.Amount, out var amount))
        {
            return Refused(item, "amountMalformed", "malformed", ("value", item.Amount));
        }

        var minor = (long)(amount * 100);
        foreach (var party in new[] { item.Payer, item.Payee })
        {
            if (!Balances.ContainsKey(party))
            {
                return Refused(item, "accountUnknown", "state", ("account", $"lg/{party}"));
            }
        }

        var outcome = item.ForcedReason is null && Floors.GetValueOrDefault(item.Payer) is { } floor && Balances[item.Payer] - minor < floor
            ? Refused(item, "floorExceeded", "state", ("account", $"lg/{item.Payer}"), ("room", $"{(Balances[item.Payer] - floor) / 100m:0.00}"))
            : new BatchOutcome { Id = item.Id, Status = "posted", Commit = BatchCount };
        if (outcome.Status == "posted")
        {
            Balances[item.Payer] -= minor;
            Balances[item.Payee] += minor;
        }

        _operations.Add(item.Id, (content, outcome));
        return outcome;
    }

    private static BatchOutcome Refused(BatchItem item, string code, string kind, params (string Name, string Value)[] facts) => new()
    {
        Id = item.Id,
        Status = "refused",
        Code = code,
        Class = kind,
        Facts = facts.ToDictionary(static fact => fact.Name, static fact => fact.Value),
        Advice = "Mend it.",
    };
}
