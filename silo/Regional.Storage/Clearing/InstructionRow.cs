using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Clearing;

/// <summary>How a row of <c>settlement_instructions</c> becomes an instruction.</summary>
internal static class InstructionRow
{
    /// <summary>A query of instructions <c>i</c>; ends in <c>where</c> and so on.</summary>
    public const string Select = """
        select i.id, i.window_id, i.account_id, a.code, i.is_pay_out, i.amount, i.status, i.due, i.placed_by, i.confirmed_by,
          r.instruction_id is not null and r.cleared_at is null
        from settlement_instructions i join accounts a on a.id = i.account_id
        left join arrears r on r.instruction_id = i.id

        """;

    /// <summary>Reads a row.</summary>
    public static InstructionRecord Read(NpgsqlDataReader row) => new(
        row.Operation(0),
        new WindowId(row.GetInt64(1)),
        new AccountId(row.GetInt64(2)),
        row.GetString(3),
        row.GetBoolean(4),
        row.GetInt64(5),
        (InstructionStatus)row.GetInt16(6),
        row.Date(7),
        row.OperationOrNull(8),
        row.OperationOrNull(9),
        row.GetBoolean(10));
}
