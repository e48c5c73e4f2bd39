using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts;
using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Clearing;

/// <summary>What a clearing run asks, answered from PostgreSQL. Times and dates are the database's.</summary>
public sealed class ClearingReader(RegionalDatabase database) : IClearingReader
{
    /// <inheritdoc />
    public Task<ImmutableArray<WindowRecord>> FindUnsettledAsync(RegionId region, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            WindowRow.Select + "where w.region_id = $1 and w.status < 4 and w.closes <= clock_timestamp() order by w.no",
            WindowRow.Read,
            cancellationToken,
            region);

    /// <inheritdoc />
    public Task<WindowRecord?> FindWindowAsync(WindowId window, CancellationToken cancellationToken) =>
        database.FindRowAsync(WindowRow.Select + "where w.id = $1", WindowRow.Read, cancellationToken, window);

    /// <inheritdoc />
    public async Task<int> ExtendWindowsAsync(RegionId region, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var session = new StorageSession(connection, transaction, cancellationToken);
            if (!await session.GetValueAsync<bool>("select exists (select from regions where id = $1)", region)
                || !await WindowsAhead.IsShortAsync(session, region, until))
            {
                return 0;
            }

            await session.ExecuteAsync($"select pg_advisory_xact_lock({AdvisoryLocks.RegionWindows}, $1)", region);
            var added = await WindowsAhead.IsShortAsync(session, region, until)
                ? await WindowsAhead.MakeAsync(session, region, until)
                : 0;
            await transaction.CommitAsync(CancellationToken.None);
            return added;
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw new OutcomeUnknown($"Windows of region {region}: {fault.Message}", fault);
        }
    }

    /// <inheritdoc />
    public Task<ImmutableArray<WindowPosition>> FindPositionsAsync(
        WindowId window, CancellationToken cancellationToken) =>
        database.FindRowsAsync(PositionRow.OfWindow, PositionRow.Read, cancellationToken, window);

    /// <inheritdoc />
    public Task<ImmutableArray<InstructionRecord>> FindInstructionsAsync(
        WindowId window, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            InstructionRow.Select + "where i.window_id = $1 order by i.account_id",
            InstructionRow.Read,
            cancellationToken,
            window);

    /// <inheritdoc />
    public Task<InstructionRecord?> FindInstructionAsync(
        OperationId instruction, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            InstructionRow.Select + "where i.id = $1", InstructionRow.Read, cancellationToken, instruction);

    /// <inheritdoc />
    /// <remarks>
    /// Late by the caller's date and by the database's: an instruction the journal would not yet call late is not named,
    /// because its refusal would stand for ever.
    /// </remarks>
    public Task<ImmutableArray<InstructionRecord>> FindOverdueAsync(
        RegionId region, DateOnly today, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            InstructionRow.Select + """
                join windows w on w.id = i.window_id join regions g on g.id = w.region_id
                where g.id = $1 and i.status < 3 and not i.is_pay_out and r.instruction_id is null
                  and i.due < least($2, (clock_timestamp() at time zone g.time_zone)::date)
                order by i.due, i.account_id
                """,
            InstructionRow.Read,
            cancellationToken,
            region,
            today);

    /// <inheritdoc />
    public Task<ImmutableArray<MirrorBalance>> FindMirrorsAsync(WindowId window, CancellationToken cancellationToken) =>
        database.FindRowsAsync(MirrorRow.OfWindow, MirrorRow.Read, cancellationToken, window);
}
