using System.Diagnostics.CodeAnalysis;
using Regional.Client.Model;

namespace Regional.Client;

/// <summary>
/// What the server said to a command: done, or refused. A refusal is a value: nothing happened. What is neither (no
/// connection, an unknown outcome, a server's bug) is a <see cref="RegionalFaultException"/>.
/// </summary>
/// <typeparam name="T">What a command that was done answers.</typeparam>
public sealed class Answer<T>
    where T : class
{
    private readonly T? _value;

    internal Answer(T value) => _value = value;

    internal Answer(Problem refusal) => Refusal = refusal;

    /// <summary>Why not; null: it was done.</summary>
    public Problem? Refusal { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    /// <summary>
    /// Whether the same id may be sent again unchanged: every attempt so far met a transient refusal.
    /// </summary>
    public bool IsTransient => Refusal is { Class: ProblemClass.Transient };

    /// <summary>What it answered.</summary>
    /// <exception cref="RefusedException">It was refused.</exception>
    public T Value => _value ?? throw new RefusedException(Refusal!);
}
