using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Domain.Schemes;

/// <summary>The schemes there are.</summary>
public static class SchemeCatalogue
{
    /// <summary>In the order of the documents they follow.</summary>
    public static ImmutableArray<IScheme> All { get; } =
    [
        new MutualCreditScheme(), new SavingsPoolScheme(), new CouponScheme(), new ConvertibleScheme(), new RupiahScheme(),
            new KomokoScheme(),
    ];

    private static readonly FrozenDictionary<string, Ruling<IScheme>> ByName =
        All.ToFrozenDictionary(static scheme => scheme.Name, Ruling<IScheme>.Grant);

    /// <summary>What a scheme answers to a command of another.</summary>
    public static Refusal NotOf(IScheme scheme, SchemeCommand.Own command) =>
        Refusal.For(RefusalReason.CommandNotOfScheme, new("scheme", scheme.Name), new("command", command.Name));

    /// <summary>The scheme of that name. Refusal: <c>schemeUnknown</c>.</summary>
    public static Ruling<IScheme> Find(string name) =>
        ByName.TryGetValue(name, out var known)
            ? known
            : Refusal.For(RefusalReason.SchemeUnknown, new RefusalFact("scheme", name));
}
