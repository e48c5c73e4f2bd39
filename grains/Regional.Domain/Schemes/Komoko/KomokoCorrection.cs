using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>A posting is corrected: what it consumed comes back as it was, what it brought is taken again.</summary>
/// <param name="Corrected">The operation.</param>
/// <param name="Legs">The correction's transfers: those of the operation with debit and credit exchanged.</param>
public sealed record CorrectLots(OperationId Corrected, ImmutableArray<Leg> Legs) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "correction";
}

/// <summary>What a correction is decided on.</summary>
/// <param name="Parties">Every account of its transfers, with lots.</param>
/// <param name="Taken">What the corrected posting took from lots.</param>
public sealed record KomokoCorrectionState(ImmutableArray<KomokoParty> Parties, ImmutableArray<LotTaken> Taken) : SchemeState;

/// <summary>What a posting took from one lot, paid and charged together.</summary>
public sealed record LotTaken(AccountId Account, DateOnly MaturesOn, long Minor);

/// <summary>
/// The lots of a correction. Who gets credit back gets the maturities that were consumed, and the full grace for what was
/// overdrawn; who loses credit loses it shortest maturity first. No demurrage is posted with it: what closed lots owe is
/// carried to the month's end.
/// </summary>
internal static class KomokoCorrection
{
    /// <summary>Refusal: <c>projectEnded</c>, as a project's end is not undone, nor what led to it.</summary>
    public static Ruling<SchemePlan> Plan(CorrectLots correct, SchemeContext context)
    {
        if (context.State is not KomokoCorrectionState state)
        {
            return new SchemePlan(correct.Legs, Facts: []);
        }

        return Passage.FindEnded(state.Parties.AsSpan()) is { } ended
            ? ended
            : new SchemePlan(correct.Legs, Facts(correct, state, context));
    }

    private static ImmutableArray<Fact> Facts(CorrectLots correct, KomokoCorrectionState state, SchemeContext context)
    {
        var terms = KomokoTerms.Of(context.Parameters);
        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var party in state.Parties.Where(static party => party.IsMaturityAware))
        {
            var id = party.Account.Id;
            var net = correct.Legs.Where(leg => leg.Credit == id).Sum(static leg => leg.Amount.Minor)
                - correct.Legs.Where(leg => leg.Debit == id).Sum(static leg => leg.Amount.Minor);
            facts.AddRange(net < 0
                ? Take(party, -net, context.BusinessDate, terms)
                : Restore(party, net, state.Taken, context.BusinessDate, terms));
        }

        return facts.ToImmutable();
    }

    private static IEnumerable<Fact> Take(KomokoParty party, long amount, DateOnly date, KomokoTerms terms)
    {
        var taken = LotConsumption.Take(
            party.Lots, party.Standing.CarryParts, amount, date, terms.Schedule, chargesOnClose: false);
        foreach (var use in taken.Uses)
        {
            yield return new LotUsed(party.Account.Id, use);
        }

        if (taken.CarryParts != party.Standing.CarryParts)
        {
            yield return new StandingChanged(
                party.Account.Id, party.Standing, party.Standing with { CarryParts = taken.CarryParts });
        }
    }

    private static IEnumerable<Fact> Restore(
        KomokoParty party, long amount, ImmutableArray<LotTaken> taken, DateOnly date, KomokoTerms terms)
    {
        var overdraft = long.Max(0, -party.Account.Balance);
        var left = amount;
        var full = new LotTaken(party.Account.Id, date.AddDays(terms.GraceDays), amount);
        foreach (var lot in taken.Where(lot => lot.Account == party.Account.Id).OrderBy(static lot => lot.MaturesOn).Append(full))
        {
            var part = long.Min(left, lot.Minor);
            if (part > 0)
            {
                var fills = long.Min(part, overdraft);
                (left, overdraft) = (left - part, overdraft - fills);
                yield return new LotArrived(party.Account.Id, part, fills, lot.MaturesOn, date);
            }
        }
    }
}
