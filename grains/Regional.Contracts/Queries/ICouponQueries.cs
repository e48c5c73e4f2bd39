using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Contracts.Queries;

/// <summary>
/// What people read of a coupon book: 002's ledgers by business date, recomputed from the journal at each call, and where
/// the notes are. Amounts in minor units of the book.
/// </summary>
public interface ICouponQueries
{
    /// <summary>Transaction ledger and totals of the dates from first to last; null: no coupon book.</summary>
    Task<CouponPeriodDetail?> FindPeriodAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>One account's ledger: a member's, #1 or #2.</summary>
    Task<IndividualLedgerDetail> FindIndividualAsync(
        LedgerId ledger, AccountId account, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>The balance of every member's account at the end of a date: the specific summary.</summary>
    Task<ImmutableArray<MemberBalance>> FindBalancesAsync(
        LedgerId ledger, DateOnly last, CancellationToken cancellationToken);

    /// <summary>What members were to repay in the totalled periods that end within some dates, and did, by account.</summary>
    Task<ImmutableArray<RepaymentDetail>> FindRepaymentsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>The book's series with where their notes are, oldest first.</summary>
    Task<ImmutableArray<SeriesDetail>> FindSeriesAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>Tills, newest first, at most a hundred.</summary>
    Task<ImmutableArray<TillDetail>> FindTillsAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>One till with the notes in it; null: none of that id.</summary>
    Task<TillDetail?> FindTillAsync(LedgerId ledger, OperationId till, CancellationToken cancellationToken);

    /// <summary>One note with the way it went (tracer notes are read so); null: never printed.</summary>
    Task<NoteDetail?> FindNoteAsync(LedgerId ledger, NoteSerial serial, CancellationToken cancellationToken);

    /// <summary>Whether the PIN's hash is the member's; how many attempts are left, null: no PIN that can be used.</summary>
    Task<PinSecret?> FindPinAsync(MemberId member, CancellationToken cancellationToken);

    /// <summary>Records a wrong or right PIN; how many wrong ones in a row there were.</summary>
    Task<int> RecordPinAsync(MemberId member, bool isRight, CancellationToken cancellationToken);
}

/// <summary>A period of a coupon book.</summary>
public sealed record CouponPeriodDetail
{
    /// <summary>First date.</summary>
    public required DateOnly First { get; init; }

    /// <summary>Last date.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>The transaction ledger.</summary>
    public required ImmutableArray<TransactionLine> Lines { get; init; }

    /// <summary>The totals of the month.</summary>
    public required SystemJournal Journal { get; init; }

    /// <summary>Balance of the circulation account at the end of the last date.</summary>
    public required long Circulation { get; init; }

    /// <summary>Balance of #1.</summary>
    public required long Administration { get; init; }

    /// <summary>Balance of #2.</summary>
    public required long CommunityFund { get; init; }

    /// <summary>Members' accounts opened by then, or with lines dated by then (history that was moved in), and not closed.</summary>
    public required long Accounts { get; init; }

    /// <summary>Actors with a teller's, administrator's or trustee's token of the community, by role number.</summary>
    public required ImmutableArray<(short Role, string Actor)> Officers { get; init; }

    /// <summary>Rates of the terms in force on the last date, for the heads of the columns.</summary>
    public required CouponTerms Terms { get; init; }
}

/// <summary>One account's ledger.</summary>
/// <param name="Opening">Balance before the first date.</param>
/// <param name="Limit">Credit limit as marked; null: none.</param>
/// <param name="Lines">In order.</param>
public sealed record IndividualLedgerDetail(long Opening, long? Limit, ImmutableArray<IndividualLine> Lines);

/// <summary>A member's balance.</summary>
public sealed record MemberBalance(string Account, string Name, long Balance);

/// <summary>A member's repayments of a period.</summary>
/// <param name="PeriodEnd">The period's last date.</param>
/// <param name="Account">Code of the account.</param>
/// <param name="Name">Name on it.</param>
/// <param name="Line">Debt, due, paid.</param>
public sealed record RepaymentDetail(DateOnly PeriodEnd, string Account, string Name, RepaymentLine Line);

/// <summary>A series and its notes.</summary>
public sealed record SeriesDetail(
    string Code, string Name, DateOnly IssuedOn, DateOnly LastValidDay, string DesignJson, long InStock, long InTills,
    long Outside, long Withdrawn, long OutsideValue);

/// <summary>A till.</summary>
public sealed record TillDetail
{
    /// <summary>The operation that opened it.</summary>
    public required OperationId Id { get; init; }

    /// <summary>Who opened it.</summary>
    public required string Teller { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What it held then.</summary>
    public required long OpenedValue { get; init; }

    /// <summary>When it was closed; null: it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What it should have held.</summary>
    public long? Expected { get; init; }

    /// <summary>What was counted.</summary>
    public long? Counted { get; init; }

    /// <summary>Serials expected and not counted.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Serials counted and not expected.</summary>
    public ImmutableArray<string> Found { get; init; } = [];

    /// <summary>The posting of the difference; null: none yet.</summary>
    public OperationId? SettledBy { get; init; }

    /// <summary>Notes in it now, with the value of each.</summary>
    public ImmutableArray<(NoteSerial Serial, long Value)> Notes { get; init; } = [];
}

/// <summary>A note and the way it went.</summary>
/// <param name="Serial">The note.</param>
/// <param name="Value">Its value.</param>
/// <param name="State">Where it is.</param>
/// <param name="TimesIssued">How often it was handed out.</param>
/// <param name="Moves">Its moves, oldest first.</param>
public sealed record NoteDetail(
    NoteSerial Serial, long Value, NoteState State, long TimesIssued, ImmutableArray<NoteStep> Moves);

/// <summary>One move of a note.</summary>
public sealed record NoteStep(OperationId Operation, DateTimeOffset At, NoteMove Move, string Actor);

/// <summary>What a PIN is compared with.</summary>
public sealed record PinSecret(byte[] Salt, byte[] Hash, int Failures);
