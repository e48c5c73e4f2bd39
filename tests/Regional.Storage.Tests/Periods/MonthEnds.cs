using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Directory;
using Regional.Storage.Periods;
using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.Periods;

/// <summary>Ends periods of a small ledger on the journal alone, each step in one chunk.</summary>
internal static class MonthEnds
{
    private const int AccountCountMax = 100;

    public static async Task EndAsync(World world, LedgerId ledger, int no)
    {
        var id = new PeriodId(World.Int(
            await world.DoneAsync(World.New(new BeginPeriodEnd(ledger, no) { Id = default, Actor = "" })), "period"));
        await TotalAsync(world, id, TotalsStep.Totals);
        var reader = new PeriodReader(world.Test.Database);
        var terms = (await new LedgerDirectory(world.Test.Database).FindLedgerAsync(ledger, CancellationToken.None))!;
        var period = (await reader.FindAsync(ledger, no, CancellationToken.None))!;
        var context = new PeriodContext
        {
            Period = period.Span,
            Ledger = ledger,
            Currency = terms.Currency,
            Terms = terms.Terms,
            SystemAccounts = terms.SystemAccounts,
        };
        Assert.True(SchemeCatalogue.Find(terms.Scheme).TryGet(out var scheme, out _));
        var place = 0;
        foreach (var step in scheme.PeriodSteps)
        {
            place++;
            if (step.IsDue(context))
            {
                var accounts = await reader.ReadAccountsAsync(period, default, AccountCountMax, CancellationToken.None);
                var state = step.HasState
                    ? await reader.ReadStateAsync(terms, step, context, accounts, CancellationToken.None)
                    : null;
                var plan = step.Plan(new PeriodChunk(accounts, state, IsLast: true), context);
                await PostAsync(world, period.Span, plan.Postings);
                await world.DoneAsync(World.New(new RecordPeriodChunk(
                    id, new ChunkMark(step.Name, place, default, accounts[^1].Id, accounts.Length, IsLast: true),
                    plan.Postings.Length, plan.Records, plan.Exceptions)
                {
                    Id = default,
                    Actor = "",
                }));
            }
        }

        await TotalAsync(world, id, TotalsStep.FinalTotals);
        await world.DoneAsync(World.New(new CompletePeriod(id) { Id = default, Actor = "" }));
    }

    private static Task TotalAsync(World world, PeriodId period, TotalsStep step) => world.DoneAsync(World.New(
        new TotalPeriodChunk(period, step, default, AccountCountMax) { Id = default, Actor = "" }));

    private static async Task PostAsync(World world, PeriodSpan period, ImmutableArray<PeriodPosting> planned)
    {
        foreach (var one in planned)
        {
            var posting = Payments.New(one.BusinessDate ?? period.LastDate, [.. one.Legs]) with
            {
                Kind = OperationKind.PeriodPosting,
                DocumentNumber = null,
                Facts = one.Facts,
                DecidedOn = one.RestsOn,
                PeriodEnd = period.Id,
            };
            var result = await world.Journal.CommitAsync(new JournalBatch([], [posting]), CancellationToken.None);
            Assert.IsType<PostingOutcome.Posted>(result.Outcomes[posting.Id]);
        }
    }
}
