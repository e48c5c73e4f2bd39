using System.Collections.Concurrent;
using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Grains.Memory;

/// <summary>
/// The newest committed figures that this silo knows of each account: where the batcher leaves its news and grains pick
/// them up, without a message per account. What is missing or late here costs a read or a trip through the second path,
/// never a wrong outcome: only the journal refuses.
/// </summary>
public sealed class AccountBoard(AccountReads reads)
{
    /// <summary>Most accounts remembered (about 200 bytes each); beyond it the board starts afresh.</summary>
    public const int AccountCountMax = 4_000_000;

    private readonly ConcurrentDictionary<AccountId, AccountState> _newest = new();
    private int _added;

    /// <summary>The newest figures known; null: none.</summary>
    public AccountState? Find(AccountId account) => _newest.GetValueOrDefault(account);

    /// <summary>Takes news; of two figures the newer version stays.</summary>
    public void Publish(ImmutableArray<AccountState> accounts)
    {
        foreach (var account in accounts)
        {
            Publish(account);
        }
    }

    /// <summary>Takes news of one account; the newer version stays.</summary>
    public void Publish(AccountState account)
    {
        _newest.AddOrUpdate(
            account.Id,
            static (_, news) => news.Board.Count(news.Fresh),
            static (_, known, news) => news.Fresh.Version > known.Version ? news.Fresh : known,
            (Board: this, Fresh: account));
    }

    /// <summary>Takes news of those accounts that are known here; of accounts that nobody asked for, none are added.</summary>
    public void Refresh(ImmutableArray<AccountState> accounts)
    {
        foreach (var account in accounts)
        {
            if (_newest.ContainsKey(account.Id))
            {
                Publish(account);
            }
        }
    }

    /// <summary>Forgets an account whose grain went away.</summary>
    public void Forget(AccountId account) => _newest.TryRemove(account, out _);

    /// <summary>The newest figures known, read from the database when none are.</summary>
    public async ValueTask<AccountState?> FindOrReadAsync(AccountId account, CancellationToken cancellationToken) =>
        Find(account) ?? await ReadAsync(account, cancellationToken);

    /// <summary>Reads the figures from the database whatever is known.</summary>
    public async ValueTask<AccountState?> ReadAsync(AccountId account, CancellationToken cancellationToken)
    {
        var read = await reads.ReadAsync([account], cancellationToken);
        if (!read.TryGetValue(account, out var state))
        {
            return null;
        }

        Publish(state);
        return Find(account) ?? state;
    }

    /// <summary>Makes sure that every one of these accounts is known, if it exists, with one read for all that are not.</summary>
    public ValueTask EnsureAsync(ImmutableArray<AccountId> accounts, CancellationToken cancellationToken)
    {
        List<AccountId>? missing = null;
        foreach (var account in accounts)
        {
            if (!_newest.ContainsKey(account))
            {
                (missing ??= []).Add(account);
            }
        }

        return missing is null ? ValueTask.CompletedTask : new ValueTask(ReadAsync(missing, cancellationToken));
    }

    private async Task ReadAsync(List<AccountId> missing, CancellationToken cancellationToken)
    {
        var read = await reads.ReadAsync(missing, cancellationToken);
        foreach (var account in missing)
        {
            if (read.TryGetValue(account, out var state))
            {
                Publish(state);
            }
        }
    }

    // Counted here, because the dictionary's own count takes all its locks; what was forgotten counts too.
    private AccountState Count(AccountState added)
    {
        if (Interlocked.Increment(ref _added) > AccountCountMax)
        {
            _newest.Clear();
            Volatile.Write(ref _added, 0);
        }

        return added;
    }
}
