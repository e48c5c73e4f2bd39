using Microsoft.Extensions.Logging;

namespace Regional.Storage.Following;

/// <summary>The follower's log lines.</summary>
internal static partial class FollowingLog
{
    [LoggerMessage(120, LogLevel.Warning, "The journal could not be read; followers wait")]
    public static partial void ReaderFailed(ILogger log, Exception fault);
}
