using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;

namespace Regional.Storage.Clearing;

/// <summary>Both sides of every correspondence from the journal alone.</summary>
internal static class MirrorRow
{
    /// <summary>
    /// Mirrors of the region of window $1 at its end. Above, transfers carry their window. Below, those of a posting that
    /// also moved money above belong to that posting's window; exchange differences count once they are booked, for windows
    /// may have closed before the differences of the one before them were; others, corrections of differences among them,
    /// belong to the time before the window closed.
    /// </summary>
    public const string OfWindow = $"""
        with this as (select id, region_id, no, closes from windows where id = $1),
        links as (
          select c.* from correspondents c join ledgers u on u.id = c.upper_ledger_id join this on this.region_id = u.region_id),
        above as (
          select t.commit_no, t.operation, w.no, t.debit_account, t.credit_account, t.amount
          from this join windows w on w.region_id = this.region_id join transfers t on t.window_id = w.id
          where t.action in (1, 3)),
        dated as (select commit_no, operation, min(no) as no from above group by commit_no, operation),
        upper_side as (
          select side.account, sum(side.amount) as balance
          from above join this on above.no <= this.no
          cross join lateral (values (debit_account, -amount), (credit_account, amount)) as side (account, amount)
          group by side.account),
        lower_side as (
          select links.lower_account_id as account,
            sum(case when t.credit_account = links.lower_account_id then t.amount else -t.amount end) as balance,
            sum(case when t.credit_account = links.lower_account_id then t.counter_amount else -t.counter_amount end) as counter
          from links
          join transfers t on t.action in (1, 3)
            and (t.debit_account = links.lower_account_id or t.credit_account = links.lower_account_id)
          left join dated d on d.commit_no = t.commit_no and d.operation = t.operation
          cross join this
          where case when d.no is not null then d.no <= this.no
            else (t.purpose = '{ExchangeDifference.Purpose}' and t.corrects is null) or t.at < this.closes end
          group by links.lower_account_id)
        select links.lower_ledger_id, links.lower_account_id, coalesce(lower_side.balance, 0)::bigint,
          coalesce(lower_side.counter, 0)::bigint, links.upper_account_id, coalesce(upper_side.balance, 0)::bigint
        from links
        left join lower_side on lower_side.account = links.lower_account_id
        left join upper_side on upper_side.account = links.upper_account_id
        order by links.lower_ledger_id
        """;

    /// <summary>Reads a row.</summary>
    public static MirrorBalance Read(NpgsqlDataReader row) => new(
        new LedgerId(row.GetInt32(0)), new AccountId(row.GetInt64(1)), row.GetInt64(2), row.GetInt64(3),
        new AccountId(row.GetInt64(4)), row.GetInt64(5));
}
