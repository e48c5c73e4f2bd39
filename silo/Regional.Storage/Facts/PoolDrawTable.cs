using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Journal;
using Regional.Storage.Queries;

namespace Regional.Storage.Facts;

/// <summary>Withdrawals of a savings pool and what they draw: agreements are locked, points are read.</summary>
internal sealed class PoolDrawTable : FactTable
{
    private const string LockAgreements = """
        select a.id, a.account_id, a.status, a.amount, pool_drawn(a.id)
        from (select * from pool_agreements where id = any ($1) order by id for no key update) a
        """;

    private const string FindPoints = "select account_id, points from pool_points where account_id = any ($1)";

    private const string WriteWithdrawals = """
        insert into pool_withdrawals (operation, account_id, own, loan, points, balance, business_date, at)
        select w.*, $8 from unnest($1, $2, $3, $4, $5, $6, $7) w
        """;

    private const string WriteDraws = """
        insert into pool_draws (operation, agreement_id, account_id, amount, before)
        select * from unnest($1, $2, $3, $4, $5)
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        var facts = members.SelectMany(static posting => posting.Facts).ToArray();
        var pool = book.Part<PoolBook>();
        var agreements = facts.OfType<AgreementDraw>().Select(static draw => draw.Agreement.Value).Distinct().ToArray();
        if (agreements.Length > 0)
        {
            var find = new NpgsqlBatchCommand(LockAgreements);
            find.Parameters.WithArray(NpgsqlDbType.Uuid, agreements);
            ask(find, row => pool.Agreements[row.Operation(0)] = new AgreementState(
                row.Operation(0), new AccountId(row.GetInt64(1)), (ProposalStatus)row.GetInt16(2), row.GetInt64(3),
                row.GetInt64(4)));
        }

        var accounts = facts.OfType<WithdrawalDecided>().Select(static taken => taken.Account.Value).Distinct().ToArray();
        if (accounts.Length > 0)
        {
            var find = new NpgsqlBatchCommand(FindPoints);
            find.Parameters.WithArray(NpgsqlDbType.Bigint, accounts);
            ask(find, row => pool.Points[new AccountId(row.GetInt64(0))] = row.GetInt64(1));
        }
    }

    public override void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at)
    {
        var withdrawals = Rows<WithdrawalDecided>(accepted);
        if (withdrawals.Length > 0)
        {
            var write = new NpgsqlBatchCommand(WriteWithdrawals);
            write.Parameters
                .WithArray(NpgsqlDbType.Uuid, withdrawals, static row => row.Posting.Id.Value)
                .WithArray(NpgsqlDbType.Bigint, withdrawals, static row => row.Fact.Account.Value)
                .WithArray(NpgsqlDbType.Bigint, withdrawals, static row => row.Fact.OwnMinor)
                .WithArray(NpgsqlDbType.Bigint, withdrawals, static row => row.Fact.LoanMinor)
                .WithArray(NpgsqlDbType.Bigint, withdrawals, static row => row.Fact.PointsMinor)
                .WithArray(NpgsqlDbType.Bigint, withdrawals, static row => row.Fact.BalanceMinor)
                .WithArray(NpgsqlDbType.Date, withdrawals, static row => row.Posting.BusinessDate)
                .With(NpgsqlDbType.TimestampTz, at);
            batch.BatchCommands.Add(write);
        }

        var draws = Rows<AgreementDraw>(accepted);
        if (draws.Length > 0)
        {
            var write = new NpgsqlBatchCommand(WriteDraws);
            write.Parameters
                .WithArray(NpgsqlDbType.Uuid, draws, static row => row.Posting.Id.Value)
                .WithArray(NpgsqlDbType.Uuid, draws, static row => row.Fact.Agreement.Value)
                .WithArray(NpgsqlDbType.Bigint, draws, static row => row.Fact.Account.Value)
                .WithArray(NpgsqlDbType.Bigint, draws, static row => row.Fact.AmountMinor)
                .WithArray(NpgsqlDbType.Bigint, draws, static row => row.Fact.BeforeMinor);
            batch.BatchCommands.Add(write);
        }
    }

    private static (Posting Posting, T Fact)[] Rows<T>(ImmutableArray<Posting> accepted)
        where T : Fact =>
        [.. accepted.SelectMany(static posting => posting.Facts.OfType<T>(), static (posting, fact) => (posting, fact))];
}
