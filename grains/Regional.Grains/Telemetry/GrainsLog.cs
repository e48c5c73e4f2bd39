using Microsoft.Extensions.Logging;

namespace Regional.Grains.Telemetry;

/// <summary>Every log line of this project.</summary>
internal static partial class GrainsLog
{
    [LoggerMessage(1, LogLevel.Warning, "Group commit of {Count} postings has an unknown outcome; sent again (attempt {Attempt})")]
    public static partial void OutcomeUnknown(this ILogger logger, int count, int attempt, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Group commit of {Count} postings could not be sent: the database is unavailable")]
    public static partial void LedgerUnavailable(this ILogger logger, int count, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "Group commit of {Count} postings failed; its members are tried one by one")]
    public static partial void BatchFailed(this ILogger logger, int count, Exception exception);

    [LoggerMessage(4, LogLevel.Critical, "An invariant broke: {What}")]
    public static partial void InvariantBroken(this ILogger logger, string what, Exception exception);

    [LoggerMessage(5, LogLevel.Warning, "The sweep of region {Region} did not finish; the next one goes on")]
    public static partial void SweepFailed(this ILogger logger, string region, Exception exception);

    [LoggerMessage(6, LogLevel.Information, "Region {Region}: window {Window} step {Step} done")]
    public static partial void StepDone(this ILogger logger, string region, long window, string step);

    [LoggerMessage(7, LogLevel.Warning, "Region {Region}: settlement payment {Instruction} of {Account} is in arrears")]
    public static partial void InArrears(this ILogger logger, string region, string instruction, string account);

    [LoggerMessage(8, LogLevel.Warning, "A reservation for posting {Posting} outlived its lease; figures are reloaded")]
    public static partial void LeaseRanOut(this ILogger logger, string posting);

    [LoggerMessage(9, LogLevel.Warning, "Region {Region}: payment {Instruction} is confirmed; its window is settled later: {Why}")]
    public static partial void SettlingPutOff(this ILogger logger, string region, string instruction, string why);

    [LoggerMessage(10, LogLevel.Warning, "The watch could not wake {What}; the next round tries again")]
    public static partial void RoundFailed(this ILogger logger, string what, Exception exception);

    [LoggerMessage(20, LogLevel.Information, "Ledger {Ledger}: period {Period} is totalled")]
    public static partial void PeriodTotalled(this ILogger logger, int ledger, int period);

    [LoggerMessage(21, LogLevel.Warning, "Ledger {Ledger}: the end of period {Period} stopped: {Refusal}; it is taken up again")]
    public static partial void PeriodStopped(this ILogger logger, int ledger, int period, string refusal);

    [LoggerMessage(22, LogLevel.Warning, "The end of periods of community {Community} did not finish; it is taken up again")]
    public static partial void PeriodsFailed(this ILogger logger, string community, Exception exception);

    [LoggerMessage(23, LogLevel.Information, "Ledger {Ledger}: the end of period {Period} is still under way")]
    public static partial void PeriodUnderWay(this ILogger logger, int ledger, int period);
}
