using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.Periods;

/// <summary>One step of a period's end over all accounts of a ledger, chunk by chunk: read, plan, post, record.</summary>
internal sealed class PeriodChunks(IJournalStore journal, IPeriodReader reader, AccountBoard board)
{
    /// <summary>Accounts of a chunk that may book: its postings are one group commit.</summary>
    public const int PostingCountMax = 4_000;

    /// <summary>Accounts of a chunk that only writes rows: one transaction of less than a second.</summary>
    public const int RecordCountMax = 20_000;

    // A posting waits for amounts of its own batch at most once per batch.
    private const int CommitCountMax = 10;

    /// <summary>Takes the step to its end from where it stands. The refusal that stopped it, or null.</summary>
    public async Task<Refusal?> RunAsync(StepRun run)
    {
        var progress = run.Period.Steps.FirstOrDefault(known => known.Step == run.Step.Name);
        if (progress is { IsDone: true })
        {
            return null;
        }

        var next = ReadAsync(run, progress?.After ?? default);
        try
        {
            while (true)
            {
                var chunk = await next;
                if (!run.Step.HasPostings && !chunk.IsLast)
                {
                    next = ReadAsync(run, chunk.UpTo);
                }

                if (!(await CarryOutAsync(run, chunk)).TryGet(out var reached, out var refusal))
                {
                    return refusal;
                }

                if (reached.IsDone)
                {
                    return null;
                }

                // Another run may have come further, in chunks of another size.
                if (run.Step.HasPostings || reached.After != chunk.UpTo)
                {
                    next.LetGo();
                    next = ReadAsync(run, reached.After);
                }
            }
        }
        finally
        {
            next.LetGo();
        }
    }

    private async Task<ReadChunk> ReadAsync(StepRun run, AccountId after)
    {
        var countMax = run.Step.HasPostings ? PostingCountMax : RecordCountMax;
        var accounts = await reader.ReadAccountsAsync(run.Period, after, countMax, CancellationToken.None);
        var state = run.Step.HasState
            ? await reader.ReadStateAsync(run.Ledger, run.Step, run.Context, accounts, CancellationToken.None)
            : null;
        return new ReadChunk(after, accounts, state, accounts.Length < countMax);
    }

    private async Task<Ruling<Progress>> CarryOutAsync(StepRun run, ReadChunk chunk)
    {
        var plan = run.Step.Plan(new PeriodChunk(chunk.Accounts, chunk.State, chunk.IsLast), run.Context);
        var exceptions = plan.Exceptions.ToBuilder();
        if (await PostAsync(run, plan.Postings, exceptions) is { } transient)
        {
            return transient;
        }

        var mark = new ChunkMark(
            run.Step.Name, run.Place, chunk.After, chunk.UpTo, chunk.Accounts.Length, chunk.IsLast);
        var outcome = await journal.ExecuteAsync(
            new RecordPeriodChunk(
                run.Period.Span.Id, mark, plan.Postings.Length, plan.Records, exceptions.ToImmutable())
            {
                Id = DerivedId.Of($"period/{run.Period.Span.Id}/{run.Step.Name}/chunk/{chunk.After}"),
                Actor = run.Actor,
                Reason = $"End of period {run.Period.Span.No}: {run.Step.Name}",
            },
            CancellationToken.None);
        if (outcome is not CommandOutcome.Done done)
        {
            return ((CommandOutcome.Refused)outcome).Refusal;
        }

        board.Refresh(done.Accounts);
        var (upTo, isDone) = ChunkAnswer.Read(done);
        return new Progress(upTo, isDone);
    }

    // The first transient refusal: the run stops, and is taken up again later with the same ids.
    private async Task<Refusal?> PostAsync(
        StepRun run, ImmutableArray<PeriodPosting> planned, ImmutableArray<PeriodException>.Builder exceptions)
    {
        var about = planned.ToDictionary(posting => IdOf(run, posting.About), static posting => posting.About);
        var waiting = planned.Select(posting => PostingOf(run, posting)).ToImmutableArray();
        for (var commit = 1; !waiting.IsEmpty; commit++)
        {
            var result = await journal.CommitAsync(new JournalBatch(waiting, []), CancellationToken.None);
            board.Refresh(result.Accounts);
            foreach (var (id, outcome) in result.Outcomes)
            {
                if (outcome is PostingOutcome.Refused { Refusal: var refusal })
                {
                    if (refusal.IsTransient)
                    {
                        return refusal;
                    }

                    exceptions.Add(new PeriodException(about[id], refusal));
                }
            }

            waiting = waiting.RemoveAll(posting => result.Outcomes[posting.Id] is not PostingOutcome.Deferred);
            if (commit == CommitCountMax && !waiting.IsEmpty)
            {
                return Refusal.For(RefusalReason.Busy, RefusalFact.Account(waiting[0].Legs[0].Debit));
            }
        }

        return null;
    }

    private static OperationId IdOf(StepRun run, AccountId about) =>
        DerivedId.Of($"period/{run.Period.Span.Id}/{run.Step.Name}/{about}");

    // What it is about makes its fingerprint: planned again after a crash, it is the same posting.
    private static Posting PostingOf(StepRun run, PeriodPosting planned) =>
        Postings.Of(
            IdOf(run, planned.About),
            OperationKind.PeriodPosting,
            new Fingerprint.Builder(OperationKind.PeriodPosting)
                .Add("period", run.Period.Span.Id.Value).Add("step", run.Step.Name).Add("account", planned.About.Value)
                .Build(),
            new OrderDetails
            {
                EnteredBy = run.Actor,
                BusinessDate = run.Period.Span.LastDate,
                Reference = planned.Reference,
            },
            planned.Legs) with
        {
            Facts = planned.Facts,
            PeriodEnd = run.Period.Span.Id,
        };

    private sealed record Progress(AccountId After, bool IsDone);

    private sealed record ReadChunk(
        AccountId After, ImmutableArray<PeriodAccount> Accounts, PeriodState? State, bool IsLast)
    {
        public AccountId UpTo => Accounts.IsEmpty ? After : Accounts[^1].Id;
    }
}
