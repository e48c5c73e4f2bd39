namespace Regional.Storage.Queries.Verify;

/// <summary>A check in one statement.</summary>
/// <param name="Name">camelCase; shown and tested.</param>
/// <param name="Sql">Its differences: subject, what the journal says, what is stored (text).</param>
internal sealed record SetCheck(string Name, string Sql);
