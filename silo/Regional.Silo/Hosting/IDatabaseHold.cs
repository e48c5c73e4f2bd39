using Regional.Contracts;

namespace Regional.Silo.Hosting;

/// <summary>What a runtime asks of its database before it may run on it.</summary>
internal interface IDatabaseHold
{
    /// <summary>Takes it, or is there already.</summary>
    /// <exception cref="LedgerUnavailable">The database could not be reached.</exception>
    /// <exception cref="HostRefused">Somebody else has it.</exception>
    Task TakeAsync(CancellationToken cancellationToken);

    Task ReleaseAsync();
}
