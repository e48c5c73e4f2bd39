using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Accounts, their limits, status and end.</summary>
internal static class AccountExecutions
{
    public static CommandOutcome Run(OpenAccount command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Ledger(command.Ledger) is not { } ledger)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (tables.Member(command.Member) is not { } member || member.Community != ledger.Community)
        {
            return Outcome.ParentUnknown("member", command.Member);
        }

        var id = new AccountId(tables.AccountIds.Next());
        if (tables.Account(command.Ledger, command.Code) is not null)
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        context.Record(tables.OpenAccount(
            command.Ledger, command.Code, member.Name, AccountRole.Member, id, member.Id, kind: command.AccountKind,
            floor: command.Floor ?? FloorOf(ledger, context), ceiling: command.Ceiling));
        return Outcome.Done(context.Changed(), ("account", id));
    }

    private static long? FloorOf(LedgerRow ledger, CommandContext context)
    {
        var today = context.Tables.RegionOf(ledger).DateOf(context.At);
        return SchemeCatalogue.Find(ledger.Scheme).TryGet(out var scheme, out _)
            ? scheme.FloorOfNewAccount(
                SchemeParameters.InForce([.. context.Tables.TermsOf(ledger.Id)], today), ledger.Currency)
            : null;
    }

    public static CommandOutcome Run(SetLimits command, CommandContext context)
    {
        if (context.Tables.Account(command.Account) is not { } row)
        {
            return Unknown(command.Account);
        }

        return row.State.Status == AccountStatus.Closed
            ? Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(command.Account))
            : Change(context, row, state => state with { Floor = command.Floor, Ceiling = command.Ceiling });
    }

    public static CommandOutcome Run(SetStatus command, CommandContext context)
    {
        if (context.Tables.Account(command.Account) is not { } row)
        {
            return Unknown(command.Account);
        }

        if (row.State.Role is not (AccountRole.Member or AccountRole.Community))
        {
            return Outcome.Refused(RefusalReason.SystemAccount, RefusalFact.Account(command.Account));
        }

        return row.State.Status == AccountStatus.Closed
            ? Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(command.Account))
            : Change(context, row, state => state with { Status = command.Status });
    }

    public static CommandOutcome Run(CloseAccount command, CommandContext context)
    {
        if (context.Tables.Account(command.Account) is not { } row)
        {
            return Unknown(command.Account);
        }

        return Check(row.State) is { } refusal
            ? new CommandOutcome.Refused(refusal)
            : Change(context, row, static state => state with { Status = AccountStatus.Closed });
    }

    private static Refusal? Check(AccountState account)
    {
        var id = RefusalFact.Account(account.Id);
        if (account.Role != AccountRole.Member)
        {
            return Refusal.For(RefusalReason.SystemAccount, id);
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Refusal.For(RefusalReason.AccountClosed, id);
        }

        if (account.Balance != 0)
        {
            return Refusal.For(
                RefusalReason.AccountNotZero, id, RefusalFact.Money("balance", account.Balance, account.Currency));
        }

        var pendings = (Int128)account.DebitsPending + account.CreditsPending;
        return pendings == 0
            ? null
            : Refusal.For(
                RefusalReason.AccountHasPendings, id, RefusalFact.Money("pendings", pendings, account.Currency));
    }

    private static CommandOutcome Change(
        CommandContext context, AccountRow row, Func<AccountState, AccountState> change)
    {
        context.Change(row, change);
        return Outcome.Done(context.Changed(), ("account", row.State.Id), ("version", row.State.Version));
    }

    private static CommandOutcome Unknown(AccountId account) =>
        Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(account));
}
