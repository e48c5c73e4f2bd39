using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes;

/// <summary>
/// Mutual credit as 000 describes it: credits and debits around zero (item 2), no interest, a negative balance is no bar
/// to trade within the account's limits (item 3), no fees.
/// </summary>
/// <remarks>
/// Parameters: <c>purposes</c>, the purpose codes allowed, separated by commas (default: all); <c>financialAllowed</c>,
/// whether financial purposes are (default: true). Neither binds the ledger's own bookkeeping: opening, correction,
/// settlement, exchange difference, which need a system account on one side. Refusals in order:
/// <c>accountNotPayable</c> (a region or community account outside a trade: its counter amounts would no longer mirror
/// the other ledger), <c>purposeNotAllowed</c>.
/// </remarks>
public sealed class MutualCreditScheme : IScheme
{
    /// <summary>Name in a ledger's terms.</summary>
    public const string SchemeName = "mutual-credit";

    private const string PurposesParameter = "purposes";
    private const string FinancialAllowedParameter = "financialAllowed";

    private static readonly FrozenSet<string> Bookkeeping =
        new[] { "opening", "correction", "settlement", "exchange-difference" }.ToFrozenSet();

    /// <inheritdoc />
    public string Name => SchemeName;

    /// <inheritdoc />
    public ImmutableArray<SchemeParameter> Parameters { get; } =
    [
        new(
            PurposesParameter,
            "",
            "The purpose codes allowed, separated by commas; not given: all.",
            "ours: a community may narrow what it trades in",
            static (text, _) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .All(static purpose => Purposes.KindOf(purpose) is not null)),
        new(
            FinancialAllowedParameter,
            "true",
            "Whether financial purposes (loans and the like) are allowed: true or false.",
            "ours: 000 speaks of goods and services only",
            static (text, currency) => bool.TryParse(text, out bool _)),
    ];

    /// <inheritdoc />
    public Ruling<SchemePlan> Plan(SchemeCommand command, SchemeContext context) => command switch
    {
        SchemeCommand.PayInside pay => Inside(
            pay.Payer, pay.Payee, pay.Amount, pay.Purpose, TransferAction.Post, expiry: null, context),
        SchemeCommand.PendInside pend => Inside(
            pend.Payer, pend.Payee, pend.Amount, pend.Purpose, TransferAction.Pend, pend.Expiry, context),
        SchemeCommand.EndPending end => Planned([End(end)]),
        SchemeCommand.PayOut pay => Trade(pay.Legs, context),
        SchemeCommand.ReceiveIn receive => Trade(receive.Legs, context),
        SchemeCommand.Own own => SchemeCatalogue.NotOf(this, own),
        _ => throw new InvariantViolation($"The scheme {Name} has no plan for {command.GetType().Name}."),
    };

    private static Ruling<SchemePlan> Inside(
        AccountId payer, AccountId payee, Amount amount, string purpose, TransferAction action, TimeSpan? expiry,
        SchemeContext context)
    {
        if ((CheckRole(payer, context) ?? CheckRole(payee, context)) is { } roleRefusal)
        {
            return roleRefusal;
        }

        var isBookkeeping = IsSystem(payer, context) || IsSystem(payee, context);
        if (FindKind(purpose, isBookkeeping, context.Parameters) is not { } kind)
        {
            return PurposeRefusal(purpose);
        }

        return Planned([new Leg
        {
            Ledger = context.Ledger,
            Debit = payer,
            Credit = payee,
            Amount = amount,
            Action = action,
            Kind = kind,
            Purpose = purpose,
            Expiry = expiry,
        }]);
    }

    // The other ledgers of a trade see its kind, so it must be the one the purpose has.
    private static Ruling<SchemePlan> Trade(ImmutableArray<Leg> legs, SchemeContext context) =>
        FindKind(legs[0].Purpose, isBookkeeping: false, context.Parameters) == legs[0].Kind
            ? Planned(legs)
            : PurposeRefusal(legs[0].Purpose);

    private static Leg End(SchemeCommand.EndPending end) => new()
    {
        Ledger = end.Pending.Ledger,
        Debit = end.Pending.Debit,
        Credit = end.Pending.Credit,
        Amount = end.Amount,
        Action = end.Action,
        Kind = end.Kind,
        Purpose = end.Purpose,
        Resolves = end.Pending.Id,
    };

    private static TransferKind? FindKind(string purpose, bool isBookkeeping, SchemeParameters parameters)
    {
        if (Purposes.KindOf(purpose) is not { } kind)
        {
            return null;
        }

        if (Bookkeeping.Contains(purpose))
        {
            return isBookkeeping ? kind : null;
        }

        var isListed = parameters.List(PurposesParameter) is not { } allowed || allowed.Contains(purpose);
        var isKindAllowed = kind == TransferKind.Real || parameters.Flag(FinancialAllowedParameter, otherwise: true);
        return isListed && isKindAllowed ? kind : null;
    }

    // An account that does not exist is the journal's to refuse.
    private static Refusal? CheckRole(AccountId id, SchemeContext context) =>
        context.Accounts.TryGetValue(id, out var account)
        && account.State.Role is AccountRole.Region or AccountRole.Community
            ? Refusal.For(
                RefusalReason.AccountNotPayable,
                RefusalFact.Account(id),
                new("role", account.State.Role.ToString().ToLowerInvariant()))
            : null;

    private static bool IsSystem(AccountId id, SchemeContext context) =>
        context.Accounts.TryGetValue(id, out var account) && account.State.Role != AccountRole.Member;

    private static SchemePlan Planned(ImmutableArray<Leg> legs) => new(legs, Facts: []);

    private static Refusal PurposeRefusal(string purpose) =>
        Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", purpose));
}
