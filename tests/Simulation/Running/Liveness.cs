using System.Reflection;
using Orleans;
using Regional.Contracts.Grains;
using Regional.Domain.Money;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.Clients;
using Regional.Simulation.Faults;
using Regional.Simulation.History;
using Regional.Simulation.Model;
using Regional.Simulation.Workload;

namespace Regional.Simulation.Running;

/// <summary>
/// Faults have ended: within a bounded virtual time every client has its answer, every pending transfer ends, every window
/// that is due settles, nothing waits in the queue for ever and nothing is held that nobody holds.
/// </summary>
internal sealed class Liveness(
    Simulator simulator, ModelDatabase database, SiloKeeper silos, Auditor auditor, ClientDesk desk, World world,
    SimulationRandom chance, Action check)
{
    /// <summary>
    /// For each thing that must come to an end: the longest time a caller waits for an answer, which may have been lost
    /// with the last fault, and then ten minutes; longer than any lease and hanging commit.
    /// </summary>
    internal static readonly TimeSpan TimeMax = LongestWait() + TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(3);

    /// <summary>A pending transfer with an end this near is left to the sweep.</summary>
    private static readonly TimeSpan SoonEnds = TimeSpan.FromMinutes(3);

    /// <summary>How many of those that did not come to an end are named; the others are counted.</summary>
    private const int NamedCountMax = 5;

    private int _no = 1_000_000;

    public async Task RunAsync()
    {
        await UntilAsync(
            "answer", IsAnsweredAsync, () => desk.Unanswered.Select(static one => $"{one.Asked}").Append($"{desk.UnderWay} still ask"));
        await UntilAsync("pending", EndPendingsAsync, () => OpenPendings().Select(static one => $"leg {one.Leg} of {one.Posting:N}"));
        await UntilAsync("window", SettleAsync, () => DueWindows().Select(static window => $"window {window.Id}"));
        if (auditor.Book.Periods.Count > 0)
        {
            await UntilAsync(
                "period", AreEndedAsync, () => Ending().Select(static one => $"period {one.Period.No} of ledger {one.Ledger}"));
        }

        await UntilAsync("queue", EndQueueAsync, () => Waiting().Select(static one => $"{one:N}"));
        await new QuietProbe(simulator, auditor, desk, world, chance).RunAsync();
    }

    private async Task UntilAsync(string what, Func<Task<bool>> isDone, Func<IEnumerable<string>> left)
    {
        var end = simulator.Now + TimeMax;
        while (true)
        {
            silos.EnsureRunning();
            await Task.Delay(Step, simulator.Time);
            auditor.Follow();
            check();
            var done = await isDone();
            check();
            if (done)
            {
                return;
            }

            if (simulator.Now > end)
            {
                throw new ViolationFoundException(
                    new Violation($"liveness-{what}", $"after {TimeMax} without faults: {Name([.. left()])}"));
            }
        }
    }

    private static TimeSpan LongestWait() => typeof(IRegionGrain).Assembly.GetTypes()
        .Where(static type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
        .SelectMany(static type => type.GetMethods())
        .Select(static method => method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout ?? TimeSpan.Zero)
        .Max();

    private static string Name(string[] left) => string.Join("; ", left.Take(NamedCountMax))
        + (left.Length > NamedCountMax ? $"; and {left.Length - NamedCountMax} more" : "");

    // A full queue is no answer for ever: those who wait in it give up, so that others may.
    private async Task<bool> IsAnsweredAsync()
    {
        await EndQueueAsync();
        return desk.UnderWay == 0 && await desk.AskAgainAsync(chance);
    }

    private async Task<bool> EndPendingsAsync()
    {
        var open = OpenPendings().ToList();
        foreach (var (posting, leg) in open)
        {
            var pending = auditor.Book.Pendings[(posting, leg)];
            var isSettlement = auditor.Book.Operations[posting].Outcome is JournalPosting { Kind: 43 };
            if (isSettlement || pending.ExpiresAt - database.Now < SoonEnds)
            {
                continue;
            }

            await AskAsync(new AskedResolution(
                posting, leg, LegAction.VoidPending, Amount: null, pending.Leg.Debit, Texts()) { Id = RandomIds.Next(chance) });
        }

        return !OpenPendings().Any(pending => auditor.Book.Operations[pending.Posting].Outcome is not JournalPosting { Kind: 43 });
    }

    private IEnumerable<(Guid Posting, short Leg)> OpenPendings() =>
        auditor.Book.Pendings.Where(static pair => pair.Value.Status == 1).Select(static pair => pair.Key);

    // The bank's part: what is paid in first. The coordinator's part: a carry limit that any position fits.
    private async Task<bool> SettleAsync()
    {
        foreach (var region in world.Regions)
        {
            if (await AskAsync(new AskedClearing(region.Id) { Id = default }) is ToldCleared { Refusal.Code: "carryShortfall" })
            {
                var limit = MoneyText.Format(long.MaxValue, region.Currency.Scale);
                await AskAsync(new AskedTerms(region.Ledger, region.DateOf(database.Now), "carry", limit)
                {
                    Id = RandomIds.Next(chance),
                });
            }
        }

        var open = auditor.Book.Instructions.Where(static pair => pair.Value.State == "pending")
            .OrderBy(static pair => pair.Value.Settled > 0).Select(static pair => pair.Key).ToList();
        foreach (var instruction in open)
        {
            await AskAsync(new AskedConfirm(world.Regions[^1].Id, instruction) { Id = RandomIds.Next(chance) });
        }

        return !DueWindows().Any()
            && !auditor.Book.Instructions.Values.Any(static instruction => instruction.State != "confirmed");
    }

    private IEnumerable<AuditWindow> DueWindows() => auditor.Book.Windows.Values
        .Where(window => window.Closes <= database.Now && !window.IsSettled);

    // Reminders see to it: an end that began, and one whose time came while its ledger had a calendar.
    private Task<bool> AreEndedAsync() => Task.FromResult(!Ending().Any());

    private IEnumerable<(int Ledger, AuditPeriod Period)> Ending() => auditor.Book.Periods.SelectMany(pair => pair.Value
        .Where(period => period.Status == 2 || IsDue(auditor.Book.Ledgers[pair.Key], pair.Value, period))
        .Select(period => (pair.Key, period)));

    private bool IsDue(AuditLedger ledger, List<AuditPeriod> periods, AuditPeriod period)
    {
        DateTimeOffset[] clocks = [database.Now, simulator.Now + simulator.Process.ClockOffset];
        var due = period.Last.AddDays(1).ToDateTime(ledger.Calendar!.ClosesAt).AddHours(1);
        return period.Status == 1
            && period.Last >= DateIn(ledger, ledger.FirstCalendarAt)
            && (period.No == 1 || periods[period.No - 2].Status >= 3)
            && clocks.All(now => TimeZoneInfo.ConvertTime(now, ledger.Zone).DateTime >= due);
    }

    private static DateOnly DateIn(AuditLedger ledger, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, ledger.Zone).DateTime);

    private async Task<bool> EndQueueAsync()
    {
        foreach (var trade in Waiting().ToList())
        {
            await AskAsync(new AskedCancel(world.Regions[0].Id, trade) { Id = RandomIds.Next(chance) });
        }

        return !Waiting().Any();
    }

    private IEnumerable<Guid> Waiting() =>
        auditor.Book.Queued.Where(static pair => pair.Value.State == "queued").Select(static pair => pair.Key);

    private async Task<Told> AskAsync(Asked asked) => await desk.AskOnceAsync(++_no, 1, asked, simulator.Process);

    private AskedTexts Texts() => new(DateOnly.FromDateTime(database.Now.UtcDateTime), IsDateGiven: true, Reference: null, Document: null, ClaimsDocument: false);
}
