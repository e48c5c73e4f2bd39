using System.Collections.Immutable;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;

namespace Regional.Domain.Tests.Schemes;

public sealed class TermsRulesTests
{
    private static readonly Currency Unit = new("KMK", 2);

    public static TheoryData<string, string> Schemes =>
        new(SchemeCatalogue.All.SelectMany(static scheme =>
            TermsRules.CatalogueOf(scheme).Select(parameter => (scheme.Name, parameter.Name))));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Every_parameter_says_what_it_means_and_its_default_is_valid(string scheme, string name)
    {
        SchemeCatalogue.Find(scheme).TryGet(out var found, out _);
        var parameter = TermsRules.CatalogueOf(found!).Single(parameter => parameter.Name == name);
        Assert.True(parameter.Meaning.Length > 10 && parameter.Source.Length > 2);
        Assert.True(parameter.Default.Length == 0 || parameter.IsValid(parameter.Default, Unit));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("limitModel=greco;grecoMultiple=2", null)]
    [InlineData("limitModel=greco;grecoMultiple=3", null)]
    [InlineData("limitModel=greco;grecoMultiple=1.99", "parameterInvalid")]
    [InlineData("limitModel=greco;grecoMultiple=3.01", "parameterInvalid")]
    [InlineData("limitModel=greco;grecoMultiple=2.001", "parameterInvalid")]
    [InlineData("limitModel=greco;grecoMonths=0", "parameterInvalid")]
    [InlineData("limitModel=greco;grecoMonths=36", null)]
    [InlineData("limitModel=greco;grecoMonths=37", "parameterInvalid")]
    [InlineData("limitModel=greco;washShare=0", "parameterInvalid")]
    [InlineData("limitModel=greco;washShare=25", null)]
    [InlineData("limitModel=greco;washShare=100.0001", "parameterInvalid")]
    [InlineData("limitModel=greco;washBase=some", "parameterInvalid")]
    [InlineData("limitModel=greco;salesPurposes=", "parameterInvalid")]
    [InlineData("limitModel=Greco", "parameterInvalid")]
    [InlineData("limitModel=fixed;grecoMultiple=2", "parametersContradict")]
    [InlineData("grecoMultiple=2", "parametersContradict")]
    [InlineData("limitModel=riegel;washShare=25", "parametersContradict")]
    [InlineData("limitModel=greco;payMonths=3", "parametersContradict")]
    [InlineData("limitModel=riegel;payMonths=3;commercialShare=50", null)]
    [InlineData("limitModel=riegel;payMonths=13", "parameterInvalid")]
    [InlineData("limitModel=riegel;commercialShare=-1", "parameterInvalid")]
    [InlineData("limitModel=riegel;receiptsRepay=both", "parameterInvalid")]
    [InlineData("limitModel=riegel;purposes=goods,services", "parametersContradict")]
    [InlineData("limitModel=riegel;purposes=goods,wages", null)]
    [InlineData("purposes=goods,loan", null)]
    [InlineData("purposes=goods,loan;financialAllowed=false", "parametersContradict")]
    [InlineData("financialAllowed=perhaps", "parameterInvalid")]
    [InlineData("newAccountLimit=100.50", null)]
    [InlineData("newAccountLimit=100.505", "parameterInvalid")]
    [InlineData("newAccountLimit=-1", "parameterInvalid")]
    [InlineData("softLimit=0", "parameterInvalid")]
    [InlineData("softLimit=100", null)]
    [InlineData("ceilingMultiple=0.09", "parameterInvalid")]
    [InlineData("ceilingMultiple=1.5", null)]
    [InlineData("lateLines=open-period", null)]
    [InlineData("lateLines=sometimes", "parameterInvalid")]
    [InlineData("interest=5", "parameterUnknown")]
    [InlineData("LimitModel=greco", "parameterUnknown")]
    [InlineData("interest=5;softLimit=0", "parameterUnknown")]
    [InlineData("grecoMultiple=2;softLimit=0", "parameterInvalid")]
    public void Mutual_credit_takes_what_its_row_says(string parameters, string? expected)
    {
        var read = parameters.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('='))
            .ToImmutableSortedDictionary(static pair => pair[0], static pair => pair[1], StringComparer.Ordinal);
        var refusal = TermsRules.Check(MutualCreditScheme.SchemeName, read, Unit);
        Assert.Equal(expected, refusal is null ? null : RefusalCatalogue.Of(refusal.Reason).Code);
    }
}
