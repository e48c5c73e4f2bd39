namespace Regional.Simulation.Model;

/// <summary>
/// What becomes of one transaction of the model, in virtual time. A transaction takes effect at one instant, whole, and
/// nobody sees it before. The caller learns what the fate says; the effect does not care whether the caller still lives.
/// </summary>
public abstract record TransactionFate
{
    private TransactionFate()
    {
    }

    /// <summary>Takes effect and is answered in the moment it is sent.</summary>
    public static TransactionFate AtOnce { get; } = new Answered(TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Takes effect and is answered.</summary>
    /// <param name="Before">From sending to the effect.</param>
    /// <param name="After">From the effect to the answer.</param>
    public sealed record Answered(TimeSpan Before, TimeSpan After) : TransactionFate;

    /// <summary>
    /// No connection was to be had: <see cref="Contracts.LedgerUnavailable"/>, nothing was sent. The second transaction of
    /// a call has a connection already: there it is <see cref="RequestLost"/>.
    /// </summary>
    /// <param name="Told">From asking to the fault.</param>
    public sealed record Unreachable(TimeSpan Told) : TransactionFate;

    /// <summary>Takes effect, but the connection breaks before the answer: <see cref="Contracts.OutcomeUnknown"/>.</summary>
    /// <param name="Before">From sending to the effect.</param>
    /// <param name="After">From the effect to the fault.</param>
    public sealed record AnswerLost(TimeSpan Before, TimeSpan After) : TransactionFate;

    /// <summary>Never takes effect: <see cref="Contracts.OutcomeUnknown"/>.</summary>
    /// <param name="Told">From sending to the fault.</param>
    public sealed record RequestLost(TimeSpan Told) : TransactionFate;

    /// <summary>
    /// The caller is told <see cref="Contracts.OutcomeUnknown"/>, and the request arrives later, when the caller may have
    /// sent the same again: whoever comes second finds the ids taken. Only the fast path, one message from BEGIN to
    /// COMMIT, can travel so; any other transaction is <see cref="Held"/> for that time instead.
    /// </summary>
    /// <param name="Told">From sending to the fault.</param>
    /// <param name="Before">From sending to the effect.</param>
    public sealed record Late(TimeSpan Told, TimeSpan Before) : TransactionFate;

    /// <summary>
    /// Begins, reads the clock, decides, and then hangs with its locks held: whoever needs one of them waits. The caller
    /// is told <see cref="Contracts.OutcomeUnknown"/> meanwhile. In the end it commits or is undone.
    /// </summary>
    /// <param name="Before">From sending to the begin.</param>
    /// <param name="Told">From the begin to the fault.</param>
    /// <param name="Hold">From the begin to the end.</param>
    /// <param name="Commits">Whether it ends by taking effect.</param>
    public sealed record Held(TimeSpan Before, TimeSpan Told, TimeSpan Hold, bool Commits) : TransactionFate;
}
