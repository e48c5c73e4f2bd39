using Regional.Contracts.Journal;
using Regional.Domain.Ledger;

namespace Regional.Grains.Journal;

/// <summary>One posting on its way through the batcher.</summary>
internal sealed class BatchMember(Posting posting, bool isDoubtful, TaskCreationOptions options)
    : TaskCompletionSource<PostingOutcome>(options)
{
    public Posting Posting { get; } = posting;

    /// <summary>Goes the second path at once: memory would refuse it, or it carries effects.</summary>
    public bool IsDoubtful { get; set; } = isDoubtful;

    /// <summary>How often it let others go first, because a commit under way had one of its accounts.</summary>
    public int PassedOverCount { get; set; }

    /// <summary>How often it was put off.</summary>
    public int DeferralCount { get; set; }
}
