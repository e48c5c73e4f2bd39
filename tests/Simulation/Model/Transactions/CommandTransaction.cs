using System.Collections.Immutable;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Simulation.Model.Commands;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>
/// A command's transaction: claims the id, decides, writes, stores the outcome beside the id. The clock is read when it
/// begins; the rows it judges stay as they are until it ends, because it holds them.
/// </summary>
internal sealed class CommandTransaction(ModelTables tables, ModelHistory history, Command command) : Transaction
{
    private DateTimeOffset _at;

    /// <summary>Null until it has committed.</summary>
    public CommandOutcome? Outcome { get; private set; }

    /// <summary>The digest under which the command is stored; a queued trade is the trade it is.</summary>
    public static Fingerprint FingerprintOf(Command command) =>
        command is QueueTrade trade ? trade.TradeFingerprint : command.Fingerprint();

    public override List<LockKey> FindLocks() => CommandLocks.Of(command, tables);

    public override Exception LockTimedOut() => new LedgerUnavailable("A command waited too long for a lock and was undone.");

    public override void Begin(DateTimeOffset at) => _at = at;

    public override void Commit()
    {
        var fingerprint = FingerprintOf(command);
        if (tables.Operations.TryGetValue(command.Id, out var known))
        {
            Outcome = Replay(known, fingerprint);
            return;
        }

        var context = new CommandContext(tables, command, _at);
        Outcome = CommandRouter.Run(command, context);
        var refusal = (Outcome as CommandOutcome.Refused)?.Refusal;
        if (refusal is { IsStored: false })
        {
            return;
        }

        tables.Operations.Add(command.Id, new OperationRow(command.Id, command.Kind, fingerprint, _at)
        {
            Refusal = refusal,
            Result = (Outcome as CommandOutcome.Done)?.Result,
        });
        history.Add((position, now) => new CommandCommitted(command, Outcome, context.Before)
        {
            Position = position,
            At = _at,
            EffectiveAt = now,
            Windows = Outcome is CommandOutcome.Done ? MovedWindows() : [],
        });
    }

    private ImmutableArray<WindowBorders> MovedWindows() => command switch
    {
        CutWindow cut => tables.BordersOf(cut.Region),
        SetCalendar calendar => tables.BordersOf(calendar.Region),
        _ => [],
    };

    private CommandOutcome Replay(OperationRow known, Fingerprint mine)
    {
        if (!mine.Equals(known.Fingerprint))
        {
            return Commands.Outcome.Refused(
                RefusalReason.IdReused, new RefusalFact("field", mine.NameDifference(known.Fingerprint)));
        }

        if (known.Refusal is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        // A trade that found room at once, asked for again as a queued one.
        return known.Result is null
            ? Commands.Outcome.Done(("trade", command.Id), ("status", "posted"))
            : new CommandOutcome.Done(known.Result, tables.ChangedBy(command.Id));
    }
}
