using System.Collections.Frozen;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes;

/// <summary>
/// What a trade may be for, whoever trades. The payer declares the purpose; it says whether the trade is real or
/// financial (003, 2.1), and that is the same in every ledger of the path. Each side's scheme may refuse more.
/// </summary>
public static class TradePurposes
{
    // Fees and set-off come with a trade or after it.
    private static readonly FrozenSet<string> NotDeclared = Purposes.Bookkeeping.Concat([Purposes.Fee, "clearing"]).ToFrozenSet();

    /// <summary>The purposes a payer may declare in a trade; the others are a ledger's own bookkeeping.</summary>
    public static IEnumerable<string> All => Purposes.All.Where(static purpose => !NotDeclared.Contains(purpose));

    /// <summary>The kind of a purpose; null: no payer may declare it.</summary>
    public static TransferKind? KindOf(string purpose) => NotDeclared.Contains(purpose) ? null : Purposes.KindOf(purpose);

    /// <summary>
    /// Whether the two ends may make a trade of that kind. A financial one needs a circle to happen in: at least one end
    /// must be a komoko (003, 2.1). Refusal: <c>financialNeedsKomoko</c>.
    /// </summary>
    /// <param name="kind">Of the purpose that the payer declares.</param>
    /// <param name="purpose">What it is for.</param>
    /// <param name="payer">Name of the scheme of the payer's ledger.</param>
    /// <param name="payee">Name of the scheme of the payee's ledger.</param>
    public static Refusal? CheckEnds(TransferKind kind, string purpose, string payer, string payee) =>
        kind == TransferKind.Real || HasFinancialCircle(payer) || HasFinancialCircle(payee)
            ? null
            : Refusal.For(
                RefusalReason.FinancialNeedsKomoko, new("purpose", purpose), new("payer", payer), new("payee", payee));

    // The region's own ledger follows no scheme.
    private static bool HasFinancialCircle(string scheme) =>
        SchemeCatalogue.Find(scheme).TryGet(out var found, out _) && found.HasFinancialCircle;
}
