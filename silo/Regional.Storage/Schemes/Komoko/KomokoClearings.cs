using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Schemes.Komoko;

/// <summary>Which business real accounts were cleared on a date, by command or by a period's end.</summary>
internal static class KomokoClearings
{
    // A holder may cover the own real account on that date as well; that is a payment and no clearing.
    private const string Cleared = """
        select a.id from unnest($1::bigint[]) as a (id)
        where exists (
          select from transfers t join operations o on o.id = t.operation
          where t.debit_account = a.id and t.business_date = $2 and t.purpose = 'levy' and o.kind in ($3, $4))
        or exists (
          select from transfers t join operations o on o.id = t.operation
          where t.credit_account = a.id and t.business_date = $2 and t.purpose = 'clearing' and o.kind in ($3, $4))
        """;

    /// <summary>Those of the accounts that were.</summary>
    public static async Task<ImmutableHashSet<AccountId>> FindAsync(
        RegionalDatabase database, IEnumerable<AccountId> accounts, DateOnly date, CancellationToken cancellationToken) =>
        (await database.FindRowsAsync(
            Cleared, static row => new AccountId(row.GetInt64(0)), cancellationToken,
            accounts.Select(static account => account.Value).ToArray(), date, (short)OperationKind.ClearTurnover,
            (short)OperationKind.PeriodPosting)).ToImmutableHashSet();

    /// <summary>Whether one was.</summary>
    public static async Task<bool> IsClearedAsync(
        RegionalDatabase database, AccountId account, DateOnly date, CancellationToken cancellationToken) =>
        (await FindAsync(database, [account], date, cancellationToken)).Contains(account);
}
