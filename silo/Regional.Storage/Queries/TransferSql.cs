namespace Regional.Storage.Queries;

/// <summary>Conditions on transfers that many queries share.</summary>
internal static class TransferSql
{
    /// <summary>Of transfers <c>t</c>: neither a correction nor corrected, so that it says what happened.</summary>
    public const string Stands =
        "t.corrects is null and not exists (select from corrections c where c.corrected = t.operation)";
}
