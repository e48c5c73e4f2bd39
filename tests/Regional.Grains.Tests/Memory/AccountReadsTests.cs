using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Options;
using Regional.Contracts;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Grains.Journal;
using Regional.Grains.Memory;

namespace Regional.Grains.Tests.Memory;

public sealed class AccountReadsTests
{
    private readonly HeldDirectory _directory;
    private readonly AccountReads _reads;

    public AccountReadsTests()
    {
        var directory = DispatchProxy.Create<ILedgerDirectory, HeldDirectory>();
        _directory = (HeldDirectory)(object)directory;
        _reads = new AccountReads(directory, Options.Create(new BatcherOptions()));
    }

    [Fact]
    public async Task Who_asks_alone_is_read_at_once()
    {
        var read = _reads.ReadAsync([Account(1)], CancellationToken.None);
        (await _directory.NextAsync()).LetGo();

        Assert.Equal([Account(1)], (await read).Keys);
    }

    [Fact]
    public async Task Those_who_ask_while_reads_are_under_way_are_read_together_by_a_later_one()
    {
        var first = _reads.ReadAsync([Account(1)], CancellationToken.None);
        var firstRead = await _directory.NextAsync();
        var second = _reads.ReadAsync([Account(2)], CancellationToken.None);
        var secondRead = await _directory.NextAsync();
        var others = Enumerable.Range(3, 500).Select(n => _reads.ReadAsync([Account(n)], CancellationToken.None)).ToList();
        // Asked again while its first read is under way: what was read before it asked will not do.
        others.Add(_reads.ReadAsync([Account(1)], CancellationToken.None));

        firstRead.LetGo();
        var together = await _directory.NextAsync();
        Assert.Equal(501, together.Accounts.Count);
        Assert.All(others, static other => Assert.False(other.IsCompleted));
        together.LetGo();
        secondRead.LetGo();

        await Task.WhenAll(others.Append(first).Append(second));
        Assert.Equal(3, _directory.ReadCount);
    }

    [Fact]
    public async Task A_read_carries_no_more_than_its_most()
    {
        var first = _reads.ReadAsync([Account(1)], CancellationToken.None);
        var firstRead = await _directory.NextAsync();
        var second = _reads.ReadAsync([Account(2)], CancellationToken.None);
        var secondRead = await _directory.NextAsync();
        var others = Enumerable.Range(3, 1_500).Select(n => _reads.ReadAsync([Account(n)], CancellationToken.None)).ToList();

        firstRead.LetGo();
        secondRead.LetGo();
        var sizes = new List<int>();
        for (var count = 0; count < 2; count++)
        {
            var read = await _directory.NextAsync();
            sizes.Add(read.Accounts.Count);
            read.LetGo();
        }

        await Task.WhenAll(others.Append(first).Append(second));
        Assert.Equal([476, 1_024], sizes.Order());
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_its_own_and_the_next_is_read()
    {
        var first = _reads.ReadAsync([Account(1)], CancellationToken.None);
        (await _directory.NextAsync()).Break();
        await Assert.ThrowsAsync<LedgerUnavailable>(() => first);

        var next = _reads.ReadAsync([Account(1)], CancellationToken.None);
        (await _directory.NextAsync()).LetGo();
        Assert.Single(await next);
    }

    [Fact]
    public async Task Who_hangs_up_does_not_end_the_read_of_the_others()
    {
        using var patience = new CancellationTokenSource();
        var impatient = _reads.ReadAsync([Account(1)], patience.Token);
        var read = await _directory.NextAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        var patient = _reads.ReadAsync([Account(2)], CancellationToken.None);
        (await _directory.NextAsync()).LetGo();
        read.LetGo();
        Assert.Equal([Account(2)], (await patient).Keys);
    }

    private static AccountId Account(int number) => new(number);

    /// <summary>A directory of every account, whose reads go on when the test says so.</summary>
    internal class HeldDirectory : DispatchProxy
    {
        private readonly SemaphoreSlim _arrived = new(0);
        private readonly Queue<HeldRead> _held = [];

        public int ReadCount { get; private set; }

        public async Task<HeldRead> NextAsync()
        {
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30)), "no read began");
            lock (_held)
            {
                return _held.Dequeue();
            }
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var held = new HeldRead((IReadOnlyCollection<AccountId>)args![0]!);
            lock (_held)
            {
                _held.Enqueue(held);
                ReadCount++;
            }

            _arrived.Release();
            return held.Task;
        }
    }

    internal sealed class HeldRead(IReadOnlyCollection<AccountId> accounts)
    {
        private readonly TaskCompletionSource<ImmutableArray<AccountState>> _read =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyCollection<AccountId> Accounts { get; } = accounts;

        public Task<ImmutableArray<AccountState>> Task => _read.Task;

        public void LetGo() => _read.SetResult([.. Accounts.Select(State)]);

        public void Break() => _read.SetException(new LedgerUnavailable("Broken off."));

        private static AccountState State(AccountId account) => new()
        {
            Id = account,
            Ledger = new LedgerId(1),
            Currency = new Currency("HOUR", 2),
            Role = AccountRole.Member,
            Status = AccountStatus.Open,
        };
    }
}
