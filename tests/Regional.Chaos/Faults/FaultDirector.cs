using Regional.Chaos.Load;
using Regional.Chaos.Report;

namespace Regional.Chaos.Faults;

/// <summary>
/// Makes one fault after the other, each over before the next begins and followed by the first commit that somebody was
/// told of: the time from the fault's end (the order to start again, or to go on) to that commit is the recovery.
/// </summary>
public sealed class FaultDirector(
    Kills kills, Pauses pauses, Starvation starvation, SecondHost secondHost, Answers answers, FaultLog log,
    FaultDeck deck, Random chance, Progress progress)
{
    // Recovery of PostgreSQL, the start of a silo on a busy machine, and a silo's own time-outs fit into it.
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(60);

    private const int GapMillisecondsMin = 300;
    private const int GapMillisecondsMax = 1500;

    public async Task RunAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        while (!loadEnd.IsCancellationRequested)
        {
            await MakeAsync(deck.Next(), cancel);
            await Task.Delay(chance.Next(GapMillisecondsMin, GapMillisecondsMax), cancel);
        }
    }

    private async Task MakeAsync(FaultKind kind, CancellationToken cancel)
    {
        var end = await (kind switch
        {
            FaultKind.KillSilo => kills.SiloAsync(cancel),
            FaultKind.KillPostgres => kills.PostgresAsync(cancel),
            FaultKind.PowerCut => kills.EverythingAsync(cancel),
            FaultKind.KillInRecovery => kills.InRecoveryAsync(cancel),
            FaultKind.KillInClosing => kills.InPhaseAsync(ClearingPhase.Closing, cancel),
            FaultKind.KillInSettlement => kills.InPhaseAsync(ClearingPhase.Settling, cancel),
            FaultKind.KillInImport => kills.InImportAsync(cancel),
            FaultKind.PauseSilo => pauses.SiloAsync(cancel),
            FaultKind.PausePostgres => pauses.PostgresAsync(cancel),
            FaultKind.PauseSessions => pauses.SessionsAsync(cancel),
            FaultKind.HoldLocks => starvation.HoldLocksAsync(cancel),
            FaultKind.TakeConnections => starvation.TakeConnectionsAsync(cancel),
            FaultKind.SecondHost => secondHost.TryAsync(cancel),
        });
        log.Count($"faults.{kind}");
        if (await answers.WaitForCommitAsync(end, RecoveryMax, cancel) is { } recovery)
        {
            log.Recovered(recovery.TotalSeconds);
            progress.Say(
                $"{kind}: a commit {recovery.TotalSeconds:0.0} s after its end; {log.Kills} kills, "
                + $"{answers.Committed} commits, {answers.Unknown} attempts without an answer");
        }
        else
        {
            log.FellShort($"no commit within {RecoveryMax.TotalSeconds:0} s of {kind}");
            progress.Say($"{kind}: no commit within {RecoveryMax.TotalSeconds:0} s of its end");
        }
    }
}
