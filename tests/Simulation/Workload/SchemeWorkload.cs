using Regional.LocalRuntime.Simulation;
using Regional.Simulation.History;
using Regional.Simulation.Running;

namespace Regional.Simulation.Workload;

/// <summary>
/// Requests of the schemes' own, beside those of the generator and from a chance of their own: what it draws for the same
/// seed stays as it was before.
/// </summary>
internal sealed class SchemeWorkload
{
    private readonly Knowledge _knowledge;
    private readonly (int Weight, Func<SimulationRandom, Asked?> Make)[] _kinds;

    public SchemeWorkload(Knowledge knowledge, SeedSchemes schemes)
    {
        _knowledge = knowledge;
        var periods = new PeriodWorkload(knowledge);
        _kinds =
        [
            (12, Credit),
            (10, periods.Calendar),
            (30, periods.End),
            (20, periods.Mark),
            (30, periods.LateLine),
            (4, periods.LateLines),
            .. schemes.HasFlag(SeedSchemes.Pools) ? Pools(knowledge, periods) : [],
            .. schemes.HasFlag(SeedSchemes.Komoko) ? Komokos(knowledge) : [],
            .. schemes.HasFlag(SeedSchemes.Notes) ? Notes(new CouponWorkload(knowledge)) : [],
        ];
    }

    private static (int Weight, Func<SimulationRandom, Asked?> Make)[] Pools(Knowledge knowledge, PeriodWorkload periods)
    {
        var pools = new PoolWorkload(knowledge);
        return
        [
            (8, periods.PoolCalendar),
            (30, pools.Deposit),
            (35, pools.Withdrawal),
            (30, pools.Payment),
            (30, pools.Trade),
            (14, pools.Proposal),
            (45, pools.Vote),
            (30, pools.Signature),
            (3, pools.End),
            (5, pools.CashReturn),
            (3, pools.Points),
            (5, pools.Status),
        ];
    }

    private static (int Weight, Func<SimulationRandom, Asked?> Make)[] Komokos(Knowledge knowledge)
    {
        var (komokos, changes) = (new KomokoWorkload(knowledge), new KomokoChanges(knowledge));
        return
        [
            (140, komokos.Payment),
            (40, komokos.Resolution),
            (50, komokos.Trade),
            (20, komokos.Correction),
            (10, komokos.Cover),
            (12, komokos.Demurrage),
            (10, komokos.TurnoverEnd),
            (8, changes.Calendar),
            (25, changes.End),
            (5, changes.Holder),
            (8, changes.Terms),
            (10, changes.Limits),
            (5, changes.Status),
        ];
    }

    private static (int Weight, Func<SimulationRandom, Asked?> Make)[] Notes(CouponWorkload coupons) =>
    [
        (120, coupons.Withdrawal),
        (120, coupons.Deposit),
        (35, coupons.Exchange),
        (30, coupons.Correction),
        (20, coupons.Opening),
        (7, coupons.Closing),
        (16, coupons.Difference),
        (6, coupons.Cover),
        (3, coupons.Series),
        (6, coupons.Print),
        (12, coupons.Terms),
        (50, coupons.Payment),
        (40, coupons.Trade),
        (3, coupons.Account),
        (6, coupons.Limits),
        (5, coupons.Status),
        (2, coupons.End),
        (8, coupons.Calendar),
    ];

    /// <summary>The next request, per mille of the generator's; null: not now, or there is nothing of what chance chose.</summary>
    public Asked? Next(SimulationRandom random)
    {
        var place = random.Next(1_000);
        foreach (var (weight, make) in _kinds)
        {
            if (place < weight)
            {
                return make(random);
            }

            place -= weight;
        }

        return null;
    }

    // Off for some time, so that balances below zero rise; also of ledgers that are not there or cannot be switched.
    private Asked? Credit(SimulationRandom random) => new AskedCredit(
        random.Next(100) switch
        {
            < 3 => 55_554,
            < 6 => Pick.From(random, _knowledge.World.Regions).Ledger,
            _ => Pick.From(random, _knowledge.World.Communities).Ledger,
        },
        random.Chance(600))
    {
        Id = RandomIds.Next(random),
    };
}
