using Regional.Contracts;
using Regional.Storage.Schema;

namespace Regional.Cli.CommandLine;

/// <summary>Opens the database for the few commands that need no server.</summary>
internal static class DirectDatabase
{
    // A command uses one connection, a verification one more.
    private const int PoolSize = 4;

    /// <summary>Opens it and brings its schema to this program's.</summary>
    /// <exception cref="DatabaseException">It cannot be reached, or does not fit this program.</exception>
    public static async Task<RegionalDatabase> OpenAsync(string connection, CancellationToken cancel)
    {
        try
        {
            var database = new RegionalDatabase(new RegionalDatabaseOptions
            {
                ConnectionString = connection,
                ApplicationName = "regional-cli",
                PoolSizeMax = PoolSize,
            });
            await database.PrepareAsync(cancel);
            return database;
        }
        catch (Exception unfit) when (unfit is LedgerUnavailable or SchemaMismatch or ArgumentException)
        {
            throw new DatabaseException(unfit.Message, unfit);
        }
    }
}

/// <summary>The database cannot be used; a fault, not a usage error.</summary>
internal sealed class DatabaseException(string message, Exception cause) : Exception(message, cause);
