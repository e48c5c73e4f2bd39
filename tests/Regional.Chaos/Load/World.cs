using System.Globalization;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Load;

/// <summary>
/// A region of three communities with units, scales and rates of their own; in each two shops where everybody buys, members
/// who come now and then, and accounts that only imports touch. Limits and caps are near enough to be met.
/// </summary>
public static class World
{
    public const string Region = "chaos";
    public const string Coordinator = "coordinator";
    public const int MemberCount = 30;
    public const int ShopCount = 2;
    public const int ImportAccountCount = 6;

    /// <summary>The savings pool's community and ledger.</summary>
    public const string Pool = "dana";
    public const string PoolCurrency = "NZD";
    public const int SaverCount = 5;

    /// <summary>Days that were over when the calendars were set; a period each.</summary>
    public const int PastPeriodCount = 40;

    private const string RegionCurrency = "EUR";
    private const int SetUpConcurrency = 8;
    private const int AttemptCountMax = 30;
    private const int TokenAttemptCountMax = 5;

    public static IReadOnlyList<Community> Communities { get; } =
    [
        new("ana", "ANA", Scale: 2, Buy: "1", Sell: "1"),
        new("beo", "BEO", Scale: 0, Buy: "0.76", Sell: "0.75"),
        new("cia", "CIA", Scale: 3, Buy: "0.1", Sell: "0.1"),
    ];

    /// <summary>Ledgers with periods, one of each scheme: a mutual-credit community's first.</summary>
    public static IReadOnlyList<string> PeriodLedgers { get; } = ["ana", Pool, SchemeBooks.Komoko, SchemeBooks.Coupons];

    /// <summary>First date of the first period of all of them.</summary>
    public static DateOnly FirstPeriodDate { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-PastPeriodCount);

    /// <summary>Makes everything, through the silos, noted like everything else. The coupon book's till.</summary>
    public static async Task<Guid> CreateAsync(
        Sender sender, Tokens tokens, Cli cli, string connectionString, CancellationToken cancel)
    {
        tokens.Keep(Coordinator, await IssueFirstTokenAsync(cli, connectionString, cancel));
        await DoAsync(HttpMethod.Post, Coordinator, "/v1/regions", new()
        {
            ["code"] = Region, ["name"] = Region, ["currency"] = RegionCurrency, ["scale"] = 2, ["timeZone"] = "UTC",
            ["capPolicy"] = "refuse",
        });
        await AddPoolAsync();
        var till = await SchemeBooks.CreateAsync(tokens, DoAsync);
        foreach (var community in Communities)
        {
            await AddAsync(community);
        }

        foreach (var ledger in PeriodLedgers)
        {
            await DoAsync(HttpMethod.Put, ledger, $"/v1/ledgers/{ledger}/periods/calendar", new()
            {
                ["cycle"] = "daily", ["firstDate"] = FirstPeriodDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            });
        }

        var carry = new JsonObject();
        foreach (var community in Communities)
        {
            carry[$"carry.{community.Code}"] = "500";
        }

        await DoAsync(HttpMethod.Post, Coordinator, $"/v1/ledgers/{Region}/terms", new()
        {
            ["validFrom"] = Today(), ["parameters"] = carry,
        });
        return till;

        async Task AddPoolAsync()
        {
            await DoAsync(HttpMethod.Post, Coordinator, $"/v1/regions/{Region}/communities", new()
            {
                ["code"] = Pool, ["name"] = Pool,
            });
            await DoAsync(HttpMethod.Post, Coordinator, "/v1/tokens", new()
            {
                ["hash"] = tokens.Draw(Pool), ["actor"] = $"administrator:{Pool}", ["role"] = "administrator",
                ["community"] = Pool,
            });
            await DoAsync(HttpMethod.Post, Coordinator, $"/v1/communities/{Pool}/ledgers", new()
            {
                ["code"] = Pool, ["currency"] = PoolCurrency, ["scale"] = 2, ["scheme"] = "savings-pool",
                ["isTrading"] = false,
            });
            for (var no = 1; no <= SaverCount; no++)
            {
                await OpenAsync(Pool, new MemberAccount($"saver{no}", Floor: null, Ceiling: null));
            }
        }

        async Task AddAsync(Community community)
        {
            var code = community.Code;
            await DoAsync(HttpMethod.Post, Coordinator, $"/v1/regions/{Region}/communities", new()
            {
                ["code"] = code, ["name"] = code,
            });
            await DoAsync(HttpMethod.Post, Coordinator, "/v1/tokens", new()
            {
                ["hash"] = tokens.Draw(code), ["actor"] = $"administrator:{code}", ["role"] = "administrator",
                ["community"] = code,
            });
            await DoAsync(HttpMethod.Post, Coordinator, $"/v1/communities/{code}/ledgers", new()
            {
                ["code"] = code, ["currency"] = community.Currency, ["scale"] = community.Scale, ["isTrading"] = true,
            });
            await DoAsync(HttpMethod.Put, Coordinator, $"/v1/ledgers/{Region}/accounts/{code}/limits", new()
            {
                ["floor"] = "-2000", ["ceiling"] = "2000", ["reason"] = "near enough to be met",
            });
            foreach (var (side, rate) in new[] { ("buy", community.Buy), ("sell", community.Sell) })
            {
                await DoAsync(HttpMethod.Post, Coordinator, $"/v1/ledgers/{code}/rates", new()
                {
                    ["kind"] = "real", ["side"] = side, ["rate"] = rate, ["validFrom"] = Today(),
                });
            }

            await Parallel.ForEachAsync(
                community.Accounts,
                new ParallelOptions { MaxDegreeOfParallelism = SetUpConcurrency, CancellationToken = cancel },
                async (account, _) => await OpenAsync(code, account));
        }

        async Task OpenAsync(string community, MemberAccount account)
        {
            await DoAsync(HttpMethod.Post, community, $"/v1/communities/{community}/members", new()
            {
                ["code"] = account.Code, ["name"] = account.Code,
            });
            var body = new JsonObject { ["code"] = account.Code, ["member"] = account.Code };
            if (account.Floor is { } floor)
            {
                body["floor"] = floor;
            }

            if (account.Ceiling is { } ceiling)
            {
                body["ceiling"] = ceiling;
            }

            await DoAsync(HttpMethod.Post, community, $"/v1/ledgers/{community}/accounts", body);
        }

        async Task<Guid> DoAsync(HttpMethod method, string actor, string path, JsonObject body)
        {
            var order = Order.New(method, CommandKind.SetUp, actor, path, body);
            var verdict = await sender.SendAsync(order, AttemptCountMax, CancellationToken.None, cancel);
            if (verdict is not Verdict.Done)
            {
                throw new InvalidOperationException($"{path} ended as {verdict}: {body.ToJsonString()}");
            }

            return order.Id;
        }
    }

    // The silos that have just started may have every connection for a moment.
    private static async Task<string> IssueFirstTokenAsync(Cli cli, string connectionString, CancellationToken cancel)
    {
        string[] arguments =
        [
            "token", "issue", "--role", "coordinator", "--actor", "coordinator:chaos", "--bootstrap", "--db",
            connectionString, "--json",
        ];
        for (var attempt = 1; attempt < TokenAttemptCountMax; attempt++)
        {
            var issued = await cli.RunAsync(cancel, arguments);
            if (issued.ExitCode == 0)
            {
                return issued.Json.GetProperty("token").GetString()!;
            }
        }

        return (await cli.DoAsync(arguments)).Json.GetProperty("token").GetString()!;
    }

    private static string Today() => DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
