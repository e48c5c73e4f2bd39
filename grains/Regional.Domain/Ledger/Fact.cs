using Regional.Domain.Refusals;

namespace Regional.Domain.Ledger;

/// <summary>
/// Row of a scheme's own table, written with a posting under the table's constraints (DESIGN section 2). It says what it
/// needs of the locked rows, so that what the table would reject is refused with a reason first.
/// </summary>
/// <remarks>
/// The rows a fact is judged by are loaded under locks into the book (<see cref="LedgerBook.Part{T}"/>) by the fact's own
/// table in Storage. Facts other than <see cref="DocumentClaim"/> send their posting the second path.
/// </remarks>
public abstract record Fact
{
    /// <summary>The first rule the fact breaks, or null.</summary>
    /// <param name="posting">Whose fact it is.</param>
    /// <param name="place">Its place among the posting's facts: those before it are not yet in the book, but will be.</param>
    /// <param name="book">The locked rows, with what earlier members of the batch have changed.</param>
    /// <param name="now">The clock of the committing transaction.</param>
    public abstract Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now);

    /// <summary>Brings the book up to date; every check of the posting has passed.</summary>
    /// <param name="posting">Whose fact it is.</param>
    /// <param name="book">The locked rows.</param>
    /// <param name="now">The clock of the committing transaction.</param>
    public abstract void Apply(Posting posting, LedgerBook book, DateTimeOffset now);
}

/// <summary>
/// Claims a document number for a payee: at most one posting per ledger, payee and number, so that an invoice is paid
/// once. Refusal: <c>documentClaimed</c>.
/// </summary>
public sealed record DocumentClaim(LedgerId Ledger, AccountId Payee, string DocumentNumber) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        book.Claims.Contains(this) || posting.Facts.AsSpan()[..place].Contains(this)
            ? Refusal.For(RefusalReason.DocumentClaimed, new RefusalFact("document", DocumentNumber))
            : null;

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now) => book.Claims.Add(this);
}
