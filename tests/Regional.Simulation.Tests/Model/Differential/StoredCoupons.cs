using Regional.Simulation.Model.Tables;
using Regional.TestKit;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>What coupon books keep, as one text per table, of either store.</summary>
internal static class StoredCoupons
{
    private static readonly (string Table, string Sql, Func<CouponRows, IEnumerable<string>> Rows)[] Tables =
    [
        (
            "notes",
            """
            select coalesce(string_agg(concat_ws(' ', series, number, value, state, coalesce(till::text, '-'), times_issued), '; '
              order by series collate "C", number), '') from coupon_notes
            """,
            static rows => rows.Notes.Select(static note =>
                $"{note.Key.Series} {note.Key.Number} {note.Value.Value} {(int)note.Value.Record.State} "
                + $"{Word(note.Value.Record.Till)} {note.Value.Record.TimesIssued}")),
        (
            "tills",
            """
            select coalesce(string_agg(concat_ws(' ', id, teller, case when closed_at is null then 'open' else 'closed' end,
              array_to_string(coalesce(missing, '{}'), ','), array_to_string(coalesce(found, '{}'), ','),
              coalesce(settled_by::text, '-')), '; ' order by id::text collate "C"), '') from coupon_tills
            """,
            static rows => rows.Tills.OrderBy(static till => $"{till.Id}", StringComparer.Ordinal).Select(static till =>
                $"{till.Id} {till.Teller} {(till.IsOpen ? "open" : "closed")} {string.Join(',', till.Missing)} "
                + $"{string.Join(',', till.Found)} {Word(till.SettledBy)}")),
        (
            "lines",
            """
            select coalesce(string_agg(concat_ws(' ', operation, account_id, kind, notes_in, notes_out, rupiah_fee, evidence,
              coalesce(till::text, '-')), '; ' order by operation::text collate "C"), '') from coupon_lines
            """,
            static rows => rows.Lines.OrderBy(static line => $"{line.Key}", StringComparer.Ordinal).Select(static line =>
                $"{line.Key} {line.Value.Account} {(int)line.Value.Kind} {line.Value.NotesInMinor} {line.Value.NotesOutMinor} "
                + $"{line.Value.RupiahFeeMinor} {(int)line.Value.Evidence.Kind} {Word(line.Value.Till)}")),
        (
            "limits",
            """
            select coalesce(string_agg(concat_ws(' ', account_id, coalesce(limit_minor::text, '-'), deposited), '; '
              order by account_id), '') from coupon_limits
            """,
            static rows => rows.Limits.OrderBy(static limit => limit.Key).Select(static limit =>
                $"{limit.Key} {limit.Value.LimitMinor?.ToString() ?? "-"} {limit.Value.DepositedMinor}")),
        (
            "repayments",
            """
            select coalesce(string_agg(concat_ws(' ', period_id, account_id, debt, due, paid), '; '
              order by period_id, account_id), '') from coupon_repayments
            """,
            static rows => rows.Repayments.Select(static row =>
                $"{row.Key.Period} {row.Key.Account} {row.Value.DebtMinor} {row.Value.DueMinor} {row.Value.PaidMinor}")),
        (
            "pins",
            "select coalesce(string_agg(member_id || ' ' || upper(encode(hash, 'hex')), '; ' order by member_id), '') from coupon_pins",
            static rows => rows.Pins.OrderBy(static pin => pin.Key.Value).Select(static pin => $"{pin.Key} {pin.Value}")),
    ];

    /// <summary>The first table that reads otherwise on both, with both texts; null: none does.</summary>
    public static async Task<(string Table, string Postgres, string Model)?> FindDifferenceAsync(
        TestDatabase postgres, CouponRows model)
    {
        foreach (var (table, sql, rows) in Tables)
        {
            var (there, here) = (await postgres.ScalarAsync<string>(sql), string.Join("; ", rows(model)));
            if (there != here)
            {
                return (table, there, here);
            }
        }

        return null;
    }

    private static string Word(Domain.Ledger.OperationId? id) => id?.ToString() ?? "-";
}
