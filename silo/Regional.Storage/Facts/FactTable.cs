using System.Collections.Immutable;
using Npgsql;
using Regional.Domain.Ledger;

namespace Regional.Storage.Facts;

/// <summary>
/// One family of facts in PostgreSQL: what their rules must see is locked and read with the members' accounts, and what the
/// accepted ones say is written in the commit's own round trip. One set-based statement per table and batch.
/// </summary>
internal abstract class FactTable
{
    /// <summary>
    /// In the order in which their rows are locked, after accounts and before requests: the same in every batch.
    /// </summary>
    public static ImmutableArray<FactTable> All { get; } =
    [
        new DocumentClaimTable(), new PoolDrawTable(), new CouponNoteTable(), new CouponLineTable(),
        new KomokoTable(), new PowerDrawTable(),
    ];

    /// <summary>
    /// Adds the statements that lock, in the order of their keys, and read the rows that these members' facts are judged by;
    /// none when no member has such facts.
    /// </summary>
    /// <param name="members">All that are to be judged.</param>
    /// <param name="book">Where the rows go.</param>
    /// <param name="ask">Adds a statement and what takes each of its rows.</param>
    public abstract void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask);

    /// <summary>Adds the statements that write the facts; none when no posting has such facts. They return no rows.</summary>
    /// <param name="batch">The commit's statements; <c>commit_postings</c> stands before.</param>
    /// <param name="accepted">What is posted.</param>
    /// <param name="book">The working copy with all of it applied; null on the fast path.</param>
    /// <param name="at">The commit's clock; null on the fast path, which takes document claims only.</param>
    public abstract void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at);
}
