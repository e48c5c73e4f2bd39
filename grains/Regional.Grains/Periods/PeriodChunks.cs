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

    // Payments of the next period move what a plan rests on; each time fewer are left to be planned anew.
    private const int PlanCountMax = 20;

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
        return new ReadChunk(after, accounts, await ReadStateAsync(run, accounts), accounts.Length < countMax);
    }

    private async Task<PeriodState?> ReadStateAsync(StepRun run, ImmutableArray<PeriodAccount> accounts) => run.Step.HasState
        ? await reader.ReadStateAsync(run.Ledger, run.Step, run.Context, accounts, CancellationToken.None)
        : null;

    private async Task<Ruling<Progress>> CarryOutAsync(StepRun run, ReadChunk read)
    {
        var chunk = read;
        var plan = Plan(run, chunk);
        var exceptions = plan.Exceptions;
        for (var planned = 1; !plan.Postings.IsEmpty; planned++)
        {
            var posted = await PostAsync(run, plan.Postings);
            if (posted.Stopped is { } stopped && (!posted.IsStale || planned == PlanCountMax))
            {
                return stopped;
            }

            if (!posted.IsStale)
            {
                exceptions = plan.Exceptions.AddRange(posted.Exceptions);
                break;
            }

            chunk = chunk with { State = await ReadStateAsync(run, chunk.Accounts) };
            plan = Plan(run, chunk);
            exceptions = plan.Exceptions;
        }

        return await RecordAsync(run, chunk, plan.Records, exceptions);
    }

    private static PeriodChunkPlan Plan(StepRun run, ReadChunk chunk) =>
        run.Step.Plan(new PeriodChunk(chunk.Accounts, chunk.State, chunk.IsLast), run.Context);

    private async Task<Ruling<Progress>> RecordAsync(
        StepRun run, ReadChunk chunk, ImmutableArray<PeriodRecord> records, ImmutableArray<PeriodException> exceptions)
    {
        var mark = new ChunkMark(
            run.Step.Name, run.Place, chunk.After, chunk.UpTo, chunk.Accounts.Length, chunk.IsLast);

        // Counted and not remembered: a chunk that was broken off does not plan again what it has posted.
        var postings = run.Step.HasPostings && !chunk.Accounts.IsEmpty
            ? await reader.CountPostedAsync(
                [.. chunk.Accounts.Select(account => IdOf(run, account.Id))], CancellationToken.None)
            : 0;
        var outcome = await journal.ExecuteAsync(
            new RecordPeriodChunk(run.Period.Span.Id, mark, postings, records, exceptions)
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

    // What is transient stops the run, which is taken up again later with the same ids; what is stale is planned anew.
    private async Task<Posted> PostAsync(StepRun run, ImmutableArray<PeriodPosting> planned)
    {
        var about = planned.ToDictionary(posting => IdOf(run, posting.About), static posting => posting.About);
        var waiting = planned.Select(posting => PostingOf(run, posting)).ToImmutableArray();
        var exceptions = ImmutableArray.CreateBuilder<PeriodException>();
        Refusal? stale = null;
        for (var commit = 1; !waiting.IsEmpty; commit++)
        {
            var result = await journal.CommitAsync(new JournalBatch(waiting, []), CancellationToken.None);
            board.Refresh(result.Accounts);
            foreach (var (id, outcome) in result.Outcomes)
            {
                if (outcome is PostingOutcome.Refused { Refusal: var refusal })
                {
                    if (Postings.IsStale(outcome))
                    {
                        stale = refusal;
                    }
                    else if (refusal.IsTransient)
                    {
                        return new Posted(refusal, IsStale: false, []);
                    }
                    else
                    {
                        exceptions.Add(new PeriodException(about[id], refusal));
                    }
                }
            }

            waiting = waiting.RemoveAll(posting => result.Outcomes[posting.Id] is not PostingOutcome.Deferred);
            if (commit == CommitCountMax && !waiting.IsEmpty)
            {
                return new Posted(Refusal.For(RefusalReason.Busy, RefusalFact.Account(waiting[0].Legs[0].Debit)), IsStale: false, []);
            }
        }

        return new Posted(stale, IsStale: stale is not null, exceptions.ToImmutable());
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
                BusinessDate = planned.BusinessDate ?? run.Period.Span.LastDate,
                Reference = planned.Reference,
            },
            planned.Legs) with
        {
            Facts = planned.Facts,
            PeriodEnd = run.Period.Span.Id,
            DecidedOn = planned.RestsOn,
        };

    private sealed record Progress(AccountId After, bool IsDone);

    /// <summary>What became of a chunk's postings.</summary>
    /// <param name="Stopped">What stops the run now; null: all have an outcome for ever.</param>
    /// <param name="IsStale">Whether it only has to be planned anew.</param>
    /// <param name="Exceptions">Accounts whose posting was refused for ever.</param>
    private sealed record Posted(Refusal? Stopped, bool IsStale, ImmutableArray<PeriodException> Exceptions);

    private sealed record ReadChunk(
        AccountId After, ImmutableArray<PeriodAccount> Accounts, PeriodState? State, bool IsLast)
    {
        public AccountId UpTo => Accounts.IsEmpty ? After : Accounts[^1].Id;
    }
}
