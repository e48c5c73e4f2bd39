using Regional.Chaos.Processes;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Faults;

/// <summary>SIGSTOP and, after a while, SIGCONT. Each returns when the process was told to go on.</summary>
public sealed class Pauses(Fleet fleet, Server server, FaultLog log, Random chance)
{
    // Active silos whose entry has been declared dead by the others, of the newest start at each port.
    private const string DeadSilos =
        """
        select count(*) from (
            select distinct on (port) status from orleansmembershiptable order by port, generation desc) newest
        where status = 6
        """;

    public async Task<DateTimeOffset> SiloAsync(CancellationToken cancel)
    {
        var station = fleet.Stations[chance.Next(fleet.Stations.Count)];
        // Orleans gives a silo up after some missed probes, about fifteen seconds; then it goes on, unaware. Local has
        // nobody to notice: long enough for its transactions to be ended for idleness.
        var seconds = Programs.IsLocalRuntime ? chance.Next(8, 13) : chance.Next(20, 27);
        await station.PauseAsync();
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), cancel);
            if (!Programs.IsLocalRuntime && await server.CountAsync(DeadSilos) > 0)
            {
                log.Count("silos_declared_dead");
            }
        }
        finally
        {
            await station.ContinueAsync();
        }

        return DateTimeOffset.UtcNow;
    }

    public Task<DateTimeOffset> PostgresAsync(CancellationToken cancel) => ServerAsync(server.PauseAsync(), cancel);

    public Task<DateTimeOffset> SessionsAsync(CancellationToken cancel) =>
        ServerAsync(server.PauseSessionsAsync(chance), cancel);

    private async Task<DateTimeOffset> ServerAsync(Task<IReadOnlyList<int>> pause, CancellationToken cancel)
    {
        var paused = await pause;
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(3, 9)), cancel);
        }
        finally
        {
            await Server.ContinueAsync(paused);
        }

        return DateTimeOffset.UtcNow;
    }
}
