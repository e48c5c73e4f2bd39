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
    /// <summary>
    /// Accounts of one chunk: its postings are one group commit, and its rows one transaction of a few hundred milliseconds.
    /// </summary>
    public const int AccountCountMax = 4_000;

    // A posting waits for amounts of its own batch at most once per batch.
    private const int CommitCountMax = 10;

    /// <summary>Takes the step to its end from where it stands. The refusal that stopped it, or null.</summary>
    public async Task<Refusal?> RunAsync(StepRun run)
    {
        var progress = run.Period.Steps.FirstOrDefault(known => known.Step == run.Step.Name);
        var after = progress?.After ?? default;
        for (var isDone = progress?.IsDone ?? false; !isDone;)
        {
            if (!(await CarryOutAsync(run, after)).TryGet(out var next, out var refusal))
            {
                return refusal;
            }

            (after, isDone) = next;
        }

        return null;
    }

    private async Task<Ruling<Progress>> CarryOutAsync(StepRun run, AccountId after)
    {
        var accounts = await reader.ReadAccountsAsync(run.Period, after, AccountCountMax, CancellationToken.None);
        var isLast = accounts.Length < AccountCountMax;
        var state = run.Step.HasState
            ? await reader.ReadStateAsync(run.Ledger, run.Step, run.Context, accounts, CancellationToken.None)
            : null;
        var plan = run.Step.Plan(new PeriodChunk(accounts, state, isLast), run.Context);
        var exceptions = plan.Exceptions.ToBuilder();
        if (await PostAsync(run, plan.Postings, exceptions) is { } transient)
        {
            return transient;
        }

        var mark = new ChunkMark(
            run.Step.Name, run.Place, after, accounts.IsEmpty ? after : accounts[^1].Id, accounts.Length, isLast);
        var outcome = await journal.ExecuteAsync(
            new RecordPeriodChunk(
                run.Period.Span.Id, mark, plan.Postings.Length, plan.Records, exceptions.ToImmutable())
            {
                Id = DerivedId.Of($"period/{run.Period.Span.Id}/{run.Step.Name}/chunk/{after}"),
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
}
