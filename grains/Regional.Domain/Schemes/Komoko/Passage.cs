using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>How far a payment may go below zero.</summary>
public enum OverdraftUse
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Up to what is left of the period's depreciation cost (003, 5.1).</summary>
    Depreciation,

    /// <summary>To the account's floor.</summary>
    ToFloor,
}

/// <summary>Which maturity a payment's credit has on arrival.</summary>
public enum ArrivalMaturity
{
    /// <summary>No lot.</summary>
    None,

    /// <summary>Date plus grace.</summary>
    Grace,

    /// <summary>The payer's clearing date.</summary>
    ClearingDate,

    /// <summary>That of the lots it is paid from; what is overdrawn gets the full grace.</summary>
    Copied,

    /// <summary>Date plus operative maturity.</summary>
    Operative,
}

/// <summary>One cell of the table of transactions: whether and how credit passes from one account to another.</summary>
/// <param name="Overdraft">How far the payer may go below zero.</param>
/// <param name="Arrival">Maturity on arrival.</param>
/// <param name="LotsFrom">Only credit that matures on this date or later may be used; null: any.</param>
public sealed record Passage(OverdraftUse Overdraft, ArrivalMaturity Arrival, DateOnly? LotsFrom = null)
{
    /// <summary>
    /// The cell of a payment (003, 2.3 and figure 1, 3.1, 3.2, 5.1, 6). Refusals in order: <c>holderUnknown</c>,
    /// <c>projectEnded</c>, <c>ownAccountsApart</c> (own real to own financial, own financial to own real outside the turnover's end),
    /// <c>circleClosed</c>.
    /// </summary>
    public static Ruling<Passage> Find(
        KomokoParty payer, KomokoParty payee, TransferKind kind, string purpose, DateOnly date, KomokoTerms terms)
    {
        if ((payer.Circle is null ? payer : payee.Circle is null ? payee : null) is { } unknown)
        {
            return Refusal.For(RefusalReason.HolderUnknown, RefusalFact.Account(unknown.Account.Id));
        }

        if (FindEnded([payer, payee]) is { } ended)
        {
            return ended;
        }

        if (purpose == KomokoScheme.ClearingPurpose || (payer.Member is { } holder && holder == payee.Member
            && payee.Circle != Circle.Project))
        {
            return OwnAccounts(payer, payee, purpose, date);
        }

        return Cell(payer, payee, kind, purpose, date, terms) is { } cell
            ? cell
            : Refusal.For(
                RefusalReason.CircleClosed,
                new("payer", Word(payer.Circle)),
                new("payee", Word(payee.Circle)),
                new("kind", kind.ToString().ToLowerInvariant()));
    }

    /// <summary><c>projectEnded</c>, if one of the accounts is a project that was given up; null: none is.</summary>
    public static Refusal? FindEnded(ReadOnlySpan<KomokoParty> parties)
    {
        foreach (var party in parties)
        {
            if (party.Project?.EndedOn is { } date)
            {
                return Refusal.For(
                    RefusalReason.ProjectEnded, RefusalFact.Account(party.Account.Id), new("date", $"{date:O}"));
            }
        }

        return null;
    }

    private static Passage? Cell(
        KomokoParty payer, KomokoParty payee, TransferKind kind, string purpose, DateOnly date, KomokoTerms terms) =>
        (payer.Circle!.Value, payee.Circle!.Value, kind) switch
        {
            (Circle.System, Circle.HouseholdReal or Circle.Financial, _) => new(OverdraftUse.ToFloor, ArrivalMaturity.Grace),
            (Circle.System, _, _) => new(OverdraftUse.ToFloor, ArrivalMaturity.None),

            (Circle.Financial, Circle.HouseholdReal, TransferKind.Real) => new(
                OverdraftUse.None, terms.RenewsRealFromFinancial ? ArrivalMaturity.Grace : ArrivalMaturity.Copied),
            (Circle.Financial, Circle.BusinessReal or Circle.Project or Circle.World or Circle.System, TransferKind.Real) =>
                new(OverdraftUse.None, ArrivalMaturity.None),
            (Circle.Financial, Circle.Financial, TransferKind.Financial) => new(OverdraftUse.None, ArrivalMaturity.Copied),

            (Circle.BusinessReal or Circle.Project, Circle.HouseholdReal, TransferKind.Real) =>
                new(OverdraftUse.ToFloor, ArrivalMaturity.Grace),
            (Circle.BusinessReal, Circle.BusinessReal or Circle.Project or Circle.World or Circle.System, TransferKind.Real) =>
                new(OverdraftUse.ToFloor, ArrivalMaturity.None),
            (Circle.Project, Circle.BusinessReal or Circle.World or Circle.System, TransferKind.Real) =>
                new(OverdraftUse.ToFloor, ArrivalMaturity.None),
            (Circle.BusinessReal, Circle.Financial, TransferKind.Financial) => new(
                purpose == KomokoScheme.InstalmentPurpose && terms.InstalmentOverdraft
                    ? OverdraftUse.Depreciation
                    : OverdraftUse.None,
                ArrivalMaturity.ClearingDate),

            (Circle.HouseholdReal, Circle.BusinessReal or Circle.Project or Circle.World or Circle.System, TransferKind.Real) =>
                new(OverdraftUse.ToFloor, ArrivalMaturity.None),
            (Circle.HouseholdReal, Circle.Financial, TransferKind.Financial) => new(
                payee.Profile!.Class == HolderClass.Household && terms.HouseholdOverdraftToHouseholds
                    ? OverdraftUse.ToFloor
                    : OverdraftUse.None,
                ArrivalMaturity.Copied),

            (Circle.World, Circle.BusinessReal or Circle.Project, TransferKind.Real) =>
                new(OverdraftUse.ToFloor, ArrivalMaturity.None),
            (Circle.World, Circle.HouseholdReal, TransferKind.Real) => new(OverdraftUse.ToFloor, ArrivalMaturity.Operative),
            (Circle.World, Circle.Financial, TransferKind.Financial) =>
                new(OverdraftUse.ToFloor, ArrivalMaturity.Operative),

            (Circle.BusinessReal or Circle.HouseholdReal or Circle.Financial, Circle.World, TransferKind.Financial) =>
                new(OverdraftUse.None, ArrivalMaturity.None, date.AddDays(terms.OperativeDays)),
            (Circle.BusinessReal or Circle.HouseholdReal or Circle.Financial, Circle.System, TransferKind.Financial) =>
                new(OverdraftUse.None, ArrivalMaturity.None),
            _ => null,
        };

    // A member moves credit between own accounts only to clear the real one, and only when that is due.
    private static Ruling<Passage> OwnAccounts(KomokoParty payer, KomokoParty payee, string purpose, DateOnly date) =>
        purpose == KomokoScheme.ClearingPurpose && payer.Member is not null && payer.Member == payee.Member
        && payer.Circle == Circle.Financial && payee.Circle is Circle.BusinessReal or Circle.HouseholdReal
        && payee.Profile!.ClearingDate(date) == date
            ? new Passage(OverdraftUse.None, ArrivalMaturity.None)
            : Refusal.For(
                RefusalReason.OwnAccountsApart,
                RefusalFact.Account(payer.Account.Id),
                new("clearingDate", payee.Profile is { } profile ? $"{profile.ClearingDate(date):O}" : ""));

    private static string Word(Circle? circle) => circle switch
    {
        Circle.BusinessReal => "business real",
        Circle.HouseholdReal => "household real",
        Circle.Financial => "financial",
        Circle.Project => "project",
        Circle.World => "rest of the world",
        Circle.System or null => "the ledger's own",
    };
}
