using Regional.Chaos.Processes;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Faults;

/// <summary>A second process of the local runtime on the database of the first: it must end, and say why.</summary>
public sealed class SecondHost(Server server, Watchdog watchdog, FaultLog log)
{
    /// <summary>ops/docs/running.md: another process hosts this database.</summary>
    private const int DatabaseTaken = 3;

    private const string Said = "Another process hosts the local runtime on database";

    public async Task<DateTimeOffset> TryAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        await using var second = Silo.Launch(server.ConnectionString);
        watchdog.Watch(second.Id, Programs.Silo);
        var code = await second.WaitForExitAsync();
        if (code != DatabaseTaken || !second.Log.Contains(Said, StringComparison.Ordinal))
        {
            log.FellShort($"a second host of the database ended with {code}: {second.Log}");
        }

        return DateTimeOffset.UtcNow;
    }
}
