using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Contracts.Telemetry;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Grains.Memory;
using Regional.Grains.Telemetry;

namespace Regional.Grains.Journal;

/// <summary>
/// The group commit: collects what arrives while the previous commits are under way. One per silo; no thread of its own.
/// Callers are answered after the commit, never before (DESIGN section 2).
/// </summary>
public sealed class JournalBatcher(
    IJournalStore store,
    AccountBoard board,
    IOptions<BatcherOptions> options,
    TimeProvider time,
    ILogger<JournalBatcher> logger)
{
    private readonly BatcherOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly Dictionary<OperationId, BatchMember> _members = [];
    private readonly Queue<BatchMember> _queue = [];

    // Put off by an earlier batch: they go before the queue, the one that is to go first last.
    private readonly Stack<BatchMember> _putOff = [];
    private readonly AccountsUnderWay _underWay = new();
    private int _pumpCount;
    private int _takenLast;

    /// <summary>Hands a posting to the next group commit.</summary>
    /// <param name="posting">Past the form checks.</param>
    /// <param name="isDoubtful">Memory would refuse it: it goes the second path at once.</param>
    /// <returns>Its outcome, durable. The same id handed in again while under way shares the first one's outcome.</returns>
    /// <exception cref="LedgerUnavailable">Nothing was sent.</exception>
    public Task<PostingOutcome> SubmitAsync(Posting posting, bool isDoubtful)
    {
        BatchMember member;
        lock (_gate)
        {
            if (_members.TryGetValue(posting.Id, out var underWay))
            {
                member = underWay;
            }
            else if (QueueCount >= _options.QueueCountMax)
            {
                return Task.FromResult<PostingOutcome>(
                    new PostingOutcome.Refused(Refusal.For(RefusalReason.Overloaded)));
            }
            else
            {
                return Enqueue(posting, isDoubtful || posting.Effects.Length > 0).Task;
            }
        }

        return member.Posting.Fingerprint.Equals(posting.Fingerprint)
            ? member.Task
            : SubmitAfterAsync(member, posting, isDoubtful);
    }

    // Another command under the same id: it is judged once the first one's outcome is stored.
    private async Task<PostingOutcome> SubmitAfterAsync(BatchMember first, Posting posting, bool isDoubtful)
    {
        await first.Task.ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
        return await SubmitAsync(posting, isDoubtful);
    }

    private int QueueCount => _queue.Count + _putOff.Count;

    private BatchMember Enqueue(Posting posting, bool isDoubtful)
    {
        var member = new BatchMember(
            posting,
            isDoubtful,
            _options.ContinuesAsynchronously
                ? TaskCreationOptions.RunContinuationsAsynchronously
                : TaskCreationOptions.None);
        _members.Add(posting.Id, member);
        _queue.Enqueue(member);
        RegionalTelemetry.QueueDepth.Add(1);
        if (MayBegin())
        {
            _pumpCount++;
            using (ExecutionContext.SuppressFlow())
            {
                _ = Task.Factory.StartNew(
                    PumpAsync, CancellationToken.None, TaskCreationOptions.None, _options.Scheduler);
            }
        }

        return member;
    }

    private bool MayBegin() => _pumpCount == 0 || (_pumpCount < _options.CommitCountMax && PaysBesideAnother());

    // A second commit beside the first pays when it carries enough: the one lays out its batch and takes its ids while the
    // other has the rows and waits for the disk. A small one costs nearly as much, and would soon be followed by another.
    private bool PaysBesideAnother() => QueueCount >= EnoughBesideAnother;

    private int EnoughBesideAnother => Math.Max(_options.CommitBesideCountMin, _takenLast / 2);

    private async Task PumpAsync()
    {
        while (TakeBatch() is { } batch)
        {
            await CommitAsync(batch);
            lock (_gate)
            {
                _underWay.Remove(batch);
            }
        }
    }

    private List<BatchMember>? TakeBatch()
    {
        lock (_gate)
        {
            // What is too little to go now goes with the commit under way beside this one, or with what makes it enough.
            if (QueueCount == 0 || (_pumpCount > 1 && !PaysBesideAnother()))
            {
                _pumpCount--;
                return null;
            }

            var batch = TakeMembers();
            _underWay.Add(batch);
            _takenLast = batch.Count;
            RegionalTelemetry.QueueDepth.Add(-batch.Count);
            return batch;
        }
    }

    // Beside another commit those go first that share no account with it, if they are enough; if not, everybody in order:
    // the batch then waits at the rows, but has its columns laid out and its ids taken by then.
    private List<BatchMember> TakeMembers()
    {
        var passesOver = AreEnoughFree();
        var batch = new List<BatchMember>(Math.Min(QueueCount, _options.BatchCountMax));
        var passedOver = new List<BatchMember>();
        while (batch.Count < _options.BatchCountMax
            && passedOver.Count < _options.BatchCountMax
            && (_putOff.TryPop(out var next) || _queue.TryDequeue(out next)))
        {
            if (passesOver && !IsFree(next))
            {
                next.PassedOverCount++;
                passedOver.Add(next);
            }
            else
            {
                batch.Add(next);
            }
        }

        PutBack(passedOver);
        return batch;
    }

    private bool AreEnoughFree()
    {
        var missing = EnoughBesideAnother;
        foreach (var member in _putOff.Concat(_queue).Take(_options.BatchCountMax))
        {
            if (IsFree(member) && --missing == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFree(BatchMember member) =>
        member.PassedOverCount >= _options.PassedOverCountMax || !_underWay.Touches(member.Posting);

    private void PutBack(List<BatchMember> members)
    {
        for (var at = members.Count - 1; at >= 0; at--)
        {
            _putOff.Push(members[at]);
        }
    }

    private async Task CommitAsync(List<BatchMember> members)
    {
        var batch = BatchOf(members);
        try
        {
            var result = await CommitUntilKnownAsync(batch);
            board.Publish(result.Accounts);
            Answer(members, result);
        }
        catch (LedgerUnavailable fault)
        {
            logger.LedgerUnavailable(members.Count, fault);
            Fail(members, fault);
        }
        catch (Exception bug) when (members.Count > 1)
        {
            // One member that the store cannot take must not take the others with it.
            logger.BatchFailed(members.Count, bug);
            foreach (var member in members)
            {
                await CommitAsync([member]);
            }
        }
        catch (Exception bug)
        {
            RegionalTelemetry.Violations.Add(1);
            logger.InvariantBroken(bug.Message, bug);
            Fail(members, bug as InvariantViolation ?? new InvariantViolation("The journal could not take a posting.", bug));
        }
    }

    private static JournalBatch BatchOf(List<BatchMember> members)
    {
        var certain = ImmutableArray.CreateBuilder<Posting>(members.Count);
        var doubtful = ImmutableArray.CreateBuilder<Posting>();
        foreach (var member in members)
        {
            (member.IsDoubtful ? doubtful : certain).Add(member.Posting);
        }

        return new JournalBatch(certain.DrainToImmutable(), doubtful.DrainToImmutable());
    }

    private async Task<JournalResult> CommitUntilKnownAsync(JournalBatch batch)
    {
        var delay = _options.ResendDelay;
        var wasSent = false;
        for (var attempt = 1; ; attempt++)
        {
            using var span = RegionalMeter.Source.StartActivity("journal.commit", ActivityKind.Client);
            span?.SetTag("regional.batch_size", batch.Count);
            try
            {
                return await store.CommitAsync(batch, CancellationToken.None);
            }
            catch (LedgerUnavailable) when (!wasSent)
            {
                throw;
            }
            catch (Exception fault) when (fault is OutcomeUnknown or LedgerUnavailable)
            {
                wasSent = true;
                logger.OutcomeUnknown(batch.Count, attempt, fault);
            }

            await Task.Delay(delay, time);
            delay = delay * 2 < _options.ResendDelayMax ? delay * 2 : _options.ResendDelayMax;
        }
    }

    private void Answer(List<BatchMember> members, JournalResult result)
    {
        List<BatchMember> deferred = [];
        foreach (var member in members)
        {
            var outcome = result.Outcomes[member.Posting.Id];
            if (outcome is PostingOutcome.Deferred)
            {
                if (++member.DeferralCount <= _options.DeferralCountMax)
                {
                    member.IsDoubtful = true;
                    deferred.Add(member);
                    continue;
                }

                outcome = new PostingOutcome.Refused(
                    Refusal.For(RefusalReason.Busy, RefusalFact.Account(member.Posting.Legs[0].Debit)));
            }

            Forget(member);
            Count(outcome);
            member.TrySetResult(outcome);
        }

        if (deferred.Count > 0)
        {
            PutFirst(deferred);
        }
    }

    private void PutFirst(List<BatchMember> deferred)
    {
        lock (_gate)
        {
            PutBack(deferred);
        }

        RegionalTelemetry.QueueDepth.Add(deferred.Count);
    }

    private void Fail(List<BatchMember> members, Exception fault)
    {
        foreach (var member in members)
        {
            Forget(member);
            member.TrySetException(fault);
        }
    }

    private void Forget(BatchMember member)
    {
        lock (_gate)
        {
            _members.Remove(member.Posting.Id);
        }
    }

    private static void Count(PostingOutcome outcome)
    {
        switch (outcome)
        {
            case PostingOutcome.Posted posted:
                RegionalTelemetry.Postings.Add(
                    1, new KeyValuePair<string, object?>("outcome", posted.IsReplay ? "replay" : "posted"));
                break;
            case PostingOutcome.Refused refused:
                RegionalTelemetry.Postings.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));
                RegionalTelemetry.Count(refused.Refusal);
                break;
        }
    }
}
