using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// A period's end charges the demurrage of every maturity-aware account up to the period's last date (003, 3.1), rounded
/// down; fractions stay with their lots. What was charged once is not charged again.
/// </summary>
public sealed class DemurrageStep : IPeriodStep
{
    /// <summary>Part of derived ids and of stored progress: never changed.</summary>
    public const string StepName = "demurrage";

    private const string Reference = "Demurrage of matured credit";

    /// <inheritdoc />
    public string Name => StepName;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public PeriodChunkPlan Plan(PeriodChunk chunk, PeriodContext context)
    {
        var state = chunk.State as MaturedLots
            ?? throw new InvariantViolation("The lots of a period's end were not read.");
        var scheme = StepContext.Of(context, context.Period.LastDate);
        var postings = ImmutableArray.CreateBuilder<PeriodPosting>();
        foreach (var party in state.Parties)
        {
            if (party.IsMaturityAware && MonthEnd.Charge(party, state.Later, scheme) is { } plan)
            {
                postings.Add(new PeriodPosting(party.Account.Id, plan.Legs, plan.Facts, Reference));
            }
        }

        return new PeriodChunkPlan(postings.ToImmutable(), [], []);
    }
}

/// <summary>Accounts of a chunk with a lot that has matured by the period's last date.</summary>
/// <param name="Parties">In the order of their ids.</param>
/// <param name="Later">By lot, what it has accrued after the period's last date (<see cref="LaterUses"/>).</param>
public sealed record MaturedLots(
    ImmutableArray<KomokoParty> Parties, ImmutableDictionary<long, Int128> Later) : PeriodState;

/// <summary>A step's plans are those of the scheme: what they look at.</summary>
internal static class StepContext
{
    public static SchemeContext Of(PeriodContext context, DateOnly date) => new()
    {
        Ledger = context.Ledger,
        Currency = context.Currency,
        BusinessDate = date,
        Parameters = context.ParametersOn(date),
        Accounts = ImmutableDictionary<AccountId, SchemeAccount>.Empty,
        SystemAccounts = context.SystemAccounts,
    };
}
