using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Queries;
using Regional.Storage.Schema;
using Regional.Storage.Schemes.Komoko;

namespace Regional.Storage.Periods;

/// <summary>What the end of a komoko's period rests on, chunk by chunk.</summary>
internal static class KomokoPeriodStates
{
    private const string Matured = $"""
        {KomokoPartyRow.Select} and exists (
          select from komoko_lots m where m.account_id = a.id and m.open > 0 and m.matures_on <= $2)
        order by a.id
        """;

    private const string Uses = """
        select u.lot_id, t.business_date, u.paid, u.charged
        from unnest($1::bigint[]) as n (lot_id)
        join komoko_lot_uses u on u.lot_id = n.lot_id
        join operations o on o.id = u.operation
        cross join lateral (
          select x.business_date, x.commit_no, x.ordinal from transfers x
          where x.commit_no = o.commit_no and x.operation = u.operation order by x.ordinal limit 1) t
        order by t.commit_no, t.ordinal
        """;

    private const string Financial = """
        select member_id, min(id) from accounts
        where ledger_id = $1 and kind = 3 and status <> 4 and member_id = any ($2) group by member_id
        """;

    /// <summary>For <see cref="DemurrageStep"/>: accounts whose lots have matured by the last date.</summary>
    public static async Task<PeriodState> MaturedAsync(
        RegionalDatabase database, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken)
    {
        var last = context.Period.LastDate;
        var parties = await database.FindRowsAsync(Matured, KomokoPartyRow.Read, cancellationToken, Ids(accounts), last);
        Lot[] used = [.. parties.SelectMany(static party => party.Lots).Where(lot => lot.AccruedTo > last)];
        var uses = used.Length == 0
            ? []
            : await database.FindRowsAsync(
                Uses,
                static row => new PastUse(row.GetInt64(0), row.Date(1), row.GetInt64(2), row.GetInt64(3)),
                cancellationToken, Array.ConvertAll(used, static lot => lot.Id));
        return new MaturedLots(
            parties, LaterUses.Parts(used, uses, last, KomokoTerms.Of(context.Parameters).Schedule));
    }

    /// <summary>For a <see cref="ClearingStep"/>: businesses whose turnover period ended in the period.</summary>
    public static Task<PeriodState> FirstTurnoversAsync(
        RegionalDatabase database, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken) =>
        TurnoversAsync(database, ClearingStep.FirstName, context, accounts, cancellationToken);

    /// <summary>Those whose turnover period ended in it a second time.</summary>
    public static Task<PeriodState> SecondTurnoversAsync(
        RegionalDatabase database, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken) =>
        TurnoversAsync(database, ClearingStep.SecondName, context, accounts, cancellationToken);

    private static async Task<PeriodState> TurnoversAsync(
        RegionalDatabase database, string step, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken)
    {
        // Every profile that a date of the period may have: which one is in force changes within it.
        var profiles = await KomokoProfiles.FindBusinessesAsync(
            database, context.Ledger, context.Period.LastDate,
            accounts.Select(static account => account.Member).OfType<MemberId>(), cancellationToken);
        var real = accounts.Where(account => account is { Kind: AccountKind.Real, Role: AccountRole.Member, Member: not null }
            && profiles.ContainsKey(account.Member.Value));
        var ended = ImmutableArray.CreateBuilder<EndedTurnover>();
        foreach (var group in real.GroupBy(
            account => ClearingStep.DateOf(step, profiles[account.Member!.Value], context.Period)))
        {
            if (group.Key is { } date)
            {
                ended.AddRange(await EndedAsync(database, [.. group], context.Ledger, date, cancellationToken));
            }
        }

        return new Turnovers([.. ended.OrderBy(static turnover => turnover.Real.Account.Id)]);
    }

    // Balance of the date and versions in one statement; the posting rests on them.
    private static async Task<IEnumerable<EndedTurnover>> EndedAsync(
        RegionalDatabase database, ImmutableArray<PeriodAccount> businesses, LedgerId ledger, DateOnly date,
        CancellationToken cancellationToken)
    {
        var own = (await database.FindRowsAsync(
                Financial, static row => KeyValuePair.Create(new MemberId(row.GetInt64(0)), row.GetInt64(1)),
                cancellationToken, ledger, businesses.Select(static business => business.Member!.Value.Value).ToArray()))
            .ToImmutableDictionary();
        var rows = (await database.FindRowsAsync(
                KomokoPartyRow.SelectWithLaterMoves,
                static row => (Party: KomokoPartyRow.Read(row), Later: row.GetInt64(KomokoPartyRow.ColumnCount)),
                cancellationToken,
                businesses.Select(static business => business.Id.Value).Concat(own.Values).ToArray(), date))
            .ToDictionary(static row => row.Party.Account.Id.Value);

        // After the versions: who is cleared in between has moved on from them.
        var cleared = await KomokoClearings.FindAsync(
            database, businesses.Select(static business => business.Id), date, cancellationToken);
        return businesses.Select(business =>
        {
            var real = rows[business.Id.Value];
            var financial = own.TryGetValue(business.Member!.Value, out var account) ? rows[account].Party : null;
            return new EndedTurnover(
                date, real.Party, financial?.Circle == Circle.Financial ? financial : null,
                real.Party.Account.Balance - real.Later, cleared.Contains(business.Id));
        });
    }

    private static long[] Ids(IEnumerable<PeriodAccount> accounts) =>
        [.. accounts.Select(static account => account.Id.Value)];
}
