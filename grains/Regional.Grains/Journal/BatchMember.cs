using Regional.Contracts.Journal;
using Regional.Domain.Ledger;

namespace Regional.Grains.Journal;

/// <summary>One posting on its way through the batcher.</summary>
internal sealed class BatchMember(Posting posting, bool isDoubtful, TaskCreationOptions options)
{
    private readonly TaskCompletionSource<PostingCommit> _completion = new(options);

    public Posting Posting { get; } = posting;

    /// <summary>Goes the second path at once: memory would refuse it, or it carries effects.</summary>
    public bool IsDoubtful { get; set; } = isDoubtful;

    /// <summary>How often it was put off.</summary>
    public int DeferralCount { get; set; }

    public Task<PostingCommit> Task => _completion.Task;

    public void Complete(PostingCommit commit) => _completion.TrySetResult(commit);

    public void Fail(Exception fault) => _completion.TrySetException(fault);
}

/// <summary>A posting's outcome with the figures its commit left, for the grains that hold them.</summary>
/// <param name="Outcome">Posted or refused; never deferred.</param>
/// <param name="Accounts">Accounts the whole commit changed, as committed.</param>
public readonly record struct PostingCommit(
    PostingOutcome Outcome, IReadOnlyDictionary<AccountId, AccountState> Accounts);
