using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// A project has failed (003, 5.3): its underwriter has refunded and its pledge was sold, by payments to the project's
/// account; what is missing to zero becomes a loss of the community, and nothing passes to or from the project any more.
/// </summary>
/// <param name="Account">The project's account.</param>
/// <param name="RefundedMinor">What the underwriter refunded in all, as posted; zero: nothing.</param>
/// <param name="ProceedsMinor">What the pledge brought in all, as posted; zero: nothing.</param>
/// <param name="Why">Stands with the loss.</param>
public sealed record FailProject(AccountId Account, long RefundedMinor, long ProceedsMinor, string Why) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "project-failure";
}

/// <summary>The community covers a loss out of its levies, by a decision that stands with the posting.</summary>
/// <param name="Levy">The ledger's levy account.</param>
/// <param name="Loss">Its loss account.</param>
/// <param name="Amount">More than zero, at most the loss.</param>
public sealed record CoverLoss(AccountId Levy, AccountId Loss, Amount Amount) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "loss-cover";
}

/// <summary>What the failure of a project is decided on.</summary>
/// <param name="Project">Its account; null: no such account.</param>
/// <param name="RefundedMinor">Posted to it with the purpose underwriting, less what was corrected.</param>
/// <param name="ProceedsMinor">Posted to it with the purpose pledge, less what was corrected.</param>
public sealed record ProjectState(KomokoParty? Project, long RefundedMinor, long ProceedsMinor) : SchemeState;

/// <summary>
/// The project is over with this posting. Refusal: <c>stateChanged</c>, when it has ended since this was planned.
/// </summary>
/// <param name="Account">The project's account.</param>
/// <param name="EndedOn">The business date.</param>
/// <param name="LossMinor">What nobody refunded, more than zero.</param>
/// <param name="RefundedMinor">By the underwriter, zero or more.</param>
/// <param name="ProceedsMinor">Of the pledge, zero or more.</param>
public sealed record ProjectFailed(
    AccountId Account, DateOnly EndedOn, long LossMinor, long RefundedMinor, long ProceedsMinor) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        book.Part<KomokoBook>().OpenProjects.Contains(Account)
            ? null
            : Refusal.For(RefusalReason.StateChanged, RefusalFact.Account(Account));

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now) =>
        book.Part<KomokoBook>().OpenProjects.Remove(Account);
}

/// <summary>What a failed project and a decision to cover its loss become.</summary>
internal static class ProjectFailure
{
    /// <summary>
    /// Refusals in order: <c>projectUnknown</c>, <c>projectEnded</c>, <c>projectHeld</c>, <c>recoveryDiffers</c>,
    /// <c>nothingDue</c> (nothing is missing: the account may be closed).
    /// </summary>
    public static Ruling<SchemePlan> Fail(FailProject command, SchemeContext context)
    {
        var subject = RefusalFact.Account(command.Account);
        if (context.State is not ProjectState { Project: { Circle: Circle.Project } project } state)
        {
            return Refusal.For(RefusalReason.ProjectUnknown, subject);
        }

        if (Passage.FindEnded([project]) is { } ended)
        {
            return ended;
        }

        var (account, unit) = (project.Account, context.Currency);
        if (account.DebitsPending > 0 || account.CreditsPending > 0)
        {
            return Refusal.For(
                RefusalReason.ProjectHeld,
                subject,
                RefusalFact.Money("debits", account.DebitsPending, unit),
                RefusalFact.Money("credits", account.CreditsPending, unit));
        }

        if (command.RefundedMinor != state.RefundedMinor || command.ProceedsMinor != state.ProceedsMinor)
        {
            return Refusal.For(
                RefusalReason.RecoveryDiffers,
                subject,
                RefusalFact.Money("refunded", command.RefundedMinor, unit),
                RefusalFact.Money("postedRefunds", state.RefundedMinor, unit),
                RefusalFact.Money("proceeds", command.ProceedsMinor, unit),
                RefusalFact.Money("postedProceeds", state.ProceedsMinor, unit));
        }

        if (account.Balance >= 0)
        {
            return Refusal.For(RefusalReason.NothingDue, subject);
        }

        var loss = -account.Balance;
        return new SchemePlan(
            [Leg(context.SystemAccounts[AccountRole.Loss], account.Id, new Amount(loss, unit), command.Why, context)],
            [new ProjectFailed(account.Id, context.BusinessDate, loss, state.RefundedMinor, state.ProceedsMinor)]);
    }

    /// <summary>Refusals in order: <c>lossExceeded</c>, <c>availableExceeded</c> (the levies are less).</summary>
    public static Ruling<SchemePlan> Cover(CoverLoss command, SchemeContext context)
    {
        if (context.State is not KomokoState { Payer: { } levy, Payee: { } loss })
        {
            return Refusal.For(RefusalReason.AccountUnknown, RefusalFact.Account(command.Levy));
        }

        var (open, amount) = (long.Max(0, -loss.Account.Balance), command.Amount);
        if (amount.Minor > open)
        {
            return Refusal.For(
                RefusalReason.LossExceeded,
                RefusalFact.Account(command.Loss),
                RefusalFact.Money("loss", open, context.Currency),
                RefusalFact.Money("amount", amount.Minor, amount.Currency));
        }

        var available = long.Max(0, levy.Account.Balance);
        return amount.Minor > available
            ? Refusal.For(
                RefusalReason.AvailableExceeded,
                RefusalFact.Account(command.Levy),
                RefusalFact.Money("balance", levy.Account.Balance, context.Currency),
                RefusalFact.Money("accrued", 0, context.Currency),
                RefusalFact.Money("available", available, context.Currency),
                RefusalFact.Money("amount", amount.Minor, amount.Currency))
            : new SchemePlan([Leg(command.Levy, command.Loss, amount, forcedReason: null, context)], Facts: []);
    }

    private static Leg Leg(
        AccountId debit, AccountId credit, Amount amount, string? forcedReason, SchemeContext context) => new()
        {
            Ledger = context.Ledger,
            Debit = debit,
            Credit = credit,
            Amount = amount,
            Kind = TransferKind.Financial,
            Purpose = KomokoScheme.LossPurpose,
            ForcedReason = forcedReason,
        };
}
