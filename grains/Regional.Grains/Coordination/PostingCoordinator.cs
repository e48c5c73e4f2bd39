using Orleans;
using Regional.Contracts;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Grains.Journal;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>
/// One posting from plan to answer: reserve what is limited, have the journal commit, settle the reservations. Used by
/// the grain that coordinates; every await returns to that grain's turn.
/// </summary>
internal sealed class PostingCoordinator(
    JournalBatcher batcher, AccountBoard board, AccountHolders holders, TimeProvider time)
{
    /// <summary>How long a posting waits for open reservations to end before it answers busy.</summary>
    private static readonly TimeSpan BusyWaitMax = TimeSpan.FromMilliseconds(400);

    /// <summary>Between two looks; a group commit takes a few milliseconds.</summary>
    private static readonly TimeSpan BusyWaitStep = TimeSpan.FromMilliseconds(5);

    /// <summary>Commits a posting that has passed its form checks.</summary>
    /// <param name="posting">The posting.</param>
    /// <param name="self">The book of the grain that coordinates and which accounts are its own.</param>
    /// <returns>Posted or refused, durable but for transient refusals.</returns>
    public ValueTask<PostingOutcome> CommitAsync(Posting posting, OwnHolds self)
    {
        var shares = PostingShares.Of(posting);
        if (!AreKnown(shares))
        {
            return ReadAndCommitAsync(posting, shares, self);
        }

        // Nearly every posting is admitted at once and keeps nothing for waiting before it is handed in.
        var reserving = ReserveAsync(posting.Id, shares, self);
        if (!reserving.IsCompletedSuccessfully)
        {
            return WaitAndCommitAsync(posting, shares, self, reserving);
        }

        var (verdict, held) = reserving.Result;
        return verdict.Verdict == AdmissionVerdict.Busy
            ? WaitAndCommitAsync(posting, shares, self, new((verdict, held)))
            : SubmitAsync(posting, verdict.Verdict == AdmissionVerdict.Doubtful, held, self);
    }

    /// <summary>
    /// Answers what the plan refused. The journal stores a refusal for state under the id, unless that id has an outcome
    /// already, and answers with such an outcome also where it is too early; any other refusal is answered as it is.
    /// </summary>
    public ValueTask<PostingOutcome> RefuseAsync(Posting posting, Refusal refusal) =>
        RefuseUnlessFoundAsync(posting with { Corrects = null, Effects = [] }, refusal);

    /// <summary>
    /// Answers that what the posting ends or corrects was not found. The journal looks for itself, and answers
    /// <c>targetChanged</c> when it has been committed since.
    /// </summary>
    public async ValueTask<PostingOutcome> RefuseUnlessFoundAsync(Posting posting, Refusal refusal)
    {
        if (posting.Id.IsEmpty || !(refusal.IsStored || refusal.IsEarly))
        {
            return new PostingOutcome.Refused(refusal);
        }

        return await batcher.SubmitAsync(
            posting with { PlannedRefusal = refusal, Legs = [], Facts = [] }, isDoubtful: true);
    }

    private async ValueTask<PostingOutcome> ReadAndCommitAsync(Posting posting, PostingShares shares, OwnHolds self)
    {
        await board.EnsureAsync(shares.Accounts, CancellationToken.None);
        return await WaitAndCommitAsync(posting, shares, self, ReserveAsync(posting.Id, shares, self));
    }

    private async ValueTask<PostingOutcome> WaitAndCommitAsync(
        Posting posting, PostingShares shares, OwnHolds self,
        ValueTask<(Admission Verdict, List<AccountId> Held)> reserving)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var (verdict, held) = await reserving;
            if (verdict is { Verdict: AdmissionVerdict.Busy })
            {
                Settle(posting.Id, held, self);
                if (time.GetElapsedTime(started) > BusyWaitMax)
                {
                    return new PostingOutcome.Refused(
                        Refusal.For(RefusalReason.Busy, RefusalFact.Account(posting.Legs[0].Debit)));
                }

                await Task.Delay(BusyWaitStep, time);
                reserving = ReserveAsync(posting.Id, shares, self);
                continue;
            }

            return await SubmitAsync(posting, verdict.Verdict == AdmissionVerdict.Doubtful, held, self);
        }
    }

    private async ValueTask<PostingOutcome> SubmitAsync(
        Posting posting, bool isDoubtful, List<AccountId> held, OwnHolds self)
    {
        try
        {
            var outcome = await batcher.SubmitAsync(posting, isDoubtful);
            Settle(posting.Id, held, self);
            return outcome;
        }
        catch (InvariantViolation)
        {
            foreach (var account in held)
            {
                self.MarkUnknown(account);
            }

            Settle(posting.Id, held, self);
            throw;
        }
        catch
        {
            // Nothing was sent: the holds end and the figures stay what they were.
            Settle(posting.Id, held, self);
            throw;
        }
    }

    private async ValueTask<(Admission Verdict, List<AccountId> Held)> ReserveAsync(
        OperationId posting, PostingShares shares, OwnHolds self)
    {
        List<AccountId> held = [];
        var worst = Admission.Admitted;
        for (var at = 0; at < shares.Count; at++)
        {
            var share = shares[at];
            if (board.Find(share.Account) is not { } account || account.Status != AccountStatus.Open)
            {
                worst = new Admission(AdmissionVerdict.Doubtful, Why: null);
                continue;
            }

            if (!NeedsRoom(account, share))
            {
                continue;
            }

            var reservation = new Reservation(posting, share.Account, share.DebitMinor, share.CreditMinor);
            var admission = self.Owns(account)
                ? await AdmitOwnAsync(reservation, self)
                : await (await holders.FindAsync(account)).ReserveAsync(reservation);
            switch (admission.Verdict)
            {
                case AdmissionVerdict.Admitted:
                    held.Add(share.Account);
                    break;
                case AdmissionVerdict.Busy:
                    return (admission, held);
                case AdmissionVerdict.Doubtful:
                    worst = admission;
                    break;
            }
        }

        return (worst, held);
    }

    // Committed figures may have moved on another silo without news: a doubt costs one read before it costs a second path.
    private async ValueTask<Admission> AdmitOwnAsync(Reservation reservation, OwnHolds self)
    {
        var wasUnknown = self.Book.NeedsReading(reservation.Account);
        if (wasUnknown)
        {
            await RereadAsync(reservation.Account, self);
        }

        var admission = self.Book.Admit(reservation);
        if (admission.Verdict == AdmissionVerdict.Admitted || wasUnknown)
        {
            return admission;
        }

        if (admission.Verdict == AdmissionVerdict.Busy)
        {
            return self.Book.DropExpired(reservation.Account).Count == 0
                ? admission
                : await AdmitOwnAsync(reservation, self);
        }

        await RereadAsync(reservation.Account, self);
        return self.Book.Admit(reservation);
    }

    private async ValueTask RereadAsync(AccountId account, OwnHolds self)
    {
        await board.ReadAsync(account, CancellationToken.None);
        self.Book.WasRead(account);
    }

    // The news of the commit is on the board already: what other grains hold is settled with it.
    private void Settle(OperationId posting, List<AccountId> held, OwnHolds self)
    {
        for (var at = 0; at < held.Count; at++)
        {
            var id = held[at];
            if (board.Find(id) is not { } account || self.Owns(account))
            {
                self.Book.Release(posting, id);
                continue;
            }

            SettleAsync(posting, account).LetGo();
        }
    }

    // The posting's outcome stands and is what the caller hears, whatever comes of this; the hold ends with its lease.
    private async ValueTask SettleAsync(OperationId posting, AccountState account) =>
        await (await holders.FindAsync(account)).SettleAsync(posting, account.Id, account);

    private bool AreKnown(PostingShares shares)
    {
        for (var at = 0; at < shares.Count; at++)
        {
            if (board.Find(shares[at].Account) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static bool NeedsRoom(AccountState account, PostingShare share) =>
        (share.DebitMinor > 0 && account.Floor is not null) || (share.CreditMinor > 0 && account.Ceiling is not null);
}
