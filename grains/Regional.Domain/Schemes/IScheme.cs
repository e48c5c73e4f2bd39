using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes;

/// <summary>
/// What a community is (DESIGN section 6): which transfers are allowed and what they carry. Pure; called through one
/// function. It never judges balances: limits, status and counters are decided by the journal on committed figures.
/// </summary>
public interface IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    string Name { get; }

    /// <summary>The parameters it reads of a ledger's terms; any other name is refused.</summary>
    ImmutableArray<SchemeParameter> Parameters { get; }

    /// <summary>
    /// Whether it keeps more than balances: then <see cref="SchemeContext.State"/> is read before each plan, the payer's
    /// payments are planned one after the other, and the journal judges each on locked rows.
    /// </summary>
    bool HasState => false;

    /// <summary>Whether financial transactions run in a circle of their own (003): then a trade may be financial.</summary>
    bool HasFinancialCircle => false;

    /// <summary>Accounts that a ledger of this scheme has from the start, beside those that every ledger has.</summary>
    ImmutableArray<OwnAccount> OwnAccounts => [];

    /// <summary>Floor of a member's new account where nobody names one, minor units, signed; null: none.</summary>
    long? FloorOfNewAccount(SchemeParameters parameters, Currency currency) => null;

    /// <summary>
    /// What valid parameters say against each other, or null. Unknown names and invalid values are refused before.
    /// </summary>
    Refusal? FindContradiction(SchemeParameters parameters, Currency currency) => null;

    /// <summary>What the end of a period does in its ledgers, in this order, beyond the totals of every account.</summary>
    ImmutableArray<IPeriodStep> PeriodSteps => [];

    /// <summary>
    /// What it is asked when a posting is corrected, whose facts join the reversed transfers; null: a correction means
    /// nothing to it beyond them.
    /// </summary>
    /// <param name="corrected">The operation that is corrected.</param>
    /// <param name="legs">The correction's transfers in this ledger.</param>
    /// <param name="parameters">In force on its business date.</param>
    SchemeCommand.Own? CorrectionOf(
        OperationId corrected, ImmutableArray<Leg> legs, SchemeParameters parameters) => null;

    /// <summary>Whether it is asked when a pending transfer ends, under parameters in force then.</summary>
    bool PlansEnds(SchemeParameters parameters) => HasState;

    /// <summary>The transfers and facts of a command, or the first rule of the scheme that it breaks.</summary>
    Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context);
}

/// <summary>What a scheme makes of a command in its ledger: it joins the posting as it is.</summary>
/// <param name="Legs">Transfers in order, at least one; fees and the like follow the transfer they belong to.</param>
/// <param name="Facts">Rows of the scheme's own tables, written in the same transaction.</param>
public sealed record SchemePlan(ImmutableArray<Leg> Legs, ImmutableArray<Fact> Facts);
