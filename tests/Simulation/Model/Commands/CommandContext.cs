using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>One command on the tables: who, when, and the accounts it changes.</summary>
internal sealed class CommandContext(ModelTables tables, Command command, DateTimeOffset at)
{
    private readonly SortedDictionary<AccountId, AccountState> _before = [];

    public ModelTables Tables => tables;

    public OperationId Id => command.Id;

    public DateTimeOffset At => at;

    public string Actor => command.Actor;

    public string? Reason => command.Reason;

    /// <summary>Accounts it changed, as they were, by id.</summary>
    public ImmutableArray<AccountState> Before => [.. _before.Values];

    /// <summary>Changes an account's row.</summary>
    public void Change(AccountRow row, Func<AccountState, AccountState> change)
    {
        _before.TryAdd(row.State.Id, row.State);
        row.State = change(row.State) with { Version = row.State.Version + 1 };
        Record(row);
    }

    /// <summary>Writes the row as it stands now into the history of limits and status.</summary>
    public void Record(AccountRow row) => tables.Record(new AccountChangeRow(
        row.State.Id, command.Id, at, command.Actor, command.Reason, row.State.Floor, row.State.Ceiling, row.State.Status,
        row.State.Version));

    /// <summary>The accounts it changed or opened, as they stand now, by id.</summary>
    public ImmutableArray<AccountState> Changed() => tables.ChangedBy(command.Id);

    public void RaiseTerms(LedgerRow ledger) => ledger.TermsVersion++;

    public void RaiseTerms(RegionId region)
    {
        foreach (var ledger in tables.Ledgers.Where(ledger => ledger.Region == region))
        {
            ledger.TermsVersion++;
        }
    }
}
