using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Clearing;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Positions, windows, reports and proofs, from PostgreSQL.</summary>
public sealed class ClearingQueries(RegionalDatabase database) : IClearingQueries
{
    private const string OfRegionAndNo =
        "where w.region_id = $1 and w.no = $2";

    private const string Instructions = """
        select i.id, i.window_id, i.account_id, a.code, i.is_pay_out, i.amount, i.status, i.due, i.placed_by, i.confirmed_by,
          r.instruction_id is not null and r.cleared_at is null, w.no, l.currency, l.scale, i.confirmed_at, r.declared_at
        from settlement_instructions i join accounts a on a.id = i.account_id join ledgers l on l.id = a.ledger_id
        join windows w on w.id = i.window_id left join arrears r on r.instruction_id = i.id

        """;

    private const string Flows = """
        select d.code, c.code, count(*), sum(t.amount)::bigint, l.currency, l.scale
        from windows w join transfers t on t.window_id = w.id and t.action in (1, 3)
        join ledgers l on l.id = t.ledger_id and l.community_id is null
        join accounts d on d.id = t.debit_account join accounts c on c.id = t.credit_account
        where w.region_id = $1 and w.no = $2
        group by d.id, c.id, l.id order by sum(t.amount) desc, d.code, c.code
        """;

    private static readonly string WindowSelect = WindowRow.Select.Replace(
        "from windows w", ", w.report_status from windows w", StringComparison.Ordinal);

    /// <inheritdoc />
    public Task<RegionPositions?> FindPositionsAsync(RegionId region, CancellationToken cancellationToken) =>
        PositionsReader.FindAsync(database, region, cancellationToken);

    /// <inheritdoc />
    public async Task<Page<WindowDetail>> FindWindowsAsync(
        RegionId region, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            WindowSelect + """
                where w.region_id = $1 and w.opens <= clock_timestamp() and ($2::bigint is null or w.no < $2)
                order by w.no desc limit $3
                """,
            ReadWindow, cancellationToken, region, page.NumberCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static window => $"{window.Window.No}");
    }

    /// <inheritdoc />
    public Task<WindowDetail?> FindWindowAsync(RegionId region, int no, CancellationToken cancellationToken) =>
        database.FindRowAsync(WindowSelect + OfRegionAndNo, ReadWindow, cancellationToken, region, no);

    /// <inheritdoc />
    public async Task<WindowReportDetail?> FindReportAsync(
        RegionId region, int no, CancellationToken cancellationToken)
    {
        if (await FindWindowAsync(region, no, cancellationToken) is not { } window)
        {
            return null;
        }

        var unit = (await database.FindRowAsync(
            "select r.code, l.currency, l.scale from regions r join ledgers l on l.region_id = r.id "
            + "and l.community_id is null where r.id = $1",
            static row => Tuple.Create(row.GetString(0), row.Currency(1)), cancellationToken, region))!;
        var lines = await database.FindRowsAsync(
            ReportLineRow.OfWindow, ReportLineRow.Read, cancellationToken, window.Window.Id);
        var instructions = await database.FindRowsAsync(
            Instructions + "where i.window_id = $1 order by a.code", ReadInstruction, cancellationToken,
            window.Window.Id);
        return new WindowReportDetail(unit.Item1, unit.Item2, window, lines, instructions);
    }

    /// <inheritdoc />
    public Task<ImmutableArray<BilateralFlow>> FindFlowsAsync(
        RegionId region, int no, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            Flows,
            static row => new BilateralFlow(
                row.GetString(0), row.GetString(1), row.GetInt64(2), new Amount(row.GetInt64(3), row.Currency(4))),
            cancellationToken,
            region,
            no);

    /// <inheritdoc />
    public Task<ImmutableArray<InstructionDetail>> FindOpenInstructionsAsync(
        RegionId region, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            Instructions + "where w.region_id = $1 and i.status < 3 order by i.due, w.no, a.code", ReadInstruction,
            cancellationToken, region);

    /// <inheritdoc />
    public Task<InstructionDetail?> FindInstructionAsync(
        OperationId instruction, CancellationToken cancellationToken) =>
        database.FindRowAsync(Instructions + "where i.id = $1", ReadInstruction, cancellationToken, instruction);

    /// <inheritdoc />
    public Task<RegionProof?> ProveAsync(RegionId region, CancellationToken cancellationToken) =>
        ProofReader.ProveAsync(database, region, cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<LedgerMonth>> SummariseAsync(
        CommunityId community, int year, int month, CancellationToken cancellationToken)
    {
        var first = new DateOnly(year, month, 1);
        return database.FindRowsAsync(
            LedgerMonthRow.OfCommunity, LedgerMonthRow.Read, cancellationToken, community, first, first.AddMonths(1));
    }

    private static WindowDetail ReadWindow(NpgsqlDataReader row) =>
        new(WindowRow.Read(row), (ReportStatus)row.GetInt16(10));

    private static InstructionDetail ReadInstruction(NpgsqlDataReader row) => new(
        InstructionRow.Read(row), row.GetInt32(11), row.Currency(12), row.TimeOrNull(14), row.TimeOrNull(15));
}
