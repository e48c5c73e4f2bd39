using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Regional.Domain.Ledger;

/// <summary>Purpose codes and the kind of transaction each is (003, 2.1). A scheme may allow fewer.</summary>
public static class Purposes
{
    /// <summary>Goods, the default.</summary>
    public const string Goods = "goods";

    /// <summary>Fees and charges of a scheme.</summary>
    public const string Fee = "fee";

    private static readonly FrozenDictionary<string, TransferKind> Kinds = new Dictionary<string, TransferKind>
    {
        [Goods] = TransferKind.Real,
        ["services"] = TransferKind.Real,
        ["wages"] = TransferKind.Real,
        ["dividend"] = TransferKind.Real,
        ["fixed-asset"] = TransferKind.Real,
        ["goodwill"] = TransferKind.Real,
        ["project-share"] = TransferKind.Real,
        ["underwriting"] = TransferKind.Real,
        ["pledge"] = TransferKind.Real,
        [Fee] = TransferKind.Real,
        ["loan"] = TransferKind.Financial,
        ["instalment"] = TransferKind.Financial,
        ["currency"] = TransferKind.Financial,
        ["inventory"] = TransferKind.Financial,
        ["old-good"] = TransferKind.Financial,
        ["security"] = TransferKind.Financial,
        ["household"] = TransferKind.Financial,
        ["time-deposit"] = TransferKind.Financial,
        ["clearing"] = TransferKind.Financial,
        ["demurrage"] = TransferKind.Financial,
        ["levy"] = TransferKind.Financial,
        ["loss"] = TransferKind.Financial,
        ["settlement"] = TransferKind.Financial,
        ["exchange-difference"] = TransferKind.Financial,
        ["opening"] = TransferKind.Financial,
        ["correction"] = TransferKind.Financial,
    }.ToFrozenDictionary();

    /// <summary>A ledger's own bookkeeping, which is nobody's payment: one of its own accounts is on a side.</summary>
    public static ImmutableArray<string> Bookkeeping { get; } =
        ["opening", "correction", "settlement", "exchange-difference", "demurrage", "levy", "loss"];

    /// <summary>All codes.</summary>
    public static IEnumerable<string> All => Kinds.Keys.Order(StringComparer.Ordinal);

    /// <summary>The kind of a purpose; null: no such purpose.</summary>
    public static TransferKind? KindOf(string purpose) => Kinds.TryGetValue(purpose, out var kind) ? kind : null;
}
