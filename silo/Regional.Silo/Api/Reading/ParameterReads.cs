using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Schemes;
using Regional.Silo.Access;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Reading;

/// <summary>What terms can say: the catalogue of a scheme's parameters, and the values in force in a ledger.</summary>
internal sealed class ParameterReads(Places places, ILedgerDirectory directory, BusinessDates dates) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Registry");
        group.Get("/schemes/{scheme}/parameters", ListOfScheme)
            .Reads<Page<ParameterView>>("Parameters of a scheme: default, meaning, source");
        group.Get("/ledgers/{ledger}/parameters", ListOfLedgerAsync)
            .Reads<Page<ParameterView>>("Parameters of a ledger's scheme with the values in force");
    }

    private static Task<IResult> ListOfScheme(HttpContext http, string scheme) =>
        SchemeCatalogue.Find(scheme).TryGet(out var found, out _)
            ? Task.FromResult(Page(TermsRules.CatalogueOf(found).Select(parameter => View(found, parameter))))
            : throw EdgeRefusal.NotFound("scheme", scheme);

    private async Task<IResult> ListOfLedgerAsync(HttpContext http, string ledger)
    {
        var place = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadRegistry, Target.Of(place));
        var book = await directory.FindLedgerAsync(place.Id, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("ledger", ledger);
        var today = await dates.TodayAsync(place.Region, http.RequestAborted);
        if (place.Community is null || !SchemeCatalogue.Find(book.Scheme).TryGet(out var scheme, out _))
        {
            return Page([]);
        }

        var inForce = SchemeParameters.SetInForce(book.Terms, today);
        return Page(TermsRules.CatalogueOf(scheme).Select(parameter =>
            inForce is not null && inForce.Values.TryGetValue(parameter.Name, out var value)
                ? View(scheme, parameter) with { Value = value, ValidFrom = inForce.ValidFrom }
                : View(scheme, parameter) with { Value = parameter.Default }));
    }

    private static IResult Page(IEnumerable<ParameterView> parameters) =>
        Answer.Ok(new Page<ParameterView>([.. parameters], Next: null));

    private static ParameterView View(IScheme scheme, SchemeParameter parameter) => new()
    {
        Scheme = scheme.Name,
        Name = parameter.Name,
        Default = parameter.Default,
        Meaning = parameter.Meaning,
        Source = parameter.Source,
    };
}
