using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Trades;

/// <summary>What a trade will cost and leave, before anything is placed.</summary>
/// <param name="PayerAmount">What the payer pays, in the payer's unit, rounded up.</param>
/// <param name="PayeeAmount">What the payee receives, whole.</param>
/// <param name="Steps">One per ledger, payer's first.</param>
public sealed record TradeQuote(Amount PayerAmount, Amount PayeeAmount, ImmutableArray<TradeStep> Steps);

/// <summary>What happens in one ledger of a trade's path.</summary>
/// <param name="Hop">The ledger and its accounts.</param>
/// <param name="Forwarded">What goes on towards the payee, more than zero.</param>
/// <param name="Rounding">What goes to the rounding account; zero on the payer's ledger and on the way down.</param>
public sealed record TradeStep(TradeHop Hop, Amount Forwarded, Amount Rounding)
{
    /// <summary>Forwarded and rounding together: what the debit account is debited.</summary>
    public Amount Debited => Forwarded + Rounding;
}

/// <summary>The transfers of a trade in order, payer's first, and the quote they follow.</summary>
/// <param name="Quote">Amounts by ledger.</param>
/// <param name="Legs">One per ledger, each followed by its rounding leg where there is a remainder.</param>
public sealed record TradePlan(TradeQuote Quote, ImmutableArray<Leg> Legs)
{
    /// <summary>The legs in one ledger: what its own database holds of a two-phase trade.</summary>
    public ImmutableArray<Leg> LegsIn(LedgerId ledger) => [.. Legs.Where(leg => leg.Ledger == ledger)];
}
