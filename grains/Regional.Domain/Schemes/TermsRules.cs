using System.Collections.Immutable;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes;

/// <summary>
/// What a set of parameters must be before it is a ledger's terms; the same for the journal, for a dry run, and for any
/// model of them.
/// </summary>
public static class TermsRules
{
    /// <summary>
    /// The first rule the parameters break, or null. Order: names the scheme does not read
    /// (<c>parameterUnknown</c>), values that are none (<c>parameterInvalid</c>), then what valid ones say against each
    /// other, in the scheme's own words (<c>parametersContradict</c> in mutual credit).
    /// </summary>
    public static Refusal? Check(IScheme scheme, SchemeParameters parameters, Currency currency)
    {
        foreach (var name in parameters.Values.Keys)
        {
            if (Find(scheme, name) is null)
            {
                return Refusal.For(RefusalReason.ParameterUnknown, new("scheme", scheme.Name), new("parameter", name));
            }
        }

        foreach (var (name, value) in parameters.Values)
        {
            var parameter = Find(scheme, name)!;
            if (!parameter.IsValid(value, currency))
            {
                return Refusal.For(
                    RefusalReason.ParameterInvalid, new("parameter", name), new("value", value),
                    new("meaning", parameter.Meaning));
            }
        }

        return scheme.FindContradiction(parameters, currency);
    }

    /// <summary>The same for a scheme by name. Refusal before all others: <c>schemeUnknown</c>.</summary>
    public static Refusal? Check(string scheme, ImmutableSortedDictionary<string, string> parameters, Currency currency) =>
        SchemeCatalogue.Find(scheme).TryGet(out var found, out var unknown)
            ? Check(found, new SchemeParameters(parameters), currency)
            : unknown;

    /// <summary>Every parameter that a ledger of the scheme has: its own, then those of every scheme.</summary>
    public static IEnumerable<SchemeParameter> CatalogueOf(IScheme scheme) =>
        scheme.Parameters.Concat(CommonParameters.All);

    private static SchemeParameter? Find(IScheme scheme, string name) =>
        CatalogueOf(scheme).FirstOrDefault(parameter => parameter.Name == name);
}
