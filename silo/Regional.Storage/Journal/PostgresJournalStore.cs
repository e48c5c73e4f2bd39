using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Npgsql;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Journal;

/// <summary>
/// The journal in PostgreSQL. Stateless but for its pool: as many as there are silos write side by side, ordered by
/// advisory locks, then operation ids, then account rows.
/// </summary>
public sealed class PostgresJournalStore(
    RegionalDatabase database, CommandExecutor commands, ILogger<PostgresJournalStore> log) : IJournalStore
{
    private readonly string _writer = $"{database.Options.ApplicationName}@{Environment.MachineName}/{Environment.ProcessId}";

    /// <inheritdoc />
    public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = new CommitOutcomes(memberCount: 0);
        var certain = Sift(batch.Certain.RemoveAll(MustBeJudged), outcomes);
        var doubtful = Sift([.. batch.Certain.Where(MustBeJudged), .. batch.Doubtful], outcomes);
        if (certain.IsEmpty && doubtful.IsEmpty)
        {
            return outcomes.ToResult(usedSecondPath: false);
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            // Once something may have been sent, giving up would only hide what happened: the token ends here.
            return await CommitAsync(connection, certain, doubtful, outcomes);
        }
        catch (Exception fault) when (JournalFaults.IsMachinery(fault))
        {
            JournalMeter.CountUnknown();
            JournalLog.OutcomeUnknown(log, fault, batch.Count);
            if (fault is not PostgresException { Severity: "ERROR" })
            {
                // Idle connections to a server that went away would fail one by one.
                database.Source.Clear();
            }

            throw JournalFaults.Unknown(fault);
        }
    }

    /// <inheritdoc />
    public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
        commands.ExecuteAsync(command, cancellationToken);

    private async Task<JournalResult> CommitAsync(
        NpgsqlConnection connection, ImmutableArray<Posting> certain, ImmutableArray<Posting> doubtful,
        CommitOutcomes outcomes)
    {
        var started = JournalMeter.Start();
        if (!certain.IsEmpty && await TryFastAsync(connection, certain, outcomes) is { } reason)
        {
            JournalMeter.CountSecondPath(reason);
            JournalLog.FastPathRejected(log, certain.Length, reason);
            doubtful = [.. certain, .. doubtful];
        }

        if (!doubtful.IsEmpty)
        {
            await new SecondPath(connection, database.Epoch, _writer).CommitAsync(doubtful, outcomes);
        }

        JournalMeter.RecordCommit(started, certain.Length, doubtful.Length);
        return outcomes.ToResult(usedSecondPath: !doubtful.IsEmpty);
    }

    private async Task<string?> TryFastAsync(
        NpgsqlConnection connection, ImmutableArray<Posting> certain, CommitOutcomes outcomes) =>
        BatchColumns.TryBuild(certain) is { } columns
            ? await FastPath.TryAsync(connection, columns, database.Epoch, _writer, outcomes)
            : "contradiction";

    // The fast path knows nothing of effects and of schemes' state, and posts whatever it is given.
    private static bool MustBeJudged(Posting posting) =>
        !posting.Effects.IsEmpty || posting.PlannedRefusal is not null || !posting.DecidedOn.IsEmpty
        || posting.Facts.Any(static fact => fact is not DocumentClaim);

    // What is malformed needs no transaction.
    private static ImmutableArray<Posting> Sift(ImmutableArray<Posting> members, CommitOutcomes outcomes)
    {
        var sifted = ImmutableArray.CreateBuilder<Posting>(members.Length);
        foreach (var posting in members)
        {
            if (PostingForm.Check(posting) is { } malformed)
            {
                outcomes.Refuse(posting.Id, malformed);
            }
            else
            {
                sifted.Add(posting);
            }
        }

        return sifted.ToImmutable();
    }
}
