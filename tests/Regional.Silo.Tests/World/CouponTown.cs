namespace Regional.Silo.Tests.World;

/// <summary>Coupon books in a town.</summary>
internal static class CouponTown
{
    /// <summary>A coupon book of ana with two members, a series of notes and an open till with all of them.</summary>
    public static async Task<(string Book, string Till)> OpenCouponsAsync(this Town town, string ledger, string series)
    {
        var administrator = town["administrator@ana"];
        await administrator.MustAsync(
            "/v1/communities/ana/ledgers", new { code = ledger, currency = "IDR", scale = 0, scheme = "coupons" });
        foreach (var member in (string[])["m1", "m2"])
        {
            await administrator.MustAsync($"/v1/ledgers/{ledger}/accounts", new { code = member, member });
        }

        var book = $"/v1/ledgers/{ledger}";
        await administrator.MustAsync(
            $"{book}/coupons/series", new { code = series, name = "Kupon Ana", issuedOn = "2026-01-01", lastValidDay = "2100-01-01" });
        await administrator.MustAsync($"{book}/coupons/series/{series}/notes", new { numbers = "1-100", value = "1000" });
        await administrator.MustAsync($"{book}/coupons/series/{series}/notes", new { numbers = "101-110", value = "50000" });
        var till = await town["teller@ana"].MustAsync($"{book}/coupons/tills", new { notes = new[] { $"{series} 1-110" } });
        return (book, (string)till.Json["result"]!["till"]!);
    }
}
