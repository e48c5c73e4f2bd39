using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Journal;

/// <summary>
/// The only writer of money (DESIGN section 2). One implementation writes PostgreSQL, one is the simulation's model; one
/// contract suite holds both.
/// </summary>
public interface IJournalStore
{
    /// <summary>
    /// Commits a batch in at most two transactions: <see cref="JournalBatch.Certain"/> by the fast path; the doubtful,
    /// and all of them when the fast statement rejects, by the second path.
    /// </summary>
    /// <returns>One outcome per member; durable when this returns.</returns>
    /// <exception cref="LedgerUnavailable">The database could not be reached: nothing of the batch was sent.</exception>
    /// <exception cref="OutcomeUnknown">
    /// The connection broke or timed out: all, the certain part, or nothing of the batch is durable or still may become
    /// so. Commit the same batch again; unique ids make it wait for the first attempt.
    /// </exception>
    /// <remarks>Idempotent per member by operation id. Two members of one batch never share an id.</remarks>
    Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out a command other than a posting in a transaction of its own.
    /// </summary>
    /// <exception cref="LedgerUnavailable">As for <see cref="CommitAsync"/>.</exception>
    /// <exception cref="OutcomeUnknown">As for <see cref="CommitAsync"/>.</exception>
    /// <remarks>Idempotent by operation id: the first outcome is answered again.</remarks>
    Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken);
}

/// <summary>What one group commit carries. Members keep their order within each part.</summary>
/// <param name="Certain">Memory admitted them.</param>
/// <param name="Doubtful">Memory would refuse them, or they carry effects: decided one by one under locks.</param>
public sealed record JournalBatch(ImmutableArray<Posting> Certain, ImmutableArray<Posting> Doubtful)
{
    /// <summary>Number of members.</summary>
    public int Count => Certain.Length + Doubtful.Length;
}

/// <summary>What became of a batch.</summary>
/// <param name="Outcomes">By operation id; one per member.</param>
/// <param name="Accounts">Every account the batch changed, as committed; news for memory, newer version wins.</param>
/// <param name="UsedSecondPath">Whether the second transaction ran.</param>
public sealed record JournalResult(
    IReadOnlyDictionary<OperationId, PostingOutcome> Outcomes,
    ImmutableArray<AccountState> Accounts,
    bool UsedSecondPath);

/// <summary>What became of one posting.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.PostingOutcome")]
public abstract record PostingOutcome
{
    private protected PostingOutcome()
    {
    }

    /// <summary>It happened, now or at an earlier attempt with this id.</summary>
    /// <param name="Receipt">The same for every retry.</param>
    /// <param name="IsReplay">Whether an earlier attempt had done it.</param>
    [GenerateSerializer]
    [Immutable]
    [Alias("regional.PostingOutcome.Posted")]
    public sealed record Posted([property: Id(0)] Receipt Receipt, [property: Id(1)] bool IsReplay) : PostingOutcome;

    /// <summary>It did not and, unless the refusal is transient or malformed, never will under this id.</summary>
    [GenerateSerializer]
    [Immutable]
    [Alias("regional.PostingOutcome.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Refusal) : PostingOutcome;

    /// <summary>Only amounts of its own batch would make room: commit it first in the next batch.</summary>
    [GenerateSerializer]
    [Immutable]
    [Alias("regional.PostingOutcome.Deferred")]
    public sealed record Deferred : PostingOutcome;
}

/// <summary>What became of a command other than a posting.</summary>
public abstract record CommandOutcome
{
    private CommandOutcome()
    {
    }

    /// <summary>It happened, now or at an earlier attempt with this id.</summary>
    /// <param name="Result">Numbers it made, by the names its record documents (text).</param>
    /// <param name="Accounts">Accounts it changed, as committed.</param>
    public sealed record Done(
        ImmutableSortedDictionary<string, string> Result, ImmutableArray<AccountState> Accounts) : CommandOutcome;

    /// <summary>It did not happen.</summary>
    public sealed record Refused(Refusal Refusal) : CommandOutcome;
}
