using System.Net.Sockets;
using Npgsql;
using Regional.Contracts;

namespace Regional.Storage.Schema;

/// <summary>The one pool of connections to the database, with the session settings the journal rests on.</summary>
public sealed class RegionalDatabase : IAsyncDisposable
{
    private int _epoch;

    /// <summary>Makes the pool; nothing is opened yet.</summary>
    public RegionalDatabase(RegionalDatabaseOptions options)
    {
        Options = options;
        Source = new NpgsqlDataSourceBuilder(ConnectionStringOf(options)).Build();
    }

    /// <summary>As configured.</summary>
    public RegionalDatabaseOptions Options { get; }

    /// <summary>The pool. Prefer <see cref="OpenAsync"/>, which tells "never sent" from "unknown".</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>The database's epoch, known after <see cref="PrepareAsync"/>; raised by a restore (DESIGN section 3).</summary>
    public int Epoch => _epoch > 0
        ? _epoch
        : throw new InvalidOperationException("The database has not been prepared: call PrepareAsync first.");

    /// <summary>Applies what migrations are missing and settles the epoch. Safe to repeat.</summary>
    /// <exception cref="LedgerUnavailable">The database could not be reached.</exception>
    /// <exception cref="SchemaMismatch">The database does not fit this program.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await Migrator.ApplyAsync(connection, Migration.All, cancellationToken);
        _epoch = await DatabaseEpoch.SettleAsync(connection, cancellationToken);
    }

    /// <summary>Opens a connection.</summary>
    /// <exception cref="LedgerUnavailable">None could be had; nothing was sent.</exception>
    public async ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Source.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or SocketException or TimeoutException or IOException)
        {
            throw new LedgerUnavailable($"The database cannot be reached: {fault.Message}", fault);
        }
        catch (ObjectDisposedException fault)
        {
            throw new LedgerUnavailable("This host is ending; its connections are closed.", fault);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static string ConnectionStringOf(RegionalDatabaseOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = options.ApplicationName,
            MaxPoolSize = options.PoolSizeMax,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            // No session changes its settings, so there is nothing to reset between uses.
            NoResetOnClose = true,
            IncludeErrorDetail = true,
        };
        string[] settings =
        [
            "synchronous_commit=on",
            "timezone=UTC",
            $"statement_timeout={(long)options.StatementTimeout.TotalMilliseconds}",
            $"lock_timeout={(long)options.LockTimeout.TotalMilliseconds}",
            $"idle_in_transaction_session_timeout={(long)options.IdleInTransactionTimeout.TotalMilliseconds}",
        ];
        builder.Options = string.Join(' ', settings.Select(static setting => $"-c {setting}").Prepend(builder.Options));
        return builder.ConnectionString;
    }
}
