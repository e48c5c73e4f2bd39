using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>
/// Makes the next request. Everything that a caller can send is possible: the generator knows what there is, and never
/// whether it is allowed.
/// </summary>
internal sealed class Generator
{
    private readonly Knowledge _knowledge;
    private readonly PaymentWorkload _payments;
    private readonly ChangeWorkload _changes;
    private readonly ClearingWorkload _clearing;
    private readonly ReadWorkload _reads;
    private readonly (int Weight, Func<SimulationRandom, Asked?> Make)[] _kinds;
    private readonly int _weightSum;

    public Generator(Knowledge knowledge)
    {
        _knowledge = knowledge;
        _payments = new PaymentWorkload(knowledge);
        _changes = new ChangeWorkload(knowledge);
        _clearing = new ClearingWorkload(knowledge);
        _reads = new ReadWorkload(knowledge);
        _kinds =
        [
            (300, _payments.Payment),
            (90, _payments.Resolution),
            (190, _payments.Trade),
            (25, _payments.Correction),
            (12, _payments.Cancel),
            (35, _payments.Approval),
            (35, _changes.Request),
            (12, _changes.RequestEnd),
            (45, _changes.Limits),
            (18, _changes.Status),
            (6, _changes.End),
            (8, _changes.Account),
            (12, _changes.Suspension),
            (20, _changes.Rate),
            (8, _changes.Terms),
            (2, _changes.Calendar),
            (6, _clearing.Cut),
            (8, _clearing.Run),
            (30, _clearing.Confirm),
            (3, _clearing.Final),
            (50, _reads.Figures),
            (30, _reads.Memory),
            (30, _reads.Statement),
            (10, _reads.Quote),
            (15, _reads.Diary),
            (80, Repeat),
            (25, Alter),
        ];
        _weightSum = _kinds.Sum(static kind => kind.Weight);
    }

    /// <summary>The next request; null: there is nothing yet of what chance chose.</summary>
    public Asked? Next(SimulationRandom random)
    {
        var place = random.Next(_weightSum);
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

    // Mostly one of the last, which may still be under way.
    private Asked? Repeat(SimulationRandom random)
    {
        var sent = _knowledge.Sent;
        if (sent.Count == 0)
        {
            return null;
        }

        var back = random.Chance(700) ? Math.Min(sent.Count, 20) : sent.Count;
        return sent[^(1 + random.Next(back))];
    }

    // Other content under an id that is taken.
    private Asked? Alter(SimulationRandom random) => Repeat(random) switch
    {
        AskedPayment payment => payment with
        {
            Legs = payment.Legs.SetItem(0, payment.Legs[0] with { Amount = payment.Legs[0].Amount - 1 - random.Next(3) & long.MaxValue }),
        },
        AskedTrade trade => random.Chance(500)
            ? trade with { Amount = (trade.Amount - 1) & long.MaxValue }
            : trade with { Purpose = trade.Purpose == "goods" ? "services" : "goods" },
        AskedResolution resolution => resolution with
        {
            Action = resolution.Action == LegAction.VoidPending ? LegAction.PostPending : LegAction.VoidPending,
        },
        AskedLimits limits => limits with { Floor = (limits.Floor ?? 0) - 1, Ceiling = null },
        AskedStatus status => status with { Status = 1 + (status.Status % 3) },
        { Id: var id } other => random.Chance(500)
            ? _payments.Payment(random) is { } payment ? payment with { Id = id } : null
            : _changes.Limits(random) is { } limits && other is not AskedLimits ? limits with { Id = id } : null,
        null => null,
    };
}
