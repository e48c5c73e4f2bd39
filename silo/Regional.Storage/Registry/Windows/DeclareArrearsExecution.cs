using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using Regional.Storage.Queries;
using Regional.Storage.Registry.Accounts;

namespace Regional.Storage.Registry.Windows;

internal static class DeclareArrearsExecution
{
    public static async Task<CommandOutcome> RunAsync(DeclareArrears command, CommandScope scope)
    {
        var id = new RefusalFact("instruction", command.Instruction.ToString());
        var instruction = await scope.FindRowAsync(
            """
            select i.account_id, i.is_pay_out, i.status, i.due, ($2::timestamptz at time zone r.time_zone)::date,
              exists (select from arrears where instruction_id = i.id)
            from settlement_instructions i join windows w on w.id = i.window_id join regions r on r.id = w.region_id
            where i.id = $1 for no key update of i
            """,
            static row => new Instruction(
                new AccountId(row.GetInt64(0)), row.GetBoolean(1), (InstructionStatus)row.GetInt16(2), row.Date(3),
                row.Date(4), row.GetBoolean(5)),
            command.Instruction, scope.At);
        if (instruction is null)
        {
            return Outcome.Refused(RefusalReason.InstructionUnknown, id);
        }

        var done = Outcome.Done(("instruction", command.Instruction), ("account", instruction.Account));
        if (instruction.IsDeclared)
        {
            return done;
        }

        if (instruction.Status == InstructionStatus.Confirmed)
        {
            return Outcome.Refused(RefusalReason.InstructionEnded, id, new("state", "confirmed"));
        }

        if (instruction.IsPayOut || instruction.Today <= instruction.Due)
        {
            return Outcome.Refused(RefusalReason.InstructionNotDue, id, new("due", $"{instruction.Due:O}"));
        }

        await scope.ExecuteAsync(
            "insert into arrears (instruction_id, declared_at, actor, operation) values ($1, $2, $3, $4)",
            command.Instruction, scope.At, scope.Actor, scope.Id);
        var account = (await AccountRow.LockAsync(scope, instruction.Account))!;
        if (account.Status == AccountStatus.Open)
        {
            await AccountStatusChange.SetAsync(scope, account, AccountStatus.DebitsBlocked);
        }

        return Outcome.Done(
            await AccountRow.FindChangedAsync(scope, scope.Id),
            ("instruction", command.Instruction), ("account", instruction.Account));
    }

    private sealed record Instruction(
        AccountId Account, bool IsPayOut, InstructionStatus Status, DateOnly Due, DateOnly Today, bool IsDeclared);
}
