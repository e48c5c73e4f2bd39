using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Regional.Domain.Schemes;
using Regional.Storage.Queries;

namespace Regional.Storage.Directory;

/// <summary>How a row of <c>terms</c> becomes dated parameters.</summary>
internal static class DatedTermsRow
{
    /// <summary>No parameter set.</summary>
    public static readonly ImmutableSortedDictionary<string, string> None =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Terms of ledger $1, oldest first.</summary>
    public const string OfLedger =
        "select id, valid_from, parameters from terms where ledger_id = $1 order by valid_from, id";

    /// <summary>Reads a row.</summary>
    public static DatedParameters Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.Date(1), ReadParameters(row.GetString(2)));

    /// <summary>Reads the column alone.</summary>
    public static ImmutableSortedDictionary<string, string> ReadParameters(string json) =>
        None.AddRange(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!);
}
