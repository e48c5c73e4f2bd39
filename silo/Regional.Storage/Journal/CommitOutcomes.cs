using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Storage.Journal;

/// <summary>Collects what became of a batch's members and accounts.</summary>
internal sealed class CommitOutcomes
{
    private readonly ImmutableDictionary<OperationId, PostingOutcome>.Builder _outcomes =
        ImmutableDictionary.CreateBuilder<OperationId, PostingOutcome>();

    private readonly Dictionary<AccountId, AccountState> _accounts = [];

    public void Add(OperationId id, PostingOutcome outcome) => _outcomes[id] = outcome;

    public void Refuse(OperationId id, Refusal refusal) => Add(id, new PostingOutcome.Refused(refusal));

    public void Add(AccountState account)
    {
        if (!_accounts.TryGetValue(account.Id, out var known) || known.Version < account.Version)
        {
            _accounts[account.Id] = account;
        }
    }

    public void Add(CommitOutcomes others)
    {
        _outcomes.AddRange(others._outcomes);
        foreach (var account in others._accounts.Values)
        {
            Add(account);
        }
    }

    public JournalResult ToResult(bool usedSecondPath) =>
        new(_outcomes.ToImmutable(), [.. _accounts.Values], usedSecondPath);
}
