using Regional.Domain.Refusals;

namespace Regional.Silo.Edge;

/// <summary>
/// Ends a request at the first thing wrong with it. Only the edge throws it, and only the fault filter catches it:
/// past the edge refusals are values.
/// </summary>
internal sealed class EdgeRefusal(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;

    public static EdgeRefusal For(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) =>
        new(Refusal.For(reason, facts));

    public static EdgeRefusal NotFound(string what, string value) =>
        For(RefusalReason.NotFound, new("what", what), new("value", Shown(value)));

    public static EdgeRefusal Malformed(string field, string value) =>
        For(RefusalReason.FieldMalformed, new("field", field), new("value", Shown(value)));

    public static EdgeRefusal Missing(string field) =>
        For(RefusalReason.FieldMissing, new RefusalFact("field", field));

    /// <summary>What somebody sent, as long as it helps to see it and no longer.</summary>
    public static string Shown(string value)
    {
        const int LengthMax = 80;
        var clean = value.Replace('\0', '\uFFFD');
        return clean.Length <= LengthMax ? clean : $"{clean[..LengthMax]}…";
    }
}
