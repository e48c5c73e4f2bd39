using Npgsql;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Registry;

/// <summary>
/// The write path of every command other than a posting: one transaction that claims the operation's id, judges, writes,
/// and stores the outcome beside the id. What the journal store's <c>ExecuteAsync</c> does.
/// </summary>
public sealed class CommandExecutor(RegionalDatabase database)
{
    // A command meets a group commit's locks at worst once or twice; more is no longer chance.
    private const int AttemptCountMax = 4;

    private const string BeforeRules = "before_rules";

    /// <summary>Carries out a command.</summary>
    /// <returns>Its outcome, durable when it is done or a stored refusal; the first one again for a retry.</returns>
    /// <exception cref="LedgerUnavailable">Nothing happened: the database could not be reached or gave up.</exception>
    /// <exception cref="OutcomeUnknown">The connection broke: it may have happened. Send the same command again.</exception>
    public async Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken)
    {
        if (CommandForm.Check(command) is { } malformed)
        {
            return new CommandOutcome.Refused(malformed);
        }

        for (var attempt = 1; ; attempt++)
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            try
            {
                return await AttemptAsync(command, connection, cancellationToken);
            }
            catch (PostgresException fault) when (CommandFaults.IsPassing(fault) && attempt < AttemptCountMax)
            {
            }
            catch (Exception fault) when (CommandFaults.IsOfDatabase(fault))
            {
                throw CommandFaults.Translate(fault, command);
            }
        }
    }

    private static async Task<CommandOutcome> AttemptAsync(
        Command command, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RegionLock.TakeAsync(command, connection, transaction, cancellationToken);
        await HeldIds.TakeAsync(command, connection, transaction, cancellationToken);
        if (await ClaimAsync(command, connection, transaction, cancellationToken) is not { } at)
        {
            return await StoredOperation.ReplayAsync(
                command, new CommandScope(connection, transaction, command, default, cancellationToken));
        }

        var scope = new CommandScope(connection, transaction, command, at, cancellationToken);
        await transaction.SaveAsync(BeforeRules, cancellationToken);
        var outcome = await CommandRouter.RunAsync(command, scope);
        if (outcome is CommandOutcome.Refused { Refusal: var refusal })
        {
            if (!refusal.IsStored)
            {
                return outcome;
            }

            await transaction.RollbackAsync(BeforeRules, cancellationToken);
        }

        await StoredOperation.CompleteAsync(outcome, scope);

        // Past this line a cancellation would only hide what happened.
        await transaction.CommitAsync(CancellationToken.None);
        return outcome;
    }

    // Null: the id is taken by an operation that has committed.
    private static async Task<DateTimeOffset?> ClaimAsync(
        Command command, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var claim = new NpgsqlCommand(StoredOperation.Claim, connection, transaction);
        claim.Parameters.Bind(
            [command.Id, command.Kind, StoredOperation.FingerprintOf(command).Bytes, command.Actor]);
        await using var row = await claim.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.Time(0) : null;
    }
}
