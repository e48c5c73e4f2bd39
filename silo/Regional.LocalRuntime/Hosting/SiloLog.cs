using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Regional.LocalRuntime.Hosting;

/// <summary>Every line the runtime logs.</summary>
internal sealed partial class SiloLog(ILogger logger)
{
    [LoggerMessage(1, LogLevel.Information, "The local runtime is open with {GrainClassCount} grain classes.")]
    public partial void Opened(int grainClassCount);

    [LoggerMessage(2, LogLevel.Information, "The local runtime is closed; {ActivationCount} activations ended.")]
    public partial void Closed(int activationCount);

    [LoggerMessage(3, LogLevel.Error, "{GrainId} failed to activate.")]
    public partial void ActivationFailed(GrainId grainId, Exception fault);

    [LoggerMessage(4, LogLevel.Error, "{GrainId} failed to deactivate cleanly; it is gone all the same.")]
    public partial void DeactivationFailed(GrainId grainId, Exception fault);

    [LoggerMessage(5, LogLevel.Warning, "A timer tick of {GrainId} failed; the timer goes on.")]
    public partial void TimerFailed(GrainId grainId, Exception fault);

    [LoggerMessage(6, LogLevel.Error, "The sweep of waiting calls failed; the next one is a period away.")]
    public partial void SweepFailed(Exception fault);

    [LoggerMessage(7, LogLevel.Error, "Reading the reminders failed; the next read is a period away.")]
    public partial void ReminderRefreshFailed(Exception fault);

    [LoggerMessage(8, LogLevel.Warning, "Reminder {ReminderName} of {GrainId} failed; it comes again.")]
    public partial void ReminderFailed(string reminderName, GrainId grainId, Exception fault);

    [LoggerMessage(9, LogLevel.Error, "A turn of {GrainId} has held its thread for more than {TurnTimeMax}.")]
    public partial void TurnBlocked(GrainId grainId, TimeSpan turnTimeMax);
}
