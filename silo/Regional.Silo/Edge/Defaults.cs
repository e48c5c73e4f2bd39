namespace Regional.Silo.Edge;

/// <summary>What a body's absent member means; the wire records document the same.</summary>
internal static class Defaults
{
    public const string AccountKind = "general";
    public const string Scheme = "mutual-credit";
    public const string CapPolicy = "refuse";
}
