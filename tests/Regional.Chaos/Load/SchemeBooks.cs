using System.Globalization;
using System.Text.Json.Nodes;

namespace Regional.Chaos.Load;

/// <summary>
/// A komoko's book and a coupon book, each in a community of its own: lots that payments make and use up, notes that are in
/// a till or out of it, and periods whose ends charge, clear and rate.
/// </summary>
public static class SchemeBooks
{
    public const string Komoko = "kamen";
    public const string KomokoCurrency = "KOM";
    public const int BusinessCount = 2;
    public const int HouseholdCount = 4;

    public const string Coupons = "kupon";
    public const string CouponCurrency = "IDR";
    public const string Series = "KUP";
    public const int CustomerCount = 4;

    /// <summary>Few, so that a note is asked for at several places at once.</summary>
    public const int NoteCount = 60;
    public const int NoteValue = 1000;

    /// <summary>Whose token is the counter's.</summary>
    public const string Teller = "teller";

    /// <summary>Carries out one command of the set-up; its id.</summary>
    public delegate Task<Guid> Doing(HttpMethod method, string actor, string path, JsonObject body);

    /// <summary>Makes both; the till's number.</summary>
    public static async Task<Guid> CreateAsync(Tokens tokens, Doing doAsync)
    {
        await OpenBookAsync(Komoko, KomokoCurrency, 2, "komoko");
        for (var no = 1; no <= BusinessCount; no++)
        {
            await AddHolderAsync($"b{no}", "business", floor: "-50000");
        }

        for (var no = 1; no <= HouseholdCount; no++)
        {
            await AddHolderAsync($"h{no}", "household", floor: "0");
        }

        await OpenBookAsync(Coupons, CouponCurrency, 0, "coupons");
        await doAsync(HttpMethod.Post, Coupons, "/v1/tokens", new()
        {
            ["hash"] = tokens.Draw(Teller), ["actor"] = $"teller:{Coupons}", ["role"] = "teller", ["community"] = Coupons,
        });
        for (var no = 1; no <= CustomerCount; no++)
        {
            await AddMemberAsync(Coupons, $"m{no}");
            await doAsync(HttpMethod.Post, Coupons, $"/v1/ledgers/{Coupons}/accounts", new()
            {
                ["code"] = $"m{no}", ["member"] = $"m{no}",
            });
        }

        await doAsync(HttpMethod.Post, Coupons, $"/v1/ledgers/{Coupons}/coupons/series", new()
        {
            ["code"] = Series, ["name"] = "Kupon", ["issuedOn"] = Date(World.FirstPeriodDate), ["lastValidDay"] = "2100-01-01",
        });
        await doAsync(HttpMethod.Post, Coupons, $"/v1/ledgers/{Coupons}/coupons/series/{Series}/notes", new()
        {
            ["numbers"] = $"1-{NoteCount}", ["value"] = $"{NoteValue}",
        });
        return await doAsync(HttpMethod.Post, Teller, $"/v1/ledgers/{Coupons}/coupons/tills", new()
        {
            ["notes"] = new JsonArray($"{Series} 1-{NoteCount}"),
        });

        async Task OpenBookAsync(string code, string currency, int scale, string scheme)
        {
            await doAsync(HttpMethod.Post, World.Coordinator, $"/v1/regions/{World.Region}/communities", new()
            {
                ["code"] = code, ["name"] = code,
            });
            await doAsync(HttpMethod.Post, World.Coordinator, "/v1/tokens", new()
            {
                ["hash"] = tokens.Draw(code), ["actor"] = $"administrator:{code}", ["role"] = "administrator",
                ["community"] = code,
            });
            await doAsync(HttpMethod.Post, World.Coordinator, $"/v1/communities/{code}/ledgers", new()
            {
                ["code"] = code, ["currency"] = currency, ["scale"] = scale, ["scheme"] = scheme, ["isTrading"] = false,
            });
        }

        Task AddMemberAsync(string community, string code) => doAsync(
            HttpMethod.Post, community, $"/v1/communities/{community}/members", new() { ["code"] = code, ["name"] = code });

        async Task AddHolderAsync(string code, string holder, string floor)
        {
            await AddMemberAsync(Komoko, code);
            foreach (var (account, kind, least) in new[] { (code, "real", floor), ($"{code}-fin", "financial", "0") })
            {
                await doAsync(HttpMethod.Post, Komoko, $"/v1/ledgers/{Komoko}/accounts", new()
                {
                    ["code"] = account, ["member"] = code, ["kind"] = kind, ["floor"] = least,
                });
            }

            // The first clearing falls among the periods that are over.
            var first = World.FirstPeriodDate;
            await doAsync(HttpMethod.Put, Komoko, $"/v1/ledgers/{Komoko}/holders/{code}", new()
            {
                ["class"] = holder, ["validFrom"] = Date(first.AddDays(-1)),
                ["firstClearing"] = Date(new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month))),
            });
        }
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
