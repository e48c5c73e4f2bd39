using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Grains.Journal;

namespace Regional.Grains.Memory;

/// <summary>
/// Reads of accounts' figures, shared: those who ask while others are read gather and are read together next, so that a
/// thousand grains that wake at once cost a few statements. Who asks alone is read at once.
/// </summary>
public sealed class AccountReads(ILedgerDirectory directory, IOptions<BatcherOptions> options)
{
    /// <summary>Most reads under way; with more, fewer accounts would share each.</summary>
    private const int ReadCountMax = 2;

    /// <summary>Most accounts of one read, so that nobody waits for a very long one.</summary>
    private const int AccountCountMax = 1_024;

    private readonly BatcherOptions _options = options.Value;
    private readonly LinkedList<Gathering> _waiting = [];
    private readonly Lock _gate = new();
    private int _underWay;

    /// <summary>
    /// The committed figures of those accounts that exist, read by a statement that begins after this call.
    /// </summary>
    /// <returns>Figures by account; others that were read with them may be among them.</returns>
    /// <exception cref="Contracts.LedgerUnavailable">The database could not be reached or broke off.</exception>
    public Task<IReadOnlyDictionary<AccountId, AccountState>> ReadAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        Gathering joined;
        lock (_gate)
        {
            if (_waiting.Last is { Value: var last } && last.Accounts.Count + accounts.Count <= AccountCountMax)
            {
                joined = last;
            }
            else
            {
                _waiting.AddLast(joined = new Gathering(_options.ContinuesAsynchronously));
            }

            joined.Accounts.UnionWith(accounts);
            if (_underWay < ReadCountMax)
            {
                _underWay++;
                using (ExecutionContext.SuppressFlow())
                {
                    _ = Task.Factory.StartNew(
                        ReadWaitingAsync, CancellationToken.None, TaskCreationOptions.None, _options.Scheduler);
                }
            }
        }

        return joined.Task.WaitAsync(cancellationToken);
    }

    private async Task ReadWaitingAsync()
    {
        while (Take() is { } gathering)
        {
            try
            {
                gathering.Complete(await directory.FindAccountsAsync(gathering.Accounts, CancellationToken.None));
            }
            catch (Exception fault)
            {
                gathering.Fail(fault);
            }
        }
    }

    private Gathering? Take()
    {
        lock (_gate)
        {
            if (_waiting.First is not { Value: var gathering })
            {
                _underWay--;
                return null;
            }

            _waiting.RemoveFirst();
            return gathering;
        }
    }

    // Those who are read together.
    private sealed class Gathering(bool continuesAsynchronously)
    {
        private readonly TaskCompletionSource<IReadOnlyDictionary<AccountId, AccountState>> _read = new(
            continuesAsynchronously ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

        public HashSet<AccountId> Accounts { get; } = [];

        public Task<IReadOnlyDictionary<AccountId, AccountState>> Task => _read.Task;

        public void Complete(ImmutableArray<AccountState> read) =>
            _read.SetResult(read.ToDictionary(static account => account.Id));

        public void Fail(Exception fault) => _read.SetException(fault);
    }
}
