using Microsoft.Extensions.Logging;

namespace Regional.Storage.Journal;

/// <summary>The journal store's log lines.</summary>
internal static partial class JournalLog
{
    [LoggerMessage(100, LogLevel.Debug, "A batch of {Members} takes the second path: {Reason}")]
    public static partial void FastPathRejected(ILogger log, int members, string reason);

    [LoggerMessage(101, LogLevel.Warning, "The outcome of a batch of {Members} is unknown; it will be sent again")]
    public static partial void OutcomeUnknown(ILogger log, Exception fault, int members);
}
