using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Regional.Contracts.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Queries;

namespace Regional.Storage.Periods;

/// <summary>How a row of <c>periods</c> becomes a period with its marks and steps.</summary>
internal static class PeriodRow
{
    /// <summary>A query of periods <c>p</c>; ends in <c>where</c> and so on.</summary>
    public const string Select = """
        select p.id, p.no, p.first_date, p.last_date, p.ledger_id, p.status, p.accounts,
          (select coalesce(jsonb_agg(to_jsonb(m) order by m.status), '[]')::text from period_marks m where m.period_id = p.id),
          (select coalesce(jsonb_agg(to_jsonb(s) order by s.place), '[]')::text from period_steps s where s.period_id = p.id),
          p.totals::text
        from periods p

        """;

    private static readonly JsonSerializerOptions Columns =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Reads a row.</summary>
    public static BookPeriod Read(NpgsqlDataReader row) => new(
        Span(row),
        new LedgerId(row.GetInt32(4)),
        (PeriodStatus)row.GetInt16(5),
        row.LongOrNull(6),
        [.. JsonSerializer.Deserialize<ImmutableArray<Mark>>(row.GetString(7), Columns).Select(static mark =>
            new PeriodMark(
                (PeriodStatus)mark.Status, mark.At, mark.Actor, mark.Reason, new OperationId(mark.Operation)))],
        [.. JsonSerializer.Deserialize<ImmutableArray<Step>>(row.GetString(8), Columns).Select(static step =>
            new StepProgress(
                step.Name, new AccountId(step.AfterAccount), step.Accounts, step.Postings, step.Records, step.Exceptions,
                step.DoneAt is not null))],
        row.TextOrNull(9) is { } totals ? JsonSerializer.Deserialize<PeriodReportTotals>(totals, Columns) : null);

    /// <summary>Columns 0 to 3.</summary>
    public static PeriodSpan Span(NpgsqlDataReader row) =>
        new(new PeriodId(row.GetInt64(0)), row.GetInt32(1), row.Date(2), row.Date(3));

    /// <summary>The stored form of a report.</summary>
    public static string Write(PeriodReportTotals totals) => JsonSerializer.Serialize(totals, Columns);

    private sealed record Mark(short Status, DateTimeOffset At, string Actor, string? Reason, Guid Operation);

    private sealed record Step(
        [property: System.Text.Json.Serialization.JsonPropertyName("step")] string Name, long AfterAccount, long Accounts,
        long Postings, long Records, long Exceptions, DateTimeOffset? DoneAt);
}
