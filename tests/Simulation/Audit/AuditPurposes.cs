namespace Regional.Simulation.Audit;

/// <summary>Purpose codes and their kinds, written down a second time (003, 2.1): 1 real, 2 financial.</summary>
internal static class AuditPurposes
{
    public const int FinancialKind = 2;

    public static readonly HashSet<string> Bookkeeping = ["opening", "correction", "settlement", "exchange-difference", "demurrage", "levy", "loss"];

    private static readonly HashSet<string> Real =
        ["goods", "services", "wages", "dividend", "fixed-asset", "goodwill", "project-share", "fee", "underwriting", "pledge"];

    private static readonly HashSet<string> Financial =
    [
        "loan", "instalment", "currency", "inventory", "old-good", "security", "household", "time-deposit", "settlement",
        "exchange-difference", "opening", "correction", "clearing", "demurrage", "levy", "loss",
    ];

    /// <summary>Null: no such purpose.</summary>
    public static int? KindOf(string purpose) => Real.Contains(purpose) ? 1 : Financial.Contains(purpose) ? FinancialKind : null;

    /// <summary>Whether a ledger's terms allow members to pay for this at a date.</summary>
    public static bool IsAllowed(AuditLedger ledger, string purpose, bool isBookkeeping, DateOnly date, long place)
    {
        if (KindOf(purpose) is not { } kind)
        {
            return false;
        }

        if (Bookkeeping.Contains(purpose))
        {
            return isBookkeeping;
        }

        var list = InForce(ledger, date, place, "purposes");
        var financial = InForce(ledger, date, place, "financialAllowed");
        return (list is null || list.Split(',').Contains(purpose)) && (kind == 1 || financial is null or "true");
    }

    /// <summary>The newest set of terms with a date on or before the date is in force, whole.</summary>
    public static string? InForce(AuditLedger ledger, DateOnly date, long place, string name)
    {
        AuditTerms? best = null;
        foreach (var terms in ledger.Terms)
        {
            if (terms.Place <= place && terms.From <= date && (best is null || terms.From >= best.From))
            {
                best = terms;
            }
        }

        return best?.Name == name ? best.Value : null;
    }
}
