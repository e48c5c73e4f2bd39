using System.Collections.Immutable;
using System.Globalization;
using Regional.Client.Model;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons.Indicators;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Coupons;

/// <summary>
/// Monthly figures of a credit union before and during its coupons; the reports work out what they say.
/// </summary>
internal sealed class IndicatorEndpoints(HostSettings settings, Places places, CommandDesk desk) : IEndpointGroup
{
    private const byte ShareScale = 2;

    public void Map(RouteGroupBuilder v1)
    {
        v1.Put("/ledgers/{ledger}/coupons/indicators/{month}", EnterAsync).WithTags("Coupons")
            .Commands<IndicatorsBody, CommandView>(
                "Enter a month's indicators (YYYY-MM)",
                "A figure entered again replaces the one before, which is kept. What they come to: the reports baseline, "
                + "indicators and assumptions.");
    }

    private async Task<IResult> EnterAsync(HttpContext http, string ledger, string month)
    {
        var body = await BodyReader.ReadAsync<IndicatorsBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        if (!DateOnly.TryParseExact(
            $"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            throw EdgeRefusal.For(RefusalReason.DateMalformed, new("field", "month"), new("value", EdgeRefusal.Shown(month)));
        }

        var figures = ImmutableSortedDictionary.CreateBuilder<Indicator, long>();
        foreach (var (name, text) in body.Figures ?? throw EdgeRefusal.Missing("figures"))
        {
            var indicator = Words.Parse<Indicator>("figures", name);
            figures[indicator] = Value(name, text, IndicatorUnits.UnitOf(indicator), book.Currency);
        }

        var command = new EnterIndicators(book.Id, first, figures.ToImmutable())
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["ledger"] = book.Code }, "month", "figures");
    }

    private static long Value(string name, string? text, IndicatorUnit unit, Currency currency)
    {
        var scale = unit switch
        {
            IndicatorUnit.Count => (byte)0,
            IndicatorUnit.Money => currency.Scale,
            IndicatorUnit.Share => ShareScale,
        };
        return MoneyText.Parse(text, scale, out var value) == MoneyTextError.None && value >= 0
            ? value
            : throw EdgeRefusal.Malformed(name, text ?? "");
    }
}
