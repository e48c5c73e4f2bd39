using System.Runtime.InteropServices;
using Regional.Domain.Ledger;

namespace Regional.Grains.Journal;

/// <summary>
/// Accounts of the group commits under way. PostgreSQL holds their rows until a commit has ended, its disk included, so
/// only batches that share none of them go side by side. Not thread-safe.
/// </summary>
internal sealed class AccountsUnderWay
{
    private readonly Dictionary<AccountId, int> _commitCounts = [];

    /// <summary>Whether a commit under way has an account of this posting.</summary>
    public bool Touches(Posting posting)
    {
        foreach (var leg in posting.Legs)
        {
            if (_commitCounts.ContainsKey(leg.Debit) || _commitCounts.ContainsKey(leg.Credit))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts a batch whose commit begins.</summary>
    public void Add(List<BatchMember> batch)
    {
        foreach (var member in batch)
        {
            foreach (var leg in member.Posting.Legs)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_commitCounts, leg.Debit, out _)++;
                CollectionsMarshal.GetValueRefOrAddDefault(_commitCounts, leg.Credit, out _)++;
            }
        }
    }

    /// <summary>Forgets a batch whose commit has ended.</summary>
    public void Remove(List<BatchMember> batch)
    {
        foreach (var member in batch)
        {
            foreach (var leg in member.Posting.Legs)
            {
                Remove(leg.Debit);
                Remove(leg.Credit);
            }
        }
    }

    private void Remove(AccountId account)
    {
        if (--CollectionsMarshal.GetValueRefOrNullRef(_commitCounts, account) == 0)
        {
            _commitCounts.Remove(account);
        }
    }
}
