using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.Clearing;

/// <summary>What every step of a clearing run needs: the journal, the terms, and who acts.</summary>
internal sealed class ClearingDesk(
    RegionId region,
    OwnHolds self,
    IJournalStore journal,
    TermsCache terms,
    AccountBoard board,
    PostingCoordinator coordinator)
{
    public RegionId Region => region;

    /// <summary>Terms that a step rests on; the ledger is known to exist.</summary>
    public async ValueTask<LedgerTerms> TermsAsync(LedgerId ledger) =>
        await terms.FindAsync(ledger, CancellationToken.None)
        ?? throw new InvariantViolation($"Ledger {ledger} of region {region} does not exist.");

    /// <summary>Reads all terms anew before the next step.</summary>
    public void ForgetTerms() => terms.Clear();

    /// <summary>Carries out a command; the refusal, or null when it is done.</summary>
    public async ValueTask<Refusal?> ExecuteAsync(Command command)
    {
        switch (await journal.ExecuteAsync(command, CancellationToken.None))
        {
            case CommandOutcome.Done done:
                board.Publish(done.Accounts);
                return null;
            case CommandOutcome.Refused refused:
                return refused.Refusal;
            default:
                throw new InvariantViolation("A command ended neither done nor refused.");
        }
    }

    /// <summary>Commits a posting of the system; late ones are booked on the first open date.</summary>
    public async ValueTask<PostingOutcome> CommitAsync(Posting posting)
    {
        for (var attempt = 1; ; attempt++)
        {
            var ledgers = ImmutableArray.CreateBuilder<LedgerTerms>();
            foreach (var ledger in posting.Legs.Where(PeriodBooks.IsLine).Select(static leg => leg.Ledger).Distinct())
            {
                ledgers.Add(await TermsAsync(ledger));
            }

            var outcome = await coordinator.CommitAsync(Dated(posting, ledgers.ToImmutable()), self);
            if (!Postings.IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return outcome;
            }

            terms.Clear();
        }
    }

    /// <summary>Answers a refusal under an id, stored where it is one for state.</summary>
    public ValueTask<PostingOutcome> RefuseAsync(Posting posting, Refusal refusal) =>
        coordinator.RefuseAsync(posting, refusal);

    /// <summary>Answers that what the posting ends was not found, unless the journal has it by now.</summary>
    public ValueTask<PostingOutcome> RefuseUnlessFoundAsync(Posting posting, Refusal refusal) =>
        coordinator.RefuseUnlessFoundAsync(posting, refusal);

    /// <summary>The refusal of an outcome, or null.</summary>
    public static Refusal? RefusalOf(PostingOutcome outcome) => (outcome as PostingOutcome.Refused)?.Refusal;

    /// <summary>A posting of a clearing step; its id and what it is about make its fingerprint.</summary>
    public static Posting Posting(OperationId id, OperationKind kind, string about, string actor, DateOnly date) =>
        Postings.Of(
            id,
            kind,
            new Fingerprint.Builder(kind).Add("about", about).Build(),
            new OrderDetails { EnteredBy = actor, BusinessDate = date },
            legs: []);

    private static Posting Dated(Posting posting, ImmutableArray<LedgerTerms> ledgers)
    {
        var ordered = new OrderDetails
        {
            EnteredBy = posting.EnteredBy,
            BusinessDate = posting.BusinessDate,
            DocumentDate = posting.DocumentDate,
        };
        return posting.Dated(BookingDates.OfOwn(ordered, ledgers)) with
        {
            DecidedUnder =
            [
                .. posting.DecidedUnder,
                .. ledgers.Where(ledger => posting.DecidedUnder.All(under => under.Ledger != ledger.Id))
                    .Select(static ledger => new TermsVersion(ledger.Id, ledger.Version)),
            ],
        };
    }
}
