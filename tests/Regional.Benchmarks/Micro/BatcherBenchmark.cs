using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Grains.Journal;
using Regional.Grains.Memory;

namespace Regional.Benchmarks.Micro;

/// <summary>The group commit without a database: a thousand postings handed in and answered.</summary>
public class BatcherBenchmark
{
    private const int Count = 1_024;

    private readonly Task[] _answers = new Task[Count];
    private readonly Posting[] _postings = new Posting[Count];
    private JournalBatcher _batcher = null!;

    [GlobalSetup]
    public void SetUp() => _batcher = new JournalBatcher(
        new AgreeingStore(), new AccountBoard(null!), Microsoft.Extensions.Options.Options.Create(new BatcherOptions()), TimeProvider.System,
        NullLogger<JournalBatcher>.Instance);

    [IterationSetup]
    public void LayOut()
    {
        for (var at = 0; at < Count; at++)
        {
            _postings[at] = RulesBenchmark.NewPosting();
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public Task Batcher_per_posting()
    {
        for (var at = 0; at < Count; at++)
        {
            _answers[at] = _batcher.SubmitAsync(_postings[at], isDoubtful: false);
        }

        return Task.WhenAll(_answers);
    }

    // Answers like a store whose commits take no time.
    private sealed class AgreeingStore : IJournalStore
    {
        public Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken) => Task.FromResult(
            new JournalResult(
                batch.Certain.ToImmutableDictionary(
                    static posting => posting.Id,
                    static posting => (PostingOutcome)new PostingOutcome.Posted(
                        new Receipt(posting.Id, 1, DateTimeOffset.UnixEpoch, null, []), IsReplay: false)),
                [],
                UsedSecondPath: false));

        public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
