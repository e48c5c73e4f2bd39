using System.Collections.Frozen;
using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Schemes.Komoko;

/// <summary>The profiles of a komoko's holders, with the date from which each is in force.</summary>
internal static class KomokoProfiles
{
    private const string Select = """
        select member_id, valid_from, class, first_clearing, turnover_months, is_long_entitled from komoko_holders
        where ledger_id = $1 and valid_from <= $2
        """;

    private const string Order = " order by member_id, valid_from, id";

    /// <summary>Of every holder entered by a date.</summary>
    public static async Task<FrozenDictionary<MemberId, ProfileHistory>> FindAsync(
        RegionalDatabase database, LedgerId ledger, DateOnly last, CancellationToken cancellationToken) =>
        Histories(await database.FindRowsAsync(Select + Order, Read, cancellationToken, ledger, last));

    /// <summary>Of the businesses among some members.</summary>
    public static async Task<FrozenDictionary<MemberId, ProfileHistory>> FindBusinessesAsync(
        RegionalDatabase database, LedgerId ledger, DateOnly last, IEnumerable<MemberId> members,
        CancellationToken cancellationToken) =>
        Histories(await database.FindRowsAsync(
            Select + " and class = 2 and member_id = any ($3)" + Order, Read, cancellationToken, ledger, last,
            members.Select(static member => member.Value).Distinct().ToArray()));

    private static FrozenDictionary<MemberId, ProfileHistory> Histories(IEnumerable<DatedProfile> rows) => rows
        .GroupBy(static profile => profile.Member)
        .ToFrozenDictionary(static group => group.Key, static group => new ProfileHistory([.. group]));

    private static DatedProfile Read(NpgsqlDataReader row) =>
        new(new MemberId(row.GetInt64(0)), row.Date(1), KomokoPartyRow.ReadProfile(row, firstColumn: 2));
}
