using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Schemes;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Reading;
using Regional.Simulation.Model.Runtime;
using Regional.Simulation.Model.Tables;
using Regional.Simulation.Model.Transactions;

namespace Regional.Simulation.Model;

/// <summary>
/// Everything durable that grains read and write, in memory: made outside the silo, it outlives the silo's crashes, as a
/// database server would. For one thread; all waits are by the world's time. The journal's contract suite holds it to
/// what PostgreSQL does.
/// </summary>
/// <remarks>
/// A transaction takes effect whole at one instant and is not seen before. Its fate (<see cref="OnTransaction"/>) says
/// when, and what the caller learns. By default everything happens at once and nothing fails.
/// </remarks>
public sealed class ModelDatabase
{
    private readonly TransactionRunner _runner;
    private long _transactions;

    /// <summary>An empty database.</summary>
    /// <param name="world">The world's clock, not a silo's: its timers must survive a crash.</param>
    public ModelDatabase(TimeProvider world)
    {
        Clock = new ModelClock(world);
        _runner = new TransactionRunner(Clock);
        Journal = new ModelHistory(Clock);
        Store = new ModelJournalStore(this);
        Directory = new ModelLedgerDirectory(this);
        Codes = new ModelCodeResolver(this);
        Clearing = new ModelClearingReader(this);
        Schemes = new ModelSchemeReader(this);
        Periods = new ModelPeriodReader(this);
        GrainStorage = new ModelGrainStorage(Clock);
        Reminders = new ModelReminderTable(Clock);
    }

    /// <summary>Decides what becomes of each transaction, asked when it is sent.</summary>
    public Func<TransactionInfo, TransactionFate> OnTransaction { get; set; } = static _ => TransactionFate.AtOnce;

    /// <summary>Decides what becomes of each read, asked when it is sent; told in a word what is read.</summary>
    public Func<string, ReadFate> OnRead { get; set; } = static _ => default;

    /// <summary>How far the database's clock is from the world's; setting it lets the clock jump, either way.</summary>
    public TimeSpan ClockOffset
    {
        get => Clock.Offset;
        set => Clock.Offset = value;
    }

    /// <summary>Longest wait for a lock that a hanging transaction holds: 15 s, as the product sets it.</summary>
    public TimeSpan LockTimeout
    {
        get => _runner.LockTimeout;
        set => _runner.LockTimeout = value;
    }

    /// <summary>The database's clock.</summary>
    public DateTimeOffset Now => Clock.Now;

    /// <summary>Whether the server is down.</summary>
    public bool IsAway => _runner.IsAway;

    /// <summary>Transactions that hang with their locks at this moment.</summary>
    public int HeldCount => _runner.HeldCount;

    /// <summary>Transactions that wait for a hanging one at this moment.</summary>
    public int WaitingCount => _runner.WaitingCount;

    /// <summary>What took effect, in order, with the figures it was decided on. For auditors.</summary>
    public IReadOnlyList<HistoryEntry> History => Journal.Entries;

    /// <summary>The journal.</summary>
    public IJournalStore Store { get; }

    /// <summary>Ledgers, accounts, operations as committed.</summary>
    public ILedgerDirectory Directory { get; }

    /// <summary>Codes and numbers.</summary>
    public ICodeResolver Codes { get; }

    /// <summary>What a clearing run asks.</summary>
    public IClearingReader Clearing { get; }

    /// <summary>What schemes keep besides balances.</summary>
    public ISchemeReader Schemes { get; }

    /// <summary>What the end of a period asks.</summary>
    public IPeriodReader Periods { get; }

    /// <summary>Grain state.</summary>
    public ModelGrainStorage GrainStorage { get; }

    /// <summary>Reminders.</summary>
    public ModelReminderTable Reminders { get; }

    internal ModelClock Clock { get; }

    internal ModelTables Tables { get; } = new();

    internal ModelHistory Journal { get; }

    /// <summary>
    /// The server goes down: transactions that have not taken effect never will, callers that wait learn nothing, and
    /// new ones cannot reach it, until <see cref="ComeBack"/>.
    /// </summary>
    public void GoAway() => _runner.GoAway();

    /// <summary>The server is back with all that had taken effect.</summary>
    public void ComeBack() => _runner.ComeBack();

    internal Task SendAsync(
        Transaction transaction, TransactionKind kind, ImmutableArray<OperationId> operations, Command? command,
        bool isFirst)
    {
        var fate = OnTransaction(new TransactionInfo(++_transactions, kind, operations, command, isFirst));
        return _runner.RunAsync(transaction, fate switch
        {
            TransactionFate.Unreachable unreachable when !isFirst => new TransactionFate.RequestLost(unreachable.Told),
            TransactionFate.Late late when kind != TransactionKind.FastPath =>
                new TransactionFate.Held(TimeSpan.Zero, late.Told, late.Before, Commits: true),
            _ => fate,
        });
    }
}
