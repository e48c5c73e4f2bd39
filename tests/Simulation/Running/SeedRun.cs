using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Regional.Domain.Ledger;
using Regional.Grains;
using Regional.Grains.Journal;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.Clients;
using Regional.Simulation.Faults;
using Regional.Simulation.History;
using Regional.Simulation.Model;
using Regional.Simulation.Model.Tables;
using Regional.Simulation.Workload;

namespace Regional.Simulation.Running;

/// <summary>One seed from its set-up to the last check.</summary>
internal sealed class SeedRun
{
    private static readonly DateTimeOffset Start = new(2026, 3, 30, 7, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan VirtualTimeMax = TimeSpan.FromHours(6);

    private readonly RunOrder _order;
    private readonly BugLog _bugs;
    private readonly AnswerCounts _answers = new();
    private ModelDatabase? _database;
    private FaultMachine? _faults;
    private Auditor? _auditor;
    private RunHistory? _history;
    private Exception? _failure;
    private int _operations;
    private int _reached;

    private SeedRun(RunOrder order)
    {
        _order = order;
        _bugs = new BugLog(Fail);
    }

    /// <summary>
    /// Some of the seeds have the schemes' own requests and ledgers besides. The others run as they did before there
    /// were any, so that what was written down about them stays true.
    /// </summary>
    private SeedSchemes Schemes => SeedDigits.SchemesOf(_order.Seed);

    public static RunResult Run(RunOrder order) => new SeedRun(order).Run();

    private RunResult Run()
    {
        var options = new SimulationOptions
        {
            Seed = _order.Seed,
            Start = Start,
            VirtualTimeMax = VirtualTimeMax,
            RealTurnTimeMax = TimeSpan.FromSeconds(30),
        };
        var (hash, events, time) = (0UL, 0L, TimeSpan.Zero);
        Violation? violation = null;
        try
        {
            var result = Simulator.Run(options, Configure, BodyAsync);
            (hash, events, time) = (result.EventHash, result.EventCount, result.VirtualTime);
        }
        catch (SimulationFailedException failed)
        {
            violation = failed.InnerException is ViolationFoundException found
                ? found.Violation
                : new Violation("run", failed.InnerException?.ToString() ?? failed.Message);
        }

        return new RunResult(
            _order.Seed, hash, _operations, _reached, _database?.History.Count ?? 0, events, time,
            FaultCounts.Kinds.ToDictionary(static kind => kind, kind => _faults?.Counts[kind] ?? 0),
            _answers.Counts, violation, _history?.Lines ?? []);
    }

    private void Configure(Simulator simulator, ISiloBuilder silo)
    {
        _database ??= new ModelDatabase(simulator.Time);
        silo.Services.AddModelStorage(_database);
        silo.Services.AddRegionalGrains();
        silo.Services.AddSingleton<ILoggerProvider>(_bugs);
        silo.Services.AddOptions<BatcherOptions>().Configure<SimulatedScheduler>(static (options, scheduler) =>
        {
            options.Scheduler = scheduler.Tasks;
            options.ContinuesAsynchronously = false;
        });
    }

    private async Task BodyAsync(Simulator simulator)
    {
        var database = _database!;
        var (setUp, plan, faults, last) =
            (simulator.Random.Fork(), simulator.Random.Fork(), simulator.Random.Fork(), simulator.Random.Fork());
        _history = new RunHistory(_order.KeepsHistory, () => simulator.Now);
        var world = await new WorldBuilder(simulator.Process, setUp, database.Now).BuildAsync(Schemes);
        var feed = new JournalFeed(database) { OnRead = commit => Seen(simulator, commit) };
        var book = await AuditedAsync(database, feed);
        _auditor = new Auditor(feed, book);
        var silos = new SiloKeeper(simulator, () => database.ClockOffset);
        silos.Watch();
        var knowledge = new Knowledge(world, book, () => database.Now);
        var desk = new ClientDesk(simulator, silos, _auditor, knowledge, _history, _answers, Fail);
        _faults = new FaultMachine(
            simulator, database, silos, faults, () => GrainsOf(world), _history);
        _faults.Start();
        await WorkAsync(
            simulator, new Generator(knowledge),
            Schemes == SeedSchemes.None ? null : new SchemeWorkload(knowledge, Schemes), desk, plan.NextUInt64());
        _faults.Stop();
        _history.Note("faults end");
        silos.EnsureRunning();
        await new Liveness(simulator, database, silos, _auditor, desk, world, last, () => Throw(simulator)).RunAsync();
        _auditor.Follow();
        _auditor.CompareAll();
        Throw(simulator);
    }

    // Every request draws on a chance of its own, so that a prefix of the requests is the same run up to its end.
    private async Task WorkAsync(
        Simulator simulator, Generator generator, SchemeWorkload? schemes, ClientDesk desk, ulong seed)
    {
        for (var no = 1; no <= _order.Operations; no++)
        {
            var chance = new SimulationRandom(unchecked(seed + ((ulong)no * 0xD1B54A32D192ED03))).Fork();
            await Task.Delay(Pause(chance), simulator.Time);
            _reached = no;
            Throw(simulator);
            _auditor!.Follow();
            Ask(generator.Next(chance), no, chance, desk);
            if (schemes is null)
            {
                continue;
            }

            var own = new SimulationRandom(unchecked(seed - ((ulong)no * 0xA0761D6478BD642F))).Fork();
            Ask(schemes.Next(own), no, own, desk);
        }
    }

    private void Ask(Asked? asked, int no, SimulationRandom chance, ClientDesk desk)
    {
        if (asked is null)
        {
            return;
        }

        _operations++;
        desk.Ask(no, asked, chance.Fork());
        if (chance.Chance(40))
        {
            // At the same moment from another place.
            desk.Ask(no, asked, chance.Fork());
        }
    }

    // In bursts, so that commits are shared, with silences in which everything comes to rest.
    private static TimeSpan Pause(SimulationRandom chance) => chance.Next(1_000) switch
    {
        < 650 => chance.NextTime(TimeSpan.FromMilliseconds(2)),
        < 950 => chance.NextTime(TimeSpan.FromMilliseconds(60)),
        < 995 => chance.NextTime(TimeSpan.FromSeconds(3)),
        _ => chance.NextTime(TimeSpan.FromSeconds(40)),
    };

    private static async Task<AuditBook> AuditedAsync(ModelDatabase database, JournalFeed feed)
    {
        var book = new AuditBook();
        foreach (var row in database.Tables.Ledgers)
        {
            var terms = await database.Directory.FindLedgerAsync(row.Id, CancellationToken.None);
            var accounts = database.Tables.Accounts.Where(account => account.State.Ledger == row.Id)
                .Select(static account => account.State);
            AuditSetUp.Take(
                book, terms!, accounts, id => database.Tables.Account(new AccountId(id))!.Code,
                id => database.Tables.Account(new AccountId(id))!.Member?.Value ?? 0,
                id => (int)database.Tables.Account(new AccountId(id))!.Kind, database.Now);
        }

        foreach (var holder in database.Tables.Komoko.Holders)
        {
            book.Komoko.Enter(Words(holder), place: 0);
        }

        feed.SkipSetUp();
        return book;
    }

    private static AskedHolder Words(HolderRow row) => new(
        row.Ledger.Value, row.Member.Value, (int)row.Profile.Class, row.Profile.FirstClearing,
        row.Profile.TurnoverMonths, row.Profile.IsLongEntitled, row.DepreciationMinor, row.ValidFrom)
    {
        Id = default,
    };

    private static List<GrainId> GrainsOf(World world) =>
    [
        .. world.Regions.Select(static region => GrainId.Create("region", $"{region.Id}")),
        .. world.Communities.Select(static community => GrainId.Create("community", $"{community.Id}")),
        .. world.Communities.SelectMany(static community => community.Members)
            .Select(static member => GrainId.Create("account", $"{member.Account}")),
        .. world.Pools.Select(static pool => GrainId.Create("community", $"{pool.Id}")),
        .. world.Pools.SelectMany(static pool => pool.Members)
            .Select(static member => GrainId.Create("account", $"{member.Account}")),
        .. world.Komokos.Select(static komoko => GrainId.Create("community", $"{komoko.Id}")),
        .. world.Komokos.SelectMany(static komoko => komoko.Holders)
            .SelectMany(static holder => new[] { holder.Real, holder.Financial })
            .Select(static account => GrainId.Create("account", $"{account}")),
        .. world.Coupons.Select(static book => GrainId.Create("community", $"{book.Id}")),
        .. world.Coupons.SelectMany(static book => book.Members)
            .Select(static member => GrainId.Create("account", $"{member.Account}")),
    ];

    private void Seen(Simulator simulator, JournalCommit commit)
    {
        simulator.Note(unchecked((ulong)commit.No + (ulong)commit.At.UtcTicks));
        _history!.Committed(commit);
    }

    private void Fail(Exception failure) => _failure ??= failure;

    private void Throw(Simulator simulator)
    {
        if (_failure is { } failure)
        {
            _history?.Note($"{simulator.Now:O} {failure.Message}");
            throw failure;
        }
    }
}
