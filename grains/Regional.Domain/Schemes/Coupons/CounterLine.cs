using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What kind of line it is. Numbers are stored; never reuse one.</summary>
public enum CounterLineKind
{
    /// <summary>Notes drawn.</summary>
    Withdrawal = 1,

    /// <summary>Notes brought in.</summary>
    Deposit = 2,

    /// <summary>Expired notes exchanged.</summary>
    Exchange = 3,

    /// <summary>A till's difference.</summary>
    TillDifference = 4,

    /// <summary>A closing made up from #1 through the balance account.</summary>
    Closing = 5,
}

/// <summary>
/// What a line of the transaction ledger (002, II.B.2) says beside its transfers: the notes in and out, the evidence, the
/// till. A correction's line has its figures negative, so that sums over a period are what happened.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Account">The account of the line.</param>
/// <param name="Kind">What kind of line.</param>
/// <param name="NotesInMinor">"In, Deposit": value of the notes brought in.</param>
/// <param name="NotesOutMinor">"Out, Credit": value of the notes handed out.</param>
/// <param name="RupiahFeeMinor">Fee paid in rupiah, minor units of the rupiah book.</param>
/// <param name="Evidence">That the member was there.</param>
/// <param name="Till">The till.</param>
public sealed record CounterLine(
    LedgerId Ledger, AccountId Account, CounterLineKind Kind, long NotesInMinor, long NotesOutMinor,
    long RupiahFeeMinor, Evidence Evidence, OperationId? Till) : Fact
{
    /// <summary>The same line undone.</summary>
    public CounterLine Undone() => this with
    {
        NotesInMinor = -NotesInMinor,
        NotesOutMinor = -NotesOutMinor,
        RupiahFeeMinor = -RupiahFeeMinor,
    };

    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) => null;

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        // A line says in columns what the posting's transfers and notes do: there is no state to change.
    }
}

/// <summary>
/// The account is marked with its new credit limit: the deposits since the last marking have reached the old one (002,
/// II.B.3b.5). The floor follows; the count of deposits begins anew.
/// </summary>
/// <param name="Account">The member's account.</param>
/// <param name="LimitMinor">The new limit, minor units.</param>
/// <param name="FloorMinor">The new floor, minor units, signed; never above the old one.</param>
public sealed record LimitMarked(AccountId Account, long LimitMinor, long FloorMinor) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) => null;

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        var account = book.Accounts[Account];
        book.Accounts[Account] = account with { Now = account.Now with { Floor = FloorMinor } };
    }
}
