using System.Collections.Immutable;
using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;
using Regional.Storage.Registry;

namespace Regional.Storage.Directory;

/// <summary>How a row of <c>accounts</c> becomes what memory judges by.</summary>
internal static class AccountRow
{
    /// <summary>Columns for <see cref="Read"/>, of <c>accounts a join ledgers l</c>.</summary>
    public const string Columns = """
        a.id, a.ledger_id, l.currency, l.scale, a.role, a.status, a.debits_posted, a.credits_posted, a.debits_pending,
        a.credits_pending, a.floor, a.ceiling, a.entries, a.version
        """;

    /// <summary>A query of accounts; ends in <c>where</c> and so on.</summary>
    public const string Select = $"select {Columns} from accounts a join ledgers l on l.id = a.ledger_id ";

    /// <summary>Reads a row.</summary>
    public static AccountState Read(NpgsqlDataReader row) => new()
    {
        Id = new AccountId(row.GetInt64(0)),
        Ledger = new LedgerId(row.GetInt32(1)),
        Currency = new Currency(row.GetString(2), checked((byte)row.GetInt16(3))),
        Role = (AccountRole)row.GetInt16(4),
        Status = (AccountStatus)row.GetInt16(5),
        DebitsPosted = row.GetInt64(6),
        CreditsPosted = row.GetInt64(7),
        DebitsPending = row.GetInt64(8),
        CreditsPending = row.GetInt64(9),
        Floor = row.LongOrNull(10),
        Ceiling = row.LongOrNull(11),
        Entries = row.GetInt64(12),
        Version = row.GetInt64(13),
    };

    /// <summary>An account, locked for a change; null: there is none.</summary>
    public static Task<AccountState?> LockAsync(CommandScope scope, AccountId account) =>
        scope.FindRowAsync(Select + "where a.id = $1 for no key update of a", Read, account);

    /// <summary>The accounts a command changed, as they stand now.</summary>
    public static Task<ImmutableArray<AccountState>> FindChangedAsync(CommandScope scope, OperationId operation) =>
        scope.FindRowsAsync(
            Select + "where a.id in (select account_id from account_changes where operation = $1) order by a.id",
            Read,
            operation);
}
