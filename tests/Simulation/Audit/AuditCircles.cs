using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Where an account of a komoko stands in the table of issue 7.</summary>
internal enum AuditCircle
{
    /// <summary>Nowhere: its holder is not entered, or it is of no kind.</summary>
    None,
    Business,
    Household,
    Financial,
    World,
    Own,
}

/// <summary>How far a payer may go below zero.</summary>
internal enum AuditOverdraft
{
    None,
    Depreciation,
    ToFloor,
}

/// <summary>What a line of the table says.</summary>
/// <param name="Matures">On arrival; null: copied from what it is paid from, the full grace for what is overdrawn.</param>
/// <param name="LotsFrom">Only credit due on this date or later leaves; null: any.</param>
internal sealed record AuditCell(AuditOverdraft Overdraft, DateOnly? Matures, DateOnly? LotsFrom = null);

/// <summary>The table of transactions of issue 7, line by line.</summary>
internal sealed class AuditCircles(AuditBook book)
{
    public const string Scheme = "komoko";

    public AskedHolder? HolderOf(AuditAccount account, DateOnly date) =>
        account.Member == 0 ? null : book.Komoko.InForce(account.Ledger, account.Member, date, book.TermsPlace);

    public AuditCircle Of(AuditAccount account, DateOnly date) => account.Role switch
    {
        AuditRole.Region or AuditRole.RestOfWorld => AuditCircle.World,
        AuditRole.Member => (account.Kind, HolderOf(account, date)?.Class) switch
        {
            (3, not null) => AuditCircle.Financial,
            (2, 1) => AuditCircle.Household,
            (2, 2) => AuditCircle.Business,
            _ => AuditCircle.None,
        },
        _ => AuditCircle.Own,
    };

    /// <summary>Whether its credits carry a maturity date: financial accounts' and households' do.</summary>
    public bool HasLots(AuditAccount account) =>
        account.Role == AuditRole.Member && book.Ledgers[account.Ledger].Scheme == Scheme
        && book.Komoko.Entered(account.Member) is { } holder
        && (account.Kind == 3 || (account.Kind == 2 && holder.Class == 1));

    /// <summary>Whether payer and payee are one holder's, or the payment says so.</summary>
    public static bool IsOwn(AuditAccount payer, AuditAccount payee, string purpose) =>
        purpose == "clearing" || (payer.Member != 0 && payer.Member == payee.Member);

    /// <summary>The line of a payment; null: credit does not pass this way.</summary>
    public AuditCell? Find(
        AuditAccount payer, AuditAccount payee, string purpose, DateOnly date, AuditKomokoTerms terms)
    {
        var (from, to) = (Of(payer, date), Of(payee, date));
        if (from == AuditCircle.None || to == AuditCircle.None)
        {
            return null;
        }

        if (IsOwn(payer, payee, purpose))
        {
            return purpose == "clearing" && payer.Member != 0 && payer.Member == payee.Member
                && from == AuditCircle.Financial && to is AuditCircle.Business or AuditCircle.Household
                && AuditKomokoTerms.ClearingDate(HolderOf(payee, date)!, date) == date
                    ? new AuditCell(AuditOverdraft.None, Matures: null)
                    : null;
        }

        var isReal = AuditPurposes.KindOf(purpose) == 1;
        var grace = date.AddDays(terms.GraceDays);
        var operative = date.AddDays(terms.OperativeDays);
        return (from, to, isReal) switch
        {
            (AuditCircle.Own, _, _) => new(AuditOverdraft.ToFloor, grace),
            (AuditCircle.Business, AuditCircle.Household, true) => new(AuditOverdraft.ToFloor, grace),
            (AuditCircle.Business, AuditCircle.Financial, false) => new(
                purpose == "instalment" && terms.InstalmentOverdraft
                    ? AuditOverdraft.Depreciation
                    : AuditOverdraft.None,
                AuditKomokoTerms.ClearingDate(HolderOf(payer, date)!, date)),
            (AuditCircle.Household, AuditCircle.Financial, false) => new(
                HolderOf(payee, date)!.Class == 1 && terms.HouseholdOverdraft
                    ? AuditOverdraft.ToFloor
                    : AuditOverdraft.None,
                Matures: null),
            (AuditCircle.Business, not AuditCircle.Financial, true) => new(AuditOverdraft.ToFloor, grace),
            (AuditCircle.Household, AuditCircle.Business or AuditCircle.World or AuditCircle.Own, true) =>
                new(AuditOverdraft.ToFloor, grace),
            (AuditCircle.Financial, AuditCircle.Household, true) =>
                new(AuditOverdraft.None, terms.Renews ? grace : null),
            (AuditCircle.Financial, AuditCircle.Business or AuditCircle.World or AuditCircle.Own, true) =>
                new(AuditOverdraft.None, grace),
            (AuditCircle.Financial, AuditCircle.Financial, false) => new(AuditOverdraft.None, Matures: null),
            (AuditCircle.World, AuditCircle.Business or AuditCircle.Household, true) =>
                new(AuditOverdraft.ToFloor, operative),
            (AuditCircle.World, AuditCircle.Financial, false) => new(AuditOverdraft.ToFloor, operative),
            (AuditCircle.Business or AuditCircle.Household or AuditCircle.Financial, AuditCircle.World, false) =>
                new(AuditOverdraft.None, grace, operative),
            (AuditCircle.Business or AuditCircle.Household or AuditCircle.Financial, AuditCircle.Own, false) =>
                new(AuditOverdraft.None, grace),
            _ => null,
        };
    }
}
