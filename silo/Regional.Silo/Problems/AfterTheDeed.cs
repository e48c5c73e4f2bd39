using Npgsql;
using Regional.Contracts;

namespace Regional.Silo.Problems;

/// <summary>
/// Puts an answer together when the journal has spoken already. What is read for it may fail; that must not be told as
/// "nothing happened", or the caller pays again under another id.
/// </summary>
internal static class AfterTheDeed
{
    /// <summary>The answer.</summary>
    /// <exception cref="OutcomeUnknown">The database went away before it could be put together.</exception>
    public static async Task<T> AnswerAsync<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (Exception fault) when (fault is LedgerUnavailable or NpgsqlException { IsTransient: true })
        {
            throw new OutcomeUnknown($"The outcome is recorded, but could not be read back: {fault.Message}", fault);
        }
    }
}
