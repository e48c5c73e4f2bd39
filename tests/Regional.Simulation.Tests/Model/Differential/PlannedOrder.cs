using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>What somebody asks of a ledger's scheme, planned as the grains do it, of what both stores read.</summary>
/// <param name="Ledger">Whose scheme.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Accounts">The accounts the command names, payer first.</param>
/// <param name="Date">In the books.</param>
internal sealed record PlannedOrder(
    LedgerId Ledger, SchemeCommand Command, ImmutableArray<AccountId> Accounts, DateOnly Date)
{
    public OperationKind Kind { get; init; } = OperationKind.Posting;

    public OperationId? Corrects { get; init; }

    /// <summary>Makes the posting; sometimes the plan is old when it is committed.</summary>
    public async Task<Posting> PlanAsync(TwoStores both, Known known)
    {
        var terms = (await both.ReadAsync("terms", directory => directory.FindLedgerAsync(Ledger, default)))!;
        SchemeCatalogue.Find(terms.Scheme).TryGet(out var scheme, out _);
        var state = scheme!.HasState
            ? await both.ReadAsync(new SchemeRequest(terms, Command, Accounts, Date))
            : null;
        var states = await both.ReadAsync("accounts", async directory =>
            (await directory.FindAccountsAsync(Accounts, default)).Sort(static (a, b) => a.Id.CompareTo(b.Id)));
        var planned = scheme.Plan(
            Command,
            new SchemeContext
            {
                Ledger = Ledger,
                Currency = terms.Currency,
                BusinessDate = Date,
                Parameters = SchemeParameters.InForce(terms.Terms, Date),
                Accounts = states.ToDictionary(static account => account.Id, static account => new SchemeAccount(account)),
                State = state,
                IsCreditOff = terms.IsCreditOff,
                SystemAccounts = terms.SystemAccounts,
            });
        var isPlan = planned.TryGet(out var plan, out var refusal);
        return new Posting
        {
            Id = known.NewId(),
            Kind = Kind,
            Fingerprint = new Fingerprint.Builder(Kind).Add("order", Plain.Text(Command)).Build(),
            EnteredBy = "test:differential",
            BusinessDate = Date,
            Corrects = isPlan ? Corrects : null,
            Legs = isPlan ? plan!.Legs : [],
            Facts = isPlan ? plan!.Facts : [],
            PlannedRefusal = refusal,
            DecidedUnder = [new TermsVersion(Ledger, terms.Version - (known.Chance(50) ? 1 : 0))],
            DecidedOn = state?.RestsOn ?? [],
        };
    }
}
