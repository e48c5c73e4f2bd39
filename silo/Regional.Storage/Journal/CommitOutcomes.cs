using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Storage.Journal;

/// <summary>Collects what became of a batch's members and accounts.</summary>
/// <param name="memberCount">How many outcomes are to come.</param>
internal sealed class CommitOutcomes(int memberCount)
{
    private Dictionary<OperationId, PostingOutcome> _outcomes = new(memberCount);

    // As the fast path leaves them: each account once.
    private AccountState[] _accounts = [];

    public void Add(OperationId id, PostingOutcome outcome) => _outcomes[id] = outcome;

    public void Refuse(OperationId id, Refusal refusal) => Add(id, new PostingOutcome.Refused(refusal));

    /// <summary>Adds figures; of two of one account the newer stay.</summary>
    /// <param name="accounts">Each once; the array is kept.</param>
    public void Add(AccountState[] accounts) => _accounts = _accounts.Length == 0
        ? accounts
        : [.. _accounts.Concat(accounts).GroupBy(static account => account.Id)
            .Select(static same => same.MaxBy(static account => account.Version)!)];

    /// <summary>Adds what another collected, which must not be used any more.</summary>
    public void Add(CommitOutcomes others)
    {
        if (_outcomes.Count == 0)
        {
            _outcomes = others._outcomes;
        }
        else
        {
            foreach (var (id, outcome) in others._outcomes)
            {
                _outcomes[id] = outcome;
            }
        }

        Add(others._accounts);
    }

    public JournalResult ToResult(bool usedSecondPath) =>
        new(_outcomes, ImmutableCollectionsMarshal.AsImmutableArray(_accounts), usedSecondPath);
}
