using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;
using Regional.Simulation.Model.Transactions;

namespace Regional.Simulation.Model.Reading;

/// <summary>What a clearing run asks, answered from the model.</summary>
internal sealed class ModelClearingReader(ModelDatabase database) : IClearingReader
{
    private const int FirstStep = (int)WindowStep.Closed;

    private readonly ReadGate _gate = new(database);

    private ModelTables Tables => database.Tables;

    public Task<ImmutableArray<WindowRecord>> FindUnsettledAsync(RegionId region, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "unsettled windows",
            () => Tables.WindowsOf(region)
                .Where(window => window.Status != WindowStatus.Settled && window.Closes <= database.Clock.Now)
                .OrderBy(static window => window.No).Select(RecordOf).ToImmutableArray(),
            cancellationToken);

    public Task<WindowRecord?> FindWindowAsync(WindowId window, CancellationToken cancellationToken) =>
        _gate.ReadAsync("window", () => Tables.Window(window) is { } row ? RecordOf(row) : null, cancellationToken);

    public async Task<int> ExtendWindowsAsync(
        RegionId region, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var isShort = await _gate.ReadAsync(
            "windows ahead",
            () => Tables.Region(region) is { } row && WindowsAhead.IsShort(Tables, row, until, database.Clock.Now),
            cancellationToken);
        if (!isShort)
        {
            return 0;
        }

        var transaction = new WindowsTransaction(Tables, database.Journal, region, until);
        await database.SendAsync(transaction, TransactionKind.Windows, [], command: null, isFirst: true);
        return transaction.Added;
    }

    public Task<ImmutableArray<WindowPosition>> FindPositionsAsync(
        WindowId window, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "positions",
            () => Tables.Window(window) is { } row ? WindowFigures.Positions(Tables, row) : [],
            cancellationToken);

    public Task<ImmutableArray<InstructionRecord>> FindInstructionsAsync(
        WindowId window, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "instructions",
            () => Tables.InstructionsOf(window).OrderBy(static row => row.Account).Select(RecordOf).ToImmutableArray(),
            cancellationToken);

    public Task<InstructionRecord?> FindInstructionAsync(OperationId instruction, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "instruction",
            () => Tables.Instructions.TryGetValue(instruction, out var row) ? RecordOf(row) : null,
            cancellationToken);

    public Task<ImmutableArray<InstructionRecord>> FindOverdueAsync(
        RegionId region, DateOnly today, CancellationToken cancellationToken) =>
        _gate.ReadAsync("overdue instructions", () => Overdue(region, today), cancellationToken);

    public Task<ImmutableArray<MirrorBalance>> FindMirrorsAsync(WindowId window, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "mirrors",
            () => Tables.Window(window) is { } row ? WindowFigures.Mirrors(Tables, row) : [],
            cancellationToken);

    // Late by the caller's date and by the database's.
    private ImmutableArray<InstructionRecord> Overdue(RegionId region, DateOnly today)
    {
        if (Tables.Region(region) is not { } row)
        {
            return [];
        }

        var date = row.DateOf(database.Clock.Now);
        var late = date < today ? date : today;
        return
        [
            .. Tables.WindowsOf(region).SelectMany(window => Tables.InstructionsOf(window.Id))
                .Where(one => one.Status != InstructionStatus.Confirmed && !one.IsPayOut && !one.IsDeclared && one.Due < late)
                .OrderBy(static one => one.Due).ThenBy(static one => one.Account)
                .Select(RecordOf),
        ];
    }

    private static WindowRecord RecordOf(WindowRow row) => new(
        row.Id, row.Region, row.No, row.Opens, row.Closes, row.BusinessDate, row.Status, row.ClosedAt, row.SettledAt,
        [.. row.Steps.Where(static step => step >= FirstStep).Select(static step => (WindowStep)step)]);

    private InstructionRecord RecordOf(InstructionRow row) => new(
        row.Id, row.Window, row.Account, Tables.Account(row.Account)!.Code, row.IsPayOut, row.AmountMinor, row.Status,
        row.Due, row.PlacedBy, row.ConfirmedBy, row.IsInArrears);
}
