using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Coupons.PaperDays;

/// <summary>
/// What a till day's lines touch, as committed at one moment: accounts, limits, notes, the till. Rows that do not exist
/// are absent.
/// </summary>
public sealed record DayBooks
{
    /// <summary>The accounts the lines name, the book's own, and those of the rupiah book.</summary>
    public required ImmutableArray<AccountState> Accounts { get; init; }

    /// <summary>Limits of the accounts that were ever deposited to or marked.</summary>
    public ImmutableArray<MarkedLimit> Limits { get; init; } = [];

    /// <summary>Print runs of the series and numbers the lines name, of whichever community.</summary>
    public ImmutableArray<NoteRun> Runs { get; init; } = [];

    /// <summary>The notes the lines name, with where each is.</summary>
    public ImmutableArray<KeyValuePair<NoteSerial, NoteRecord>> Notes { get; init; } = [];

    /// <summary>The till the day is keyed through; null: the stock.</summary>
    public OperationId? Till { get; init; }

    /// <summary>That till; null: there is none of that id.</summary>
    public TillState? TillState { get; init; }

    /// <summary>What notes the till (or the stock) holds.</summary>
    public NoteCounts AtHand { get; init; } = NoteCounts.None;

    /// <summary>The community's rupiah book; null: it keeps none.</summary>
    public RupiahBook? Rupiah { get; init; }
}

/// <summary>An account's credit limit.</summary>
/// <param name="Account">The account.</param>
/// <param name="LimitMinor">As marked, minor units; null: never, so it has the ladder's first.</param>
/// <param name="DepositedMinor">Coupons deposited since the marking, minor units.</param>
public sealed record MarkedLimit(AccountId Account, long? LimitMinor, long DepositedMinor);
