using Regional.Client.Model;

namespace Regional.Client;

/// <summary>
/// A refusal where the caller took the value without asking, or listed what it may not see. Nothing happened.
/// </summary>
public sealed class RefusedException(Problem refusal) : Exception($"{refusal.Code}: {refusal.Detail ?? refusal.Title}")
{
    /// <summary>Code, facts and advice.</summary>
    public Problem Refusal { get; } = refusal;
}
