using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Storage.Journal;

/// <summary>
/// How far books are closed, read under their shared locks by the transaction that commits (migration 0040): a period that
/// is closed while a posting is under way gets not one line more.
/// </summary>
internal static class BooksStatement
{
    /// <summary>Adds the fast path's check: it rejects a batch with a late line.</summary>
    public static void Guard(NpgsqlBatch batch, ImmutableArray<Posting> postings)
    {
        var earliest = new SortedDictionary<(int Ledger, long PeriodEnd), DateOnly>();
        foreach (var posting in postings)
        {
            foreach (var leg in posting.Legs)
            {
                var key = (leg.Ledger.Value, posting.PeriodEnd?.Value ?? 0);
                if (PeriodBooks.IsLine(leg)
                    && (!earliest.TryGetValue(key, out var date) || posting.BusinessDate < date))
                {
                    earliest[key] = posting.BusinessDate;
                }
            }
        }

        var rows = earliest.ToArray();
        var guard = new NpgsqlBatchCommand("select guard_books($1, $2, $3)");
        guard.Parameters
            .WithArray(NpgsqlDbType.Integer, rows, static row => row.Key.Ledger)
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Value)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Key.PeriodEnd == 0 ? null : (long?)row.Key.PeriodEnd);
        batch.BatchCommands.Add(guard);
    }

    /// <summary>The second path's first statement.</summary>
    public static NpgsqlBatchCommand Enter(int[] ledgers)
    {
        var enter = new NpgsqlBatchCommand("select closed, periods, period_nos, firsts, lasts from enter_books($1)");
        enter.Parameters.WithArray(NpgsqlDbType.Integer, ledgers);
        return enter;
    }

    /// <summary>Reads its answer; the row must be the current one. Ledgers without closed periods are missing.</summary>
    public static Dictionary<LedgerId, PeriodBooks> Read(NpgsqlDataReader row, int[] ledgers)
    {
        Dictionary<LedgerId, PeriodBooks> books = [];
        for (var at = 0; at < ledgers.Length; at++)
        {
            if (row.GetFieldValue<DateOnly?[]>(0)[at] is { } closed)
            {
                books.Add(new LedgerId(ledgers[at]), new PeriodBooks(closed, Totalling(row, at)));
            }
        }

        return books;
    }

    private static PeriodSpan? Totalling(NpgsqlDataReader row, int at) =>
        row.GetFieldValue<long?[]>(1)[at] is { } period
            ? new PeriodSpan(
                new PeriodId(period),
                row.GetFieldValue<int?[]>(2)[at]!.Value,
                row.GetFieldValue<DateOnly?[]>(3)[at]!.Value,
                row.GetFieldValue<DateOnly?[]>(4)[at]!.Value)
            : null;
}
