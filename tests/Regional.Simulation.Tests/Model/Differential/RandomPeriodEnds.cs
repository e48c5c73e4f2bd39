using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Periods;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>The next command of a ledger's period, in chunks of a few accounts; now and then one that is not its turn.</summary>
internal sealed class RandomPeriodEnds(TwoStores both, Known known)
{
    private const string Me = "system:test";

    /// <summary>Most accounts of a chunk.</summary>
    public int ChunkMax { get; init; } = 5;

    /// <summary>Takes some period of a ledger one step further, or tries to.</summary>
    public async Task AdvanceAsync(LedgerId ledger)
    {
        var periods = await both.ReadAsync("periods", reader => reader.FindAllAsync(ledger, 100, default));
        if (periods.IsEmpty)
        {
            return;
        }

        // The oldest that is not published; rarely any other.
        var turn = periods.LastOrDefault(static period => period.Status != PeriodStatus.Published) ?? periods[0];
        var oldest = known.Chance(100) ? periods[known.Next(periods.Length)] : turn;
        var status = known.Chance(120) ? (PeriodStatus)(1 + known.Next(4)) : oldest.Status;
        await both.ExecuteAsync(status switch
        {
            PeriodStatus.Open => new BeginPeriodEnd(ledger, oldest.Span.No) { Id = known.NewId(), Actor = Me },
            PeriodStatus.Totalling => await ChunkAsync(ledger, oldest),
            PeriodStatus.Totalled => new SignOffPeriod(ledger, oldest.Span.No) { Id = known.NewId(), Actor = Me },
            _ => new PublishPeriod(ledger, oldest.Span.No) { Id = known.NewId(), Actor = Me },
        });
    }

    private async Task<Command> ChunkAsync(LedgerId ledger, BookPeriod period)
    {
        var terms = (await both.ReadAsync("terms", directory => directory.FindLedgerAsync(ledger, default)))!;
        SchemeCatalogue.Find(terms.Scheme).TryGet(out var scheme, out _);
        var context = ContextOf(terms, period);
        if (Progress(period, "totals") is not { IsDone: true } || known.Chance(30))
        {
            return Total(period, TotalsStep.Totals, Progress(period, "totals")?.After ?? default);
        }

        for (var place = 0; place < scheme!.PeriodSteps.Length; place++)
        {
            var step = scheme.PeriodSteps[place];
            var isTaken = step.HasState || (step.IsDue(context) && terms.Scheme == CouponScheme.SchemeName);
            if (isTaken && Progress(period, step.Name) is not { IsDone: true })
            {
                return await RecordAsync(terms, period, step, place + 1, context);
            }
        }

        // What steps have booked is totalled before the end, as the grains see to it.
        return known.Chance(100) || Progress(period, "final-totals") is { IsDone: false }
            || (period.Steps.Any(static done => done.Postings > 0) && Progress(period, "final-totals") is null)
            ? Total(period, TotalsStep.FinalTotals, Progress(period, "final-totals")?.After ?? default)
            : new CompletePeriod(period.Span.Id) { Id = known.NewId(), Actor = Me };
    }

    private static PeriodContext ContextOf(Contracts.Directory.LedgerTerms terms, BookPeriod period) => new()
    {
        Period = period.Span,
        Ledger = terms.Id,
        Currency = terms.Currency,
        Terms = terms.Terms,
        SystemAccounts = terms.SystemAccounts,
    };

    private async Task<Command> RecordAsync(
        Contracts.Directory.LedgerTerms terms, BookPeriod period, IPeriodStep step, int place, PeriodContext context)
    {
        var after = Progress(period, step.Name)?.After ?? default;
        var countMax = 1 + known.Next(ChunkMax);
        var accounts = await both.ReadAsync(
            "accounts of a period", reader => reader.ReadAccountsAsync(period, after, countMax, default));
        var state = step.HasState
            ? await both.ReadAsync("state of a step", reader => reader.ReadStateAsync(terms, step, context, accounts, default))
            : null;
        var isLast = accounts.Length < countMax;
        var plan = step.Plan(new PeriodChunk(accounts, state, isLast), context);
        var count = await PostAsync(period, step, accounts, plan.Postings);
        return new RecordPeriodChunk(
            period.Span.Id,
            new ChunkMark(step.Name, place, after, accounts.IsEmpty ? after : accounts[^1].Id, accounts.Length, isLast),
            count,
            plan.Records,
            plan.Exceptions)
        {
            Id = known.NewId(),
            Actor = Me,
        };
    }

    // One about each account, under an id of its own: done again it is the same.
    private async Task<int> PostAsync(
        BookPeriod period, IPeriodStep step, ImmutableArray<PeriodAccount> accounts,
        ImmutableArray<PeriodPosting> planned)
    {
        OperationId IdOf(AccountId about) => DerivedId.Of($"period/{period.Span.Id}/{step.Name}/{about}");
        if (!planned.IsEmpty)
        {
            await both.CommitAsync(new JournalBatch(
                [
                    .. planned.Select(posting => new Posting
                    {
                        Id = IdOf(posting.About),
                        Kind = OperationKind.PeriodPosting,
                        Fingerprint = new Fingerprint.Builder(OperationKind.PeriodPosting)
                            .Add("period", period.Span.Id.Value).Add("step", step.Name)
                            .Add("account", posting.About.Value).Build(),
                        EnteredBy = Me,
                        BusinessDate = posting.BusinessDate ?? period.Span.LastDate,
                        Reference = posting.Reference,
                        Legs = posting.Legs,
                        Facts = posting.Facts,
                        PeriodEnd = period.Span.Id,
                        DecidedOn = posting.RestsOn,
                    }),
                ],
                []));
            both.Count($"{step.Name} of a period");
        }

        return accounts.IsEmpty
            ? 0
            : await both.ReadAsync(
                "posted",
                reader => reader.CountPostedAsync([.. accounts.Select(account => IdOf(account.Id))], default));
    }

    private TotalPeriodChunk Total(BookPeriod period, TotalsStep step, AccountId after) => new(
        period.Span.Id, step, known.Chance(50) ? new AccountId(after.Value + 1) : after, 1 + known.Next(ChunkMax))
    {
        Id = known.NewId(),
        Actor = Me,
    };

    private static StepProgress? Progress(BookPeriod period, string step) =>
        period.Steps.FirstOrDefault(known => known.Step == step);
}
