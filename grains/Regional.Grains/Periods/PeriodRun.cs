using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Memory;
using Regional.Grains.Telemetry;

namespace Regional.Grains.Periods;

/// <summary>
/// Takes a period whose end has begun to its totals: every account is totalled, then each step of the scheme goes over all
/// accounts in chunks, then what the steps booked is totalled again. Every chunk is durable before the next begins and its
/// ids derive from period, step and account, so a run that was interrupted anywhere goes on and adds nothing. No account's
/// grain is woken.
/// </summary>
internal sealed class PeriodRun(
    IJournalStore journal, IPeriodReader reader, TermsCache terms, PeriodChunks chunks, ILogger<PeriodRun> logger)
{
    /// <summary>
    /// Accounts totalled in one transaction: about half a second, so that progress is seen and a crash costs little.
    /// </summary>
    private const int TotalCountMax = 20_000;

    /// <summary>Ends a period by command: begins its end under the caller's id and takes it as far as it goes.</summary>
    public async Task<Refusal?> EndAsync(BeginPeriodEnd begin) =>
        await ExecuteAsync(begin) ?? await ResumeAsync(begin.Ledger, begin.No, begin.Actor);

    /// <summary>What is due in a community's ledgers or was interrupted, oldest first; ids derive from the periods.</summary>
    public async Task<ImmutableArray<BeginPeriodEnd>> FindDueAsync(CommunityId community, DateTimeOffset now, string actor) =>
        [.. (await reader.FindDueAsync(community, now, CancellationToken.None)).Select(due =>
            new BeginPeriodEnd(due.Ledger, due.No)
            {
                Id = DerivedId.Of($"period/{due.Ledger}/{due.No}/begin"),
                Actor = actor,
            })];

    private async Task<Refusal?> ResumeAsync(LedgerId ledgerId, int no, string actor)
    {
        // The period's lines are dated under the books as they are now.
        terms.Clear();
        if (await reader.FindAsync(ledgerId, no, CancellationToken.None) is not { } period
            || period.Status != PeriodStatus.Totalling)
        {
            return null;
        }

        var ledger = await terms.FindAsync(ledgerId, CancellationToken.None)
            ?? throw new InvariantViolation($"Ledger {ledgerId} of a period does not exist.");
        if (await TotalAsync(period, TotalsStep.Totals, "totals", actor) is { } refusal)
        {
            return refusal;
        }

        return await RunStepsAsync(period, ledger, actor) ?? await CompleteAsync(period, actor);
    }

    private async Task<Refusal?> RunStepsAsync(BookPeriod period, LedgerTerms ledger, string actor)
    {
        if (!SchemeCatalogue.Find(ledger.Scheme).TryGet(out var scheme, out var unknown))
        {
            return unknown;
        }

        var context = new PeriodContext
        {
            Period = period.Span,
            Ledger = ledger.Id,
            Currency = ledger.Currency,
            Terms = ledger.Terms,
            SystemAccounts = ledger.SystemAccounts,
        };
        var place = 0;
        foreach (var step in scheme.PeriodSteps)
        {
            place++;
            if (step.IsDue(context)
                && await chunks.RunAsync(new StepRun(period, ledger, step, place, context, actor)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<Refusal?> CompleteAsync(BookPeriod period, string actor)
    {
        // What the steps booked into the period belongs to its totals.
        var now = (await reader.FindAsync(period.Ledger, period.Span.No, CancellationToken.None))!;
        if (now.Steps.Any(static step => step.Postings > 0)
            && await TotalAsync(now, TotalsStep.FinalTotals, "final-totals", actor) is { } refusal)
        {
            return refusal;
        }

        var stopped = await ExecuteAsync(new CompletePeriod(period.Span.Id)
        {
            Id = DerivedId.Of($"period/{period.Span.Id}/complete"),
            Actor = actor,
        });
        logger.PeriodTotalled(period.Ledger.Value, period.Span.No);
        return stopped;
    }

    private async Task<Refusal?> TotalAsync(BookPeriod period, TotalsStep step, string name, string actor)
    {
        var progress = period.Steps.FirstOrDefault(known => known.Step == name);
        var after = progress?.After ?? default;
        for (var isDone = progress?.IsDone ?? false; !isDone;)
        {
            var outcome = await journal.ExecuteAsync(
                new TotalPeriodChunk(period.Span.Id, step, after, TotalCountMax)
                {
                    Id = DerivedId.Of($"period/{period.Span.Id}/{name}/{after}"),
                    Actor = actor,
                },
                CancellationToken.None);
            if (outcome is not CommandOutcome.Done done)
            {
                return ((CommandOutcome.Refused)outcome).Refusal;
            }

            (after, isDone) = ChunkAnswer.Read(done);
        }

        return null;
    }

    private async Task<Refusal?> ExecuteAsync(Command command) =>
        (await journal.ExecuteAsync(command, CancellationToken.None) as CommandOutcome.Refused)?.Refusal;
}

/// <summary>How far a chunk brought its step.</summary>
internal static class ChunkAnswer
{
    /// <summary>The last account that is done, and whether it was the ledger's last.</summary>
    public static (AccountId After, bool IsDone) Read(CommandOutcome.Done done) => (
        new AccountId(long.Parse(done.Result["after"], CultureInfo.InvariantCulture)),
        bool.Parse(done.Result["done"]));
}

/// <summary>One step of one period's end.</summary>
internal sealed record StepRun(
    BookPeriod Period, LedgerTerms Ledger, IPeriodStep Step, int Place, PeriodContext Context, string Actor);
