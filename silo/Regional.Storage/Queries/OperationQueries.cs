using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Operations with their transfers, from PostgreSQL.</summary>
public sealed class OperationQueries(RegionalDatabase database) : IOperationQueries
{
    private const string Operation = $"""
        select {StoredOperation.Columns}, actor, (select correction from corrections where corrected = $1)
        from operations where id = $1
        """;

    private const string Legs = """
        select t.leg, d.id, l.code, d.code, d.name, c.id, l.code, c.code, c.name, t.amount, l.currency, l.scale, t.action, t.kind,
          t.purpose, t.business_date, t.debit_entry, t.debit_balance, t.credit_entry, t.credit_balance, t.trade,
          t.counter_amount, t.counter_currency, t.rate_id, t.forced_reason, t.reference, t.external_reference,
          t.document_date, t.document_number, w.no
        from transfers t join ledgers l on l.id = t.ledger_id join accounts d on d.id = t.debit_account
        join accounts c on c.id = t.credit_account left join windows w on w.id = t.window_id
        where t.commit_no = $1 and t.operation = $2 order by t.leg
        """;

    /// <inheritdoc />
    public async Task<OperationDetail?> FindOperationAsync(OperationId operation, CancellationToken cancellationToken)
    {
        var head = await database.FindRowAsync(
            Operation,
            static row => Tuple.Create(StoredOperation.Read(row), row.GetString(7), row.OperationOrNull(8)),
            cancellationToken,
            operation);
        if (head is not var (stored, actor, correctedBy))
        {
            return null;
        }

        var legs = stored.CommitNo is null || stored.Refusal is not null
            ? []
            : await database.FindRowsAsync(Legs, ReadLeg, cancellationToken, stored.CommitNo, operation);
        return new OperationDetail(
            operation, stored.Kind, actor, stored.At, stored.CommitNo,
            legs.Select(static leg => leg.WindowNo).FirstOrDefault(static no => no is not null), stored.Refusal,
            stored.Result, [.. legs.Select(static leg => leg.Detail)], correctedBy);
    }

    private static (LegDetail Detail, int? WindowNo) ReadLeg(NpgsqlDataReader row) => (
        new LegDetail(
            row.GetInt16(0), row.Name(1), row.Name(5), row.Amount(9), (TransferAction)row.GetInt16(12),
            (TransferKind)row.GetInt16(13), row.GetString(14), row.Date(15), row.GetInt64(16), row.GetInt64(17),
            row.GetInt64(18), row.GetInt64(19), row.OperationOrNull(20), row.LongOrNull(21), row.TextOrNull(22),
            row.LongOrNull(23), row.TextOrNull(24), row.Texts(25)),
        row.IntOrNull(29));
}
