using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>Asks a ledger's scheme what a command becomes; the only way legs of members come into being.</summary>
internal sealed class SchemePlanner(AccountBoard board, TermsCache terms)
{
    /// <summary>Plans a payment order leg by leg. Refusals are the scheme's, or an unknown ledger.</summary>
    public async ValueTask<Ruling<SchemePosting>> PlanAsync(PaymentOrder order)
    {
        if (await terms.FindAsync(order.Ledger, CancellationToken.None) is not { } ledger)
        {
            return Refusal.For(RefusalReason.NotFound, new("what", "ledger"), new("value", $"{order.Ledger}"));
        }

        var accounts = order.Legs.SelectMany(static leg => new[] { leg.Debit, leg.Credit }).Distinct().ToList();
        await board.EnsureAsync(accounts, CancellationToken.None);
        var context = Context(ledger, order.Details.BusinessDate, accounts);
        var legs = ImmutableArray.CreateBuilder<Leg>(order.Legs.Length);
        var facts = ImmutableArray.CreateBuilder<Fact>();
        foreach (var asked in order.Legs)
        {
            SchemeCommand command = asked.IsPending
                ? new SchemeCommand.PendInside(asked.Debit, asked.Credit, asked.Amount, asked.Purpose, asked.Expiry)
                : new SchemeCommand.PayInside(asked.Debit, asked.Credit, asked.Amount, asked.Purpose);
            if (!Plan(ledger, command, context).TryGet(out var plan, out var refusal))
            {
                return refusal;
            }

            legs.AddRange(plan.Legs.Select(leg => asked.ForcedReason is null
                ? leg
                : leg with { ForcedReason = asked.ForcedReason }));
            facts.AddRange(plan.Facts);
        }

        return new SchemePosting(legs.ToImmutable(), facts.ToImmutable(), [new TermsVersion(ledger.Id, ledger.Version)]);
    }

    /// <summary>Asks the scheme of one side of a trade.</summary>
    public Ruling<SchemePlan> Plan(LedgerTerms ledger, SchemeCommand command, DateOnly date, IEnumerable<AccountId> accounts) =>
        Plan(ledger, command, Context(ledger, date, accounts));

    private static Ruling<SchemePlan> Plan(LedgerTerms ledger, SchemeCommand command, SchemeContext context) =>
        SchemeCatalogue.Find(ledger.Scheme).TryGet(out var choice, out var refusal)
            ? choice.Plan(command, context)
            : refusal;

    private SchemeContext Context(LedgerTerms ledger, DateOnly date, IEnumerable<AccountId> accounts) => new()
    {
        Ledger = ledger.Id,
        Currency = ledger.Currency,
        BusinessDate = date,
        Parameters = SchemeParameters.InForce(ledger.Terms, date),
        Accounts = accounts.Select(board.Find).OfType<AccountState>().DistinctBy(static account => account.Id)
            .ToFrozenDictionary(static account => account.Id, static account => new SchemeAccount(account)),
        SystemAccounts = ledger.SystemAccounts,
    };
}

/// <summary>What joins a posting: transfers, facts, and the versions of the terms they rest on.</summary>
internal sealed record SchemePosting(
    ImmutableArray<Leg> Legs, ImmutableArray<Fact> Facts, ImmutableArray<TermsVersion> DecidedUnder);
