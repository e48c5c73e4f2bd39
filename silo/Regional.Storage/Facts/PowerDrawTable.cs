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

    private const string WriteDraws = """
        insert into credit_draws (account_id, no, operation, power, amount, payroll_used, commercial_used, at)
        select d.*, $8 from unnest($1, $2, $3, $4, $5, $6, $7) d
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        var accounts = members.SelectMany(static posting => posting.Facts).OfType<PowerUse>()
            .Select(static use => use.Account.Value).Distinct().Order().ToArray();
        if (accounts.Length > 0)
        {
            var find = new NpgsqlBatchCommand(FindPowers);
            find.Parameters.WithArray(NpgsqlDbType.Bigint, accounts);
            ask(find, row => book.Part<CreditBook>().Powers[new AccountId(row.GetInt64(0))] = new CreditPowers(
                row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)));
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
            .With(NpgsqlDbType.TimestampTz, at);
        batch.BatchCommands.Add(write);
    }
}
