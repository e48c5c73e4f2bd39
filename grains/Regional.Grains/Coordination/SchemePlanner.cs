using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>Asks a ledger's scheme what a command becomes; the only way legs of members come into being.</summary>
internal sealed class SchemePlanner(AccountBoard board, TermsCache terms, ISchemeReader states)
{
    /// <summary>Whether the ledger's scheme keeps state, so that its payers plan one payment after the other.</summary>
    public async ValueTask<bool> HasStateAsync(LedgerId ledger) =>
        await terms.FindAsync(ledger, CancellationToken.None) is { } found && HasState(found);

    /// <summary>Plans a payment order leg by leg. Refusals are the scheme's, or an unknown ledger.</summary>
    public async ValueTask<SchemePosting> PlanAsync(PaymentOrder order)
    {
        if (await terms.FindAsync(order.Ledger, CancellationToken.None) is not { } ledger)
        {
            return NoLedger(order.Ledger);
        }

        if (order.Legs.Length > 1 && HasState(ledger))
        {
            return SchemePosting.Refused(Refusal.For(
                RefusalReason.OneTransferOnly, new("scheme", ledger.Scheme), new("transfers", $"{order.Legs.Length}")));
        }

        var planned = SchemePosting.Under(ledger);
        foreach (var asked in order.Legs)
        {
            SchemeCommand command = asked.IsPending
                ? new SchemeCommand.PendInside(asked.Debit, asked.Credit, asked.Amount, asked.Purpose, asked.Expiry)
                {
                    IsForced = asked.ForcedReason is not null,
                }
                : new SchemeCommand.PayInside(asked.Debit, asked.Credit, asked.Amount, asked.Purpose)
                {
                    IsForced = asked.ForcedReason is not null,
                };
            var leg = await PlanAsync(ledger, command, order.Details.BusinessDate, [asked.Debit, asked.Credit]);
            planned = planned.With(asked.ForcedReason is { } reason ? leg.Forced(reason) : leg);
            if (planned.Refusal is not null)
            {
                break;
            }
        }

        return planned;
    }

    /// <summary>Plans a command of the scheme's own.</summary>
    public async ValueTask<SchemePosting> PlanAsync(SchemeOrder order) =>
        await terms.FindAsync(order.Ledger, CancellationToken.None) is { } ledger
            ? SchemePosting.Under(ledger).With(
                await PlanAsync(ledger, order.ToCommand(), order.Details.BusinessDate, order.Accounts))
            : NoLedger(order.Ledger);

    /// <summary>Whether a ledger's scheme is asked when a pending transfer ends.</summary>
    public async ValueTask<bool> PlansEndsAsync(LedgerId id, DateOnly date) =>
        await terms.FindAsync(id, CancellationToken.None) is { } ledger
        && SchemeCatalogue.Find(ledger.Scheme).TryGet(out var scheme, out _)
        && scheme.PlansEnds(SchemeParameters.InForce(ledger.Terms, date));

    /// <summary>Plans the end of a pending transfer, where the scheme keeps state that it touches.</summary>
    public async ValueTask<SchemePosting> PlanAsync(SchemeCommand.EndPending end, DateOnly date) =>
        await terms.FindAsync(end.Pending.Ledger, CancellationToken.None) is { } ledger
            ? SchemePosting.Under(ledger).With(
                await PlanAsync(ledger, end, date, [end.Pending.Debit, end.Pending.Credit]))
            : NoLedger(end.Pending.Ledger);

    /// <summary>What a ledger's scheme adds to a correction of its legs; null: nothing.</summary>
    public async ValueTask<SchemePosting?> PlanCorrectionAsync(
        LedgerId id, OperationId corrected, ImmutableArray<Leg> legs, DateOnly date)
    {
        ImmutableArray<Leg> own = [.. legs.Where(leg => leg.Ledger == id)];
        return await terms.FindAsync(id, CancellationToken.None) is { } ledger
            && SchemeCatalogue.Find(ledger.Scheme).TryGet(out var scheme, out _)
            && scheme.CorrectionOf(corrected, own, SchemeParameters.InForce(ledger.Terms, date)) is { } command
            ? SchemePosting.Under(ledger).With(await PlanAsync(
                ledger, command, date, [.. own.SelectMany(static leg => new[] { leg.Debit, leg.Credit }).Distinct()]))
            : null;
    }

    /// <summary>Asks the scheme of one ledger, for instance of one side of a trade.</summary>
    /// <param name="ledger">The ledger with its terms.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="date">Date in the books.</param>
    /// <param name="accounts">The accounts the command names, payer first.</param>
    public async ValueTask<SchemeAnswer> PlanAsync(
        LedgerTerms ledger, SchemeCommand command, DateOnly date, ImmutableArray<AccountId> accounts)
    {
        if (!SchemeCatalogue.Find(ledger.Scheme).TryGet(out var scheme, out var unknown))
        {
            return new SchemeAnswer(unknown, RestsOn: []);
        }

        await board.EnsureAsync(accounts, CancellationToken.None);
        var state = scheme.HasState
            ? await states.ReadAsync(new SchemeRequest(ledger, command, accounts, date), CancellationToken.None)
            : null;
        return new SchemeAnswer(scheme.Plan(command, Context(ledger, date, accounts, state)), state?.RestsOn ?? []);
    }

    private static bool HasState(LedgerTerms ledger) =>
        SchemeCatalogue.Find(ledger.Scheme).TryGet(out var scheme, out _) && scheme.HasState;

    private static SchemePosting NoLedger(LedgerId ledger) => SchemePosting.Refused(
        Refusal.For(RefusalReason.NotFound, new("what", "ledger"), new("value", $"{ledger}")));

    private Dictionary<AccountId, SchemeAccount> AccountsOf(ImmutableArray<AccountId> accounts)
    {
        var known = new Dictionary<AccountId, SchemeAccount>(accounts.Length);
        foreach (var id in accounts)
        {
            if (board.Find(id) is { } account)
            {
                known.TryAdd(id, new SchemeAccount(account));
            }
        }

        return known;
    }

    private SchemeContext Context(
        LedgerTerms ledger, DateOnly date, ImmutableArray<AccountId> accounts, SchemeState? state) => new()
        {
            Ledger = ledger.Id,
            Currency = ledger.Currency,
            BusinessDate = date,
            Parameters = SchemeParameters.InForce(ledger.Terms, date),
            Accounts = AccountsOf(accounts),
            State = state,
            IsCreditOff = ledger.IsCreditOff,
            SystemAccounts = ledger.SystemAccounts,
        };
}

/// <summary>What a scheme said to one command, and the account versions it said it on.</summary>
internal sealed record SchemeAnswer(Ruling<SchemePlan> Ruling, ImmutableArray<AccountVersion> RestsOn)
{
    /// <summary>The same with every transfer forced for that reason.</summary>
    public SchemeAnswer Forced(string reason) => Ruling.TryGet(out var plan, out _)
        ? this with
        {
            Ruling = plan with { Legs = [.. plan.Legs.Select(leg => leg with { ForcedReason = reason })] },
        }
        : this;
}
