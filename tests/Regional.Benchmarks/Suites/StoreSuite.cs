using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Journal;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Benchmarks.Suites;

/// <summary>
/// The journal store alone, batch after batch from one loop without grains: what is left of a payment's cost when nobody
/// calls. On the bare writer's database, whose accounts no memory knows.
/// </summary>
internal sealed class StoreSuite(Bench bench, Pace pace)
{
    private static readonly int[] BatchSizes = [1, 16, 128, 1_024];
    private static readonly Currency Unit = new(Town.Currency, Town.Scale);

    public async Task RunAsync(string connectionString)
    {
        await using var database = new RegionalDatabase(new() { ConnectionString = connectionString });
        await database.PrepareAsync(CancellationToken.None);
        var store = new PostgresJournalStore(
            database, new CommandExecutor(database), NullLogger<PostgresJournalStore>.Instance);
        foreach (var workload in (Workload[])[Workload.Uniform, Workload.HotPayee, Workload.Fees])
        {
            foreach (var size in BatchSizes)
            {
                await bench.StoreAsync(() => CommitAsync(store, workload, size));
            }
        }
    }

    private async Task<Run> CommitAsync(PostgresJournalStore store, Workload workload, int size)
    {
        var run = new Run($"store", workload.Name, size);
        var (draw, told) = (new Draw((ulong)Stopwatch.GetTimestamp()), new Acknowledged());
        run.Acknowledged.Add(told);
        var began = Stopwatch.GetTimestamp();
        var before = default(CpuReading?);
        while (Stopwatch.GetElapsedTime(began) < pace.WarmUp + pace.Length)
        {
            if (before is null && Stopwatch.GetElapsedTime(began) > pace.WarmUp)
            {
                before = bench.Cpu.Read();
            }

            var orders = Enumerable.Range(0, size).Select(_ => workload.Next(draw, bench.Town)).ToArray();
            var sent = Stopwatch.GetTimestamp();
            await store.CommitAsync(
                new JournalBatch([.. orders.Select(PostingOf)], []), CancellationToken.None);
            foreach (var order in orders)
            {
                told.Add(order);
                if (before is not null)
                {
                    run.Count(order, Answered.Posted, Stopwatch.GetElapsedTime(sent));
                }
            }
        }

        run.Length = Stopwatch.GetElapsedTime(began) - pace.WarmUp;
        run.Cpu = bench.Cpu.Read() - (before ?? default);
        return run;
    }

    private Posting PostingOf(Order order) => new()
    {
        Id = new OperationId(order.Id),
        Kind = OperationKind.Posting,
        Fingerprint = new Fingerprint.Builder(OperationKind.Posting).Add("payer", order.Payer).Add("payee", order.Payee)
            .Add("amount", order.Amount).Build(),
        EnteredBy = Town.Actor,
        BusinessDate = Town.Day,
        Legs = [.. Legs.Of(order, bench.Town).Select(leg => new Leg
        {
            Ledger = new LedgerId(leg.Ledger),
            Debit = new AccountId(leg.Debit),
            Credit = new AccountId(leg.Credit),
            Amount = new Amount(order.Amount, Unit),
            Purpose = leg.Purpose,
        })],
    };
}
