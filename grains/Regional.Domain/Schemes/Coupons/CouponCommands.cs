using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What shows that the member was there and agreed. Numbers are stored; never reuse one.</summary>
public enum EvidenceKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The member signed the line of the paper ledger (002, II.B.3a.4).</summary>
    SignedLine = 1,

    /// <summary>The member typed their PIN at the counter; it was compared before the command was made.</summary>
    Pin = 2,

    /// <summary>The member gave the command themself, with their own token.</summary>
    Own = 3,
}

/// <summary>The evidence of one line.</summary>
/// <param name="Kind">Which.</param>
/// <param name="PaperLine">Number of the line on paper, where one was signed; at most 40 characters.</param>
public readonly record struct Evidence(EvidenceKind Kind, string? PaperLine);

/// <summary>What happens at the counter: a member, a till, evidence.</summary>
/// <param name="Account">The member's account; of a withdrawal also #1 or #2.</param>
/// <param name="Till">The open till the notes go through; null: the stock, where no till is required.</param>
/// <param name="Evidence">That the member was there.</param>
public abstract record CounterCommand(AccountId Account, OperationId? Till, Evidence Evidence) : SchemeCommand.Own;

/// <summary>Coupons drawn from an account in notes (002, II.B.3a).</summary>
/// <param name="Account">Whose; a member's, or #1 or #2.</param>
/// <param name="Amount">What is asked, in the book's unit.</param>
/// <param name="Notes">What is handed out.</param>
/// <param name="Till">The open till.</param>
/// <param name="Evidence">That the member was there.</param>
public sealed record WithdrawCoupons(
    AccountId Account, Amount Amount, ImmutableArray<NoteRange> Notes, OperationId? Till, Evidence Evidence)
    : CounterCommand(Account, Till, Evidence)
{
    /// <inheritdoc />
    public override string Name => "withdrawal of coupons";
}

/// <summary>Notes brought in for an account (002, II.B.3b).</summary>
/// <param name="Account">Whose; a member's, or #1 or #2.</param>
/// <param name="Amount">What the teller counted.</param>
/// <param name="Notes">What is brought.</param>
/// <param name="Till">The open till.</param>
/// <param name="Evidence">That the member was there.</param>
public sealed record DepositCoupons(
    AccountId Account, Amount Amount, ImmutableArray<NoteRange> Notes, OperationId? Till, Evidence Evidence)
    : CounterCommand(Account, Till, Evidence)
{
    /// <inheritdoc />
    public override string Name => "deposit of coupons";
}

/// <summary>Expired notes for new ones, less the charge; what notes cannot pay goes to the account (002, IV.C).</summary>
/// <param name="Account">Of the member who brings them.</param>
/// <param name="Expired">What is brought.</param>
/// <param name="Replacements">What is handed out; none: everything goes to the account.</param>
/// <param name="Till">The open till.</param>
/// <param name="Evidence">That the member was there.</param>
public sealed record ExchangeNotes(
    AccountId Account, ImmutableArray<NoteRange> Expired, ImmutableArray<NoteRange> Replacements, OperationId? Till,
    Evidence Evidence) : CounterCommand(Account, Till, Evidence)
{
    /// <inheritdoc />
    public override string Name => "exchange of notes";
}

/// <summary>Books what a closed till lacked or had too much, against its teller.</summary>
/// <param name="TillDifference">The book's account for it.</param>
/// <param name="Till">The closed till.</param>
/// <param name="Missing">Expected and not counted.</param>
/// <param name="Found">Counted and not expected.</param>
public sealed record SettleTill(
    AccountId TillDifference, OperationId Till, ImmutableArray<NoteRange> Missing, ImmutableArray<NoteRange> Found)
    : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "settlement of a till";
}

/// <summary>
/// A member leaves with a negative balance: the balance account makes it up and is covered from #1 at once (002, II.B.4).
/// Only a trustee may.
/// </summary>
/// <param name="Account">The member's account.</param>
public sealed record CoverClosing(AccountId Account) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "closing through the balance account";
}

/// <summary>A line that was keyed wrongly is undone whole: transfers, fees, notes (002, II.B.3).</summary>
/// <param name="Account">The account of the line.</param>
/// <param name="Line">The operation that made it.</param>
public sealed record CorrectLine(AccountId Account, OperationId Line) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "correction of a line";
}

/// <summary>
/// A posting of the coupon book is to be undone by its transfers alone, as any payment is. What moved notes cannot be: they
/// would stay where they are.
/// </summary>
/// <param name="Corrected">The operation.</param>
/// <param name="Legs">The transfers that undo it.</param>
public sealed record UndoPayment(OperationId Corrected, ImmutableArray<Leg> Legs) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "correction of a payment";
}

/// <summary>Rupiah brought in for convertible coupons, without charge (002, II.B.1b).</summary>
/// <param name="Account">The member's account in the convertible book.</param>
/// <param name="Amount">In the convertible book's unit, at par with the rupiah.</param>
public sealed record ConvertRupiah(AccountId Account, Amount Amount) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "conversion from rupiah";
}

/// <summary>Convertible coupons turned back into rupiah, less the charge for #1 (002, II.B.1b).</summary>
/// <param name="Account">The member's account in the convertible book.</param>
/// <param name="Amount">In the convertible book's unit, at par with the rupiah.</param>
public sealed record ConvertBack(AccountId Account, Amount Amount) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "conversion back to rupiah";
}
