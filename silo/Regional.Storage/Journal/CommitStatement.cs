using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;

namespace Regional.Storage.Journal;

/// <summary>The call of <c>commit_postings</c> (migration 0010): its parameters in order, and its answer read back.</summary>
internal static class CommitStatement
{
    private const int ParameterCount = 60;

    private static readonly string Sql =
        $"""
        select commit_no, at, windows, roles, statuses, debits_posted, credits_posted, debits_pending,
               credits_pending, floors, ceilings, entries, versions
        from commit_postings({string.Join(", ", Enumerable.Range(1, ParameterCount).Select(static n => $"${n}"))})
        """;

    /// <summary>Makes the call.</summary>
    /// <param name="columns">The batch.</param>
    /// <param name="epoch">The database's.</param>
    /// <param name="writer">Who writes: the process.</param>
    /// <param name="begun">Second path: what <c>begin_commit</c> gave. Null: the statement does it all.</param>
    public static NpgsqlBatchCommand Call(BatchColumns columns, int epoch, string writer, BegunCommit? begun)
    {
        var call = new NpgsqlBatchCommand(Sql);
        call.Parameters
            .With(NpgsqlDbType.Integer, epoch)
            .With(NpgsqlDbType.Text, writer)
            .With<long?>(NpgsqlDbType.Bigint, begun?.Commit)
            .With<DateTimeOffset?>(NpgsqlDbType.TimestampTz, begun?.At)
            .WithArray(NpgsqlDbType.Bigint, begun?.WindowsOf(columns.LedgerIds));
        BindOperations(call.Parameters, columns.ById);
        BindLedgers(call.Parameters, columns);
        BindAccounts(call.Parameters, columns);
        BindLegs(call.Parameters, columns.Legs);
        BindSeldom(call.Parameters, columns.Legs);
        var trades = TradeColumns.Of(columns.Postings);
        call.Parameters
            .With(NpgsqlDbType.Boolean, columns.Pends)
            .With(NpgsqlDbType.Integer, columns.EndCount)
            .WithArray(NpgsqlDbType.Uuid, trades.Ids)
            .WithArray(NpgsqlDbType.Integer, trades.Firsts)
            .WithArray(NpgsqlDbType.Integer, trades.Lasts);
        return call;
    }

    /// <summary>Reads the answer into outcomes and news; the row must be the current one.</summary>
    public static void Read(NpgsqlDataReader row, BatchColumns columns, CommitOutcomes outcomes)
    {
        var accounts = ReadAccounts(row, columns);
        var (commit, committed) = (row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1));
        var windows = row.GetFieldValue<long?[]>(2);
        var leg = 0;
        foreach (var posting in columns.Postings)
        {
            WindowId? window = null;
            var entries = new EntryReceipt[posting.Legs.Length];
            for (var at = 0; at < entries.Length; at++)
            {
                var said = posting.Legs[at];
                entries[at] = EntryOf(columns.Legs, leg, accounts);
                window ??= BatchColumns.Moves(said) && windows[columns.Legs.Ledgers[leg] - 1] is { } id
                    ? new WindowId(id)
                    : null;
                leg++;
            }

            outcomes.Add(posting.Id, new PostingOutcome.Posted(
                new Receipt(posting.Id, commit, committed, window, ImmutableCollectionsMarshal.AsImmutableArray(entries)), IsReplay: false));
        }

        outcomes.Add(accounts);
    }

    private static EntryReceipt EntryOf(LegColumns legs, int leg, AccountState[] accounts)
    {
        var debit = accounts[legs.Debits[leg] - 1];
        var credit = accounts[legs.Credits[leg] - 1];
        return new EntryReceipt(
            debit.Id, debit.Entries - legs.DebitEntries[leg], debit.Balance - legs.DebitBalances[leg],
            credit.Id, credit.Entries - legs.CreditEntries[leg], credit.Balance - legs.CreditBalances[leg]);
    }

    private static AccountState[] ReadAccounts(NpgsqlDataReader row, BatchColumns columns)
    {
        var (roles, statuses) = (row.GetFieldValue<short[]>(3), row.GetFieldValue<short[]>(4));
        var (debitsPosted, creditsPosted) = (row.GetFieldValue<long[]>(5), row.GetFieldValue<long[]>(6));
        var (debitsPending, creditsPending) = (row.GetFieldValue<long[]>(7), row.GetFieldValue<long[]>(8));
        var (floors, ceilings) = (row.GetFieldValue<long?[]>(9), row.GetFieldValue<long?[]>(10));
        var (entries, versions) = (row.GetFieldValue<long[]>(11), row.GetFieldValue<long[]>(12));
        var accounts = new AccountState[columns.Accounts.Length];
        for (var at = 0; at < accounts.Length; at++)
        {
            accounts[at] = new AccountState
            {
                Id = columns.AccountIds[at],
                Ledger = columns.Accounts[at].Ledger,
                Currency = columns.Accounts[at].Currency,
                Role = (AccountRole)roles[at],
                Status = (AccountStatus)statuses[at],
                DebitsPosted = debitsPosted[at],
                CreditsPosted = creditsPosted[at],
                DebitsPending = debitsPending[at],
                CreditsPending = creditsPending[at],
                Floor = floors[at],
                Ceiling = ceilings[at],
                Entries = entries[at],
                Version = versions[at],
            };
        }

        return accounts;
    }

    private static void BindOperations(NpgsqlParameterCollection parameters, ImmutableArray<Posting> byId) => parameters
        .WithArray(NpgsqlDbType.Uuid, byId, static posting => posting.Id.Value)
        .WithArray(NpgsqlDbType.Smallint, byId, static posting => (short)posting.Kind)
        .WithArray(NpgsqlDbType.Bytea, byId, static posting => posting.Fingerprint.Bytes)
        .WithArray(NpgsqlDbType.Integer, byId, static posting => posting.Legs.IsEmpty ? null : (int?)posting.Legs[0].Ledger.Value)
        .WithArray(NpgsqlDbType.Text, byId, static posting => posting.EnteredBy);

    private static void BindLedgers(NpgsqlParameterCollection parameters, BatchColumns columns) => parameters
        .WithArray(NpgsqlDbType.Integer, columns.LedgerIds)
        .WithArray(NpgsqlDbType.Text, columns.Ledgers, static ledger => ledger.Currency?.Code)
        .WithArray(NpgsqlDbType.Smallint, columns.Ledgers, static ledger => (short?)ledger.Currency?.Scale)
        .WithArray(NpgsqlDbType.Bigint, columns.Ledgers, static ledger => ledger.Terms)
        .WithArray(NpgsqlDbType.Boolean, columns.Ledgers, static ledger => ledger.Moves);

    private static void BindAccounts(NpgsqlParameterCollection parameters, BatchColumns columns) => parameters
        .WithArray(NpgsqlDbType.Bigint, columns.AccountIds, static id => id.Value)
        .WithArray(NpgsqlDbType.Integer, columns.Accounts, static account => account.Ledger.Value)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.DebitsPosted)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.CreditsPosted)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.DebitsPending)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.CreditsPending)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.DebitsPlaced)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.CreditsPlaced)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.DebitsAtRisk)
        .WithArray(NpgsqlDbType.Bigint, columns.Accounts, static account => account.CreditsAtRisk)
        .WithArray(NpgsqlDbType.Integer, columns.Accounts, static account => account.Entries);

    private static void BindLegs(NpgsqlParameterCollection parameters, LegColumns legs) => parameters
        .WithArray(NpgsqlDbType.Uuid, legs.Operations)
        .WithArray(NpgsqlDbType.Smallint, legs.Legs)
        .WithArray(NpgsqlDbType.Integer, legs.Ledgers)
        .WithArray(NpgsqlDbType.Integer, legs.Debits)
        .WithArray(NpgsqlDbType.Integer, legs.Credits)
        .WithArray(NpgsqlDbType.Bigint, legs.Amounts)
        .WithArray(NpgsqlDbType.Smallint, legs.Actions)
        .WithArray(NpgsqlDbType.Smallint, legs.Kinds)
        .WithArray(NpgsqlDbType.Text, legs.Purposes)
        .WithArray(NpgsqlDbType.Date, legs.Dates)
        .WithArray(NpgsqlDbType.Integer, legs.DebitEntries)
        .WithArray(NpgsqlDbType.Integer, legs.CreditEntries)
        .WithArray(NpgsqlDbType.Bigint, legs.DebitBalances)
        .WithArray(NpgsqlDbType.Bigint, legs.CreditBalances)
        .WithArray(NpgsqlDbType.Text, legs.EnteredBy);

    private static void BindSeldom(NpgsqlParameterCollection parameters, LegColumns legs) => parameters
        .WithArray(NpgsqlDbType.Uuid, legs.Trades.Values)
        .WithArray(NpgsqlDbType.Uuid, legs.Resolves.Values)
        .WithArray(NpgsqlDbType.Smallint, legs.ResolvesLegs.Values)
        .WithArray(NpgsqlDbType.Bigint, legs.Expiries.Values)
        .WithArray(NpgsqlDbType.Bigint, legs.CounterAmounts.Values)
        .WithArray(NpgsqlDbType.Text, legs.CounterCurrencies.Values)
        .WithArray(NpgsqlDbType.Bigint, legs.Rates.Values)
        .WithArray(NpgsqlDbType.Text, legs.ForcedReasons.Values)
        .WithArray(NpgsqlDbType.Text, legs.References.Values)
        .WithArray(NpgsqlDbType.Text, legs.ExternalReferences.Values)
        .WithArray(NpgsqlDbType.Date, legs.DocumentDates.Values)
        .WithArray(NpgsqlDbType.Text, legs.DocumentNumbers.Values)
        .WithArray(NpgsqlDbType.Text, legs.ApprovedBy.Values)
        .WithArray(NpgsqlDbType.Uuid, legs.Corrects.Values);
}
