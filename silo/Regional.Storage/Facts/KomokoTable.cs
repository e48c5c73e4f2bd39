using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Journal;
using Regional.Storage.Queries;
using Regional.Storage.Schemes.Komoko;

namespace Regional.Storage.Facts;

/// <summary>Komoko's lots, standings and bids: used lots are locked and compared with the plan before anything is written.</summary>
internal sealed class KomokoTable : FactTable
{
    private const string FindLots = """
        select id, matures_on, open, accrued::text, accrued_to, arrived_on from komoko_lots
        where id = any ($1) order by id for no key update
        """;

    private const string FindStandings = """
        select account_id, carried::text, instalment_period_end, instalment_drawn from komoko_standings
        where account_id = any ($1) order by account_id for no key update
        """;

    private const string UseLots = """
        with n as (
          select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::date[], $7::uuid[])
            as n (lot_id, open, paid, charged, accrued, accrued_to, operation)
        ), used as (
          insert into komoko_lot_uses (lot_id, operation, paid, charged) select lot_id, operation, paid, charged from n
        )
        update komoko_lots o set open = n.open, accrued = n.accrued::numeric, accrued_to = n.accrued_to,
          closed_by = case when n.open = 0 then n.operation end
        from n where o.id = n.lot_id
        """;

    private const string AddLots = """
        insert into komoko_lots (account_id, operation, matures_on, arrived_on, amount, open, accrued_to)
        select account_id, operation, matures_on, arrived_on, amount, amount, arrived_on - 1
        from unnest($1::bigint[], $2::uuid[], $3::date[], $4::date[], $5::bigint[]) with ordinality
          as n (account_id, operation, matures_on, arrived_on, amount, place) order by place
        """;

    private const string WriteStandings = """
        insert into komoko_standings (account_id, carried, instalment_period_end, instalment_drawn)
        select account_id, carried::numeric, period_end, drawn
        from unnest($1::bigint[], $2::text[], $3::date[], $4::bigint[]) as n (account_id, carried, period_end, drawn)
        on conflict (account_id) do update set carried = excluded.carried,
          instalment_period_end = excluded.instalment_period_end, instalment_drawn = excluded.instalment_drawn
        """;

    private const string AddBids = """
        insert into komoko_bids (ledger_id, operation, producer, amount, matures_on, renewed_to)
        select a.ledger_id, n.operation, n.producer, n.amount, n.matures_on, n.renewed_to
        from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::date[], $5::date[])
          as n (operation, producer, amount, matures_on, renewed_to)
        join accounts a on a.id = n.producer
        """;

    private const string FindProjects = """
        select account_id from komoko_projects
        where account_id = any ($1) and ended_on is null order by account_id for no key update
        """;

    private const string EndProjects = """
        update komoko_projects p set ended_on = n.ended_on, ended_by = n.operation, loss = n.loss, refunded = n.refunded,
          proceeds = n.proceeds
        from unnest($1::bigint[], $2::date[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
          as n (account_id, ended_on, operation, loss, refunded, proceeds)
        where p.account_id = n.account_id
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        var komoko = book.Part<KomokoBook>();
        AskIds(FindLots, Facts<LotUsed>(members).Select(static row => row.Fact.Use.Lot.Id), ask, row =>
            komoko.Lots[row.GetInt64(0)] = new Lot
            {
                Id = row.GetInt64(0),
                MaturesOn = row.Date(1),
                OpenMinor = row.GetInt64(2),
                AccruedParts = KomokoPartyRow.Parts(row.GetString(3)),
                AccruedTo = row.Date(4),
                ArrivedOn = row.Date(5),
            });
        AskIds(FindStandings, Facts<StandingChanged>(members).Select(static row => row.Fact.Account.Value), ask, row =>
            komoko.Standings[new AccountId(row.GetInt64(0))] = new AccountStanding(
                KomokoPartyRow.Parts(row.GetString(1)), row.Date(2), row.GetInt64(3)));
        AskIds(FindProjects, Facts<ProjectFailed>(members).Select(static row => row.Fact.Account.Value), ask, row =>
            komoko.OpenProjects.Add(new AccountId(row.GetInt64(0))));
    }

    public override void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at)
    {
        Add(batch, UseLots, Facts<LotUsed>(accepted).OrderBy(static row => row.Fact.Use.Lot.Id), static (to, rows) => to
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Use.Lot.Id)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Use.OpenMinor)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Use.PaidMinor)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Use.ChargedMinor)
            .WithArray(NpgsqlDbType.Text, rows, static row => Text(row.Fact.Use.AccruedParts))
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.Use.AccruedTo)
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Posting.Id.Value));
        Add(batch, AddLots, Facts<LotArrived>(accepted).Where(static row => row.Fact.OpenMinor > 0), static (to, rows) => to
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Account.Value)
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Posting.Id.Value)
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.MaturesOn)
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.ArrivedOn)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.OpenMinor));

        // Of several members of a batch the last one's word stands; each was judged on the one before.
        var standings = Facts<StandingChanged>(accepted).GroupBy(static row => row.Fact.Account)
            .Select(static group => group.Last()).OrderBy(static row => row.Fact.Account);
        Add(batch, WriteStandings, standings, static (to, rows) => to
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Account.Value)
            .WithArray(NpgsqlDbType.Text, rows, static row => Text(row.Fact.After.CarryParts))
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.After.InstalmentPeriodEnd)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.After.InstalmentDrawnMinor));
        Add(batch, EndProjects, Facts<ProjectFailed>(accepted), static (to, rows) => to
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Account.Value)
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.EndedOn)
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Posting.Id.Value)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.LossMinor)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.RefundedMinor)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.ProceedsMinor));
        Add(batch, AddBids, Facts<BidIssued>(accepted), static (to, rows) => to
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Posting.Id.Value)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.Producer.Value)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Fact.AmountMinor)
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.MaturesOn)
            .WithArray(NpgsqlDbType.Date, rows, static row => row.Fact.RenewedTo));
    }

    private static IEnumerable<(Posting Posting, T Fact)> Facts<T>(ImmutableArray<Posting> postings)
        where T : Fact =>
        postings.SelectMany(static posting => posting.Facts.OfType<T>(), static (posting, fact) => (posting, fact));

    private static string Text(Int128 parts) => parts.ToString(CultureInfo.InvariantCulture);

    private static void AskIds(
        string sql, IEnumerable<long> ids, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask,
        Action<NpgsqlDataReader> take)
    {
        var distinct = ids.Distinct().ToArray();
        if (distinct.Length > 0)
        {
            var find = new NpgsqlBatchCommand(sql);
            find.Parameters.WithArray(NpgsqlDbType.Bigint, distinct);
            ask(find, take);
        }
    }

    private static void Add<TFact>(
        NpgsqlBatch batch, string sql, IEnumerable<(Posting Posting, TFact Fact)> facts,
        Action<NpgsqlParameterCollection, (Posting Posting, TFact Fact)[]> fill)
    {
        var rows = facts.ToArray();
        if (rows.Length > 0)
        {
            var write = new NpgsqlBatchCommand(sql);
            fill(write.Parameters, rows);
            batch.BatchCommands.Add(write);
        }
    }
}
