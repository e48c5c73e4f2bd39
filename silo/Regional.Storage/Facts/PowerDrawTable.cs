using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.Journal;
using Regional.Storage.Queries;

namespace Regional.Storage.Facts;

/// <summary>Draws on Riegel's powers. The payer's account, which is locked before, stands for its powers.</summary>
internal sealed class PowerDrawTable : FactTable
{
    private const string FindPowers = """
        select n.id, coalesce(g.payroll, 0), coalesce(g.commercial, 0), coalesce(d.payroll_used, 0),
          coalesce(d.commercial_used, 0), coalesce(d.no, 0)
        from unnest($1) n (id)
        left join lateral (
          select payroll, commercial from credit_grants where account_id = n.id order by id desc limit 1) g on true
        left join lateral (
          select no, payroll_used, commercial_used from credit_draws
          where account_id = n.id order by no desc limit 1) d on true
        """;

    // A payment that was held and then posted drew when it was placed.
    private const string FindDrawn = """
        select n.payment, n.account_id, d.operation, d.power, d.amount + coalesce((
          select sum(b.amount) from credit_draws b
          where b.account_id = d.account_id and b.returns = d.operation and b.power = d.power), 0)::bigint
        from unnest($1::uuid[], $2::bigint[]) n (payment, account_id)
        left join operations o on o.id = n.payment
        left join lateral (
          select t.resolves_operation as placed from transfers t
          where t.commit_no = o.commit_no and t.operation = o.id and t.resolves_operation is not null limit 1) p on true
        join lateral (
          select account_id, operation, power, sum(amount)::bigint as amount, max(no) as no from credit_draws
          where account_id = n.account_id and operation = coalesce(p.placed, n.payment) and returns is null
          group by account_id, operation, power) d on true
        order by n.payment, n.account_id, d.no
        """;

    private const string WriteDraws = """
        insert into credit_draws (account_id, no, operation, power, amount, payroll_used, commercial_used, returns, at)
        select d.*, $9 from unnest($1, $2, $3, $4, $5, $6, $7, $8) d
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        PowerReturn[] returns = [.. members.SelectMany(static posting => posting.Facts).OfType<PowerReturn>()];
        var accounts = members.SelectMany(static posting => posting.Facts).OfType<PowerUse>()
            .Select(static use => use.Account.Value).Concat(returns.Select(static one => one.Account.Value))
            .Distinct().Order().ToArray();
        if (accounts.Length > 0)
        {
            var find = new NpgsqlBatchCommand(FindPowers);
            find.Parameters.WithArray(NpgsqlDbType.Bigint, accounts);
            ask(find, row => book.Part<CreditBook>().Powers[new AccountId(row.GetInt64(0))] = new CreditPowers(
                row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)));
        }

        if (returns.Length > 0)
        {
            var find = new NpgsqlBatchCommand(FindDrawn);
            find.Parameters
                .WithArray(NpgsqlDbType.Uuid, returns, static one => one.Of.Value)
                .WithArray(NpgsqlDbType.Bigint, returns, static one => one.Account.Value);
            ask(find, row => Add(book.Part<CreditBook>(), row));
        }
    }

    private static void Add(CreditBook book, NpgsqlDataReader row)
    {
        var key = (row.Operation(0), new AccountId(row.GetInt64(1)));
        var drawn = new DrawnPower(row.Operation(2), (CreditPower)row.GetInt16(3), row.GetInt64(4));
        if (drawn.Minor > 0)
        {
            book.Drawn[key] = book.Drawn.TryGetValue(key, out var known) ? known.Add(drawn) : [drawn];
        }
    }

    public override void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at)
    {
        if (book is null || book.Part<CreditBook>().Draws is not { Count: > 0 } draws)
        {
            return;
        }

        var write = new NpgsqlBatchCommand(WriteDraws);
        write.Parameters
            .WithArray(NpgsqlDbType.Bigint, draws, static draw => draw.Account.Value)
            .WithArray(NpgsqlDbType.Bigint, draws, static draw => draw.After.No)
            .WithArray(NpgsqlDbType.Uuid, draws, static draw => draw.Operation.Value)
            .WithArray(NpgsqlDbType.Smallint, draws, static draw => (short)draw.Power)
            .WithArray(NpgsqlDbType.Bigint, draws, static draw => draw.AmountMinor)
            .WithArray(NpgsqlDbType.Bigint, draws, static draw => draw.After.PayrollUsed)
            .WithArray(NpgsqlDbType.Bigint, draws, static draw => draw.After.CommercialUsed)
            .WithArray(NpgsqlDbType.Uuid, draws, static draw => draw.Returns?.Value)
            .With(NpgsqlDbType.TimestampTz, at);
        batch.BatchCommands.Add(write);
    }
}
