using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Grains.Coordination;

/// <summary>What a posting asks of one account in all: unforced debits and credits it would place.</summary>
internal readonly record struct PostingShare(AccountId Account, long DebitMinor, long CreditMinor);

/// <summary>A posting's shares, one per account, in the order of the legs.</summary>
internal sealed class PostingShares
{
    private readonly List<PostingShare> _shares;

    private PostingShares(int legCount) => _shares = new List<PostingShare>(legCount * 2);

    public int Count => _shares.Count;

    public ImmutableArray<AccountId> Accounts => [.. _shares.Select(static share => share.Account)];

    public PostingShare this[int at] => _shares[at];

    public static PostingShares Of(Posting posting)
    {
        var shares = new PostingShares(posting.Legs.Length);
        foreach (var leg in posting.Legs)
        {
            var isPlaced = leg.Action is TransferAction.Post or TransferAction.Pend && !leg.IsForced;
            shares.Add(leg.Debit, isPlaced ? leg.Amount.Minor : 0, credit: 0);
            shares.Add(leg.Credit, debit: 0, isPlaced ? leg.Amount.Minor : 0);
        }

        return shares;
    }

    // Saturates: what cannot be held in a long has no room anywhere, and the journal says so.
    private void Add(AccountId account, long debit, long credit)
    {
        for (var at = 0; at < _shares.Count; at++)
        {
            if (_shares[at].Account == account)
            {
                _shares[at] = new PostingShare(
                    account, Sum(_shares[at].DebitMinor, debit), Sum(_shares[at].CreditMinor, credit));
                return;
            }
        }

        _shares.Add(new PostingShare(account, debit, credit));
    }

    private static long Sum(long left, long right) => right > long.MaxValue - left ? long.MaxValue : left + right;
}
