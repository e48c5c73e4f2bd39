using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Simulation.Model.Tables;

/// <summary>What komokos keep besides balances: holders, projects, lots and their uses, standings, bids.</summary>
internal sealed class KomokoRows
{
    private readonly Dictionary<long, LotRow> _lotsById = [];
    private readonly Dictionary<AccountId, List<LotRow>> _lotsOf = [];

    /// <summary>In the order in which they were entered.</summary>
    public List<HolderRow> Holders { get; } = [];

    public Dictionary<AccountId, ProjectTerms> Projects { get; } = [];

    /// <summary>Projects that failed, in the order of the journal.</summary>
    public List<FailureRow> Failures { get; } = [];

    public Sequence LotIds { get; } = new();

    public Sequence BidIds { get; } = new();

    /// <summary>What postings took from lots, in the order of the journal.</summary>
    public List<LotUseRow> Uses { get; } = [];

    public Dictionary<AccountId, AccountStanding> Standings { get; } = [];

    public List<BidRow> Bids { get; } = [];

    public LotRow? Lot(long id) => _lotsById.GetValueOrDefault(id);

    /// <summary>An account's lots, closed ones too, by id.</summary>
    public IReadOnlyList<LotRow> LotsOf(AccountId account) => _lotsOf.TryGetValue(account, out var lots) ? lots : [];

    public void Add(LotRow lot)
    {
        _lotsById.Add(lot.State.Id, lot);
        if (!_lotsOf.TryGetValue(lot.Account, out var lots))
        {
            _lotsOf.Add(lot.Account, lots = []);
        }

        lots.Add(lot);
    }

    /// <summary>A member's row in force on a date: of the latest first date the latest entry; null: none.</summary>
    public HolderRow? Holder(LedgerId ledger, MemberId member, DateOnly date)
    {
        HolderRow? found = null;
        foreach (var row in Holders)
        {
            if (row.Ledger == ledger && row.Member == member && row.ValidFrom <= date
                && (found is null || row.ValidFrom >= found.ValidFrom))
            {
                found = row;
            }
        }

        return found;
    }

    /// <summary>A business's profiles up to a date; null: the member is none by then.</summary>
    public ProfileHistory? Business(LedgerId ledger, MemberId member, DateOnly last)
    {
        var rows = Holders.Where(row => row.Ledger == ledger && row.Member == member && row.ValidFrom <= last
                && row.Profile.Class == HolderClass.Business)
            .OrderBy(static row => row.ValidFrom)
            .Select(static row => new DatedProfile(row.Member, row.ValidFrom, row.Profile));
        return rows.Any() ? new ProfileHistory([.. rows]) : null;
    }
}

internal sealed record HolderRow(
    LedgerId Ledger, MemberId Member, DateOnly ValidFrom, HolderProfile Profile, long DepreciationMinor);

internal sealed record FailureRow(ProjectFailed Fact, OperationId Operation);

internal sealed class LotRow
{
    public required Lot State { get; set; }

    public required AccountId Account { get; init; }

    public required OperationId Operation { get; init; }

    public required long AmountMinor { get; init; }

    public OperationId? ClosedBy { get; set; }
}

internal sealed record LotUseRow(long Lot, OperationId Operation, DateOnly Date, long PaidMinor, long ChargedMinor);

internal sealed record BidRow(
    long Id, LedgerId Ledger, OperationId Operation, AccountId Producer, long AmountMinor, DateOnly MaturesOn,
    DateOnly RenewedTo);
