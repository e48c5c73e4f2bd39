using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>How a savings pool decides, and the points it brings along.</summary>
internal static class PoolExecutions
{
    public static CommandOutcome Run(ProposeAgreement command, CommandContext context)
    {
        var tables = context.Tables;
        if (CheckPool(command.Ledger, "agreement", tables) is { } notPool)
        {
            return notPool;
        }

        if (tables.Account(command.Account) is not { State: { Role: AccountRole.Member } account } row
            || account.Ledger != command.Ledger)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (account.Status == AccountStatus.Closed)
        {
            return Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(command.Account));
        }

        var owed = Int128.Min(0, (Int128)account.Balance - account.DebitsPending) - command.AmountMinor;
        if (owed < long.MinValue)
        {
            return Outcome.Refused(RefusalReason.BalanceOverflow, RefusalFact.Account(command.Account));
        }

        var start = new PlanStart(
            (long)owed, tables.Pool.Points.GetValueOrDefault(account.Id), command.RepaymentMinor, command.SavingMinor);
        if (!RepaymentPlan.Make(start).TryGet(out var plan, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        tables.Pool.Agreements.Add(new AgreementRow
        {
            Id = command.Id,
            Ledger = command.Ledger,
            Account = command.Account,
            Borrower = row.Member!.Value,
            AmountMinor = command.AmountMinor,
        });
        return Outcome.Done(
            ("agreement", command.Id),
            ("payments", plan.PaymentCount),
            ("repayments", plan.RepaymentCount),
            ("lowestPoints", plan.LowestPointsMinor));
    }

    public static CommandOutcome Run(CastVote command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Pool.Agreement(command.Agreement) is not { } row)
        {
            return Unknown(command.Agreement);
        }

        if (AgreementRules.CheckVote(StateOf(row), command.Member, IsMember(row, command.Member, tables), TermsOf(row, context))
            is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        row.Votes[command.Member] = command.Choice;
        var votes = Count(row, context);
        return Outcome.Done(
            ("agreement", row.Id), ("for", votes.For), ("against", votes.Against), ("abstained", votes.Abstained),
            ("eligible", votes.Eligible));
    }

    public static CommandOutcome Run(SignAgreement command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Pool.Agreement(command.Agreement) is not { } row)
        {
            return Unknown(command.Agreement);
        }

        var (proposal, terms) = (StateOf(row), TermsOf(row, context));
        if (AgreementRules.CheckSign(
                proposal, command.Member, IsMember(row, command.Member, tables), Count(row, context), terms) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        row.Signed.Add(command.Member);
        Decide(row, AgreementRules.AfterSigning(proposal, terms), context);
        return Outcome.Done(
            ("agreement", row.Id), ("signatures", row.Signed.Count), ("status", row.Status.ToString().ToLowerInvariant()));
    }

    public static CommandOutcome Run(EndAgreement command, CommandContext context)
    {
        if (context.Tables.Pool.Agreement(command.Agreement) is not { } row)
        {
            return Unknown(command.Agreement);
        }

        if (AgreementRules.CheckEnd(StateOf(row), command.IsWithdrawal) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        Decide(row, command.IsWithdrawal ? ProposalStatus.Withdrawn : ProposalStatus.Rejected, context);
        return Outcome.Done(("agreement", row.Id), ("status", row.Status.ToString().ToLowerInvariant()));
    }

    public static CommandOutcome Run(TakeOverPoints command, CommandContext context)
    {
        var tables = context.Tables;
        if (CheckPool(command.Ledger, "points", tables) is { } notPool)
        {
            return notPool;
        }

        var bank = tables.Accounts.Find(row =>
            row.State.Ledger == command.Ledger && row.State.Role == AccountRole.PoolBank)!.State.Id;
        var isStarted = tables.PeriodsOf(command.Ledger).Exists(static period => period.Status != PeriodStatus.Open);
        Int128 sum = 0;
        foreach (var (account, points) in command.Points)
        {
            if (tables.Account(account) is not { State: { Role: AccountRole.Member } state } || state.Ledger != command.Ledger)
            {
                return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(account));
            }

            sum += points;
            if (isStarted || tables.Pool.Taken.Contains(account))
            {
                return Outcome.Refused(RefusalReason.PointsTaken, RefusalFact.Account(account));
            }
        }

        var after = tables.Pool.Points.GetValueOrDefault(bank) - sum;
        if (after < long.MinValue || after > long.MaxValue || sum < -long.MaxValue || sum > long.MaxValue)
        {
            return Outcome.Refused(RefusalReason.BalanceOverflow, RefusalFact.Account(bank));
        }

        foreach (var (account, points) in command.Points.Append(new AccountPoints(bank, (long)-sum)))
        {
            tables.Pool.Taken.Add(account);
            tables.Pool.Points[account] = tables.Pool.Points.GetValueOrDefault(account) + points;
        }

        return Outcome.Done(
            ("ledger", command.Ledger), ("accounts", command.Points.Length), ("bankPoints", (long)after));
    }

    private static CommandOutcome? CheckPool(LedgerId id, string command, ModelTables tables) => tables.Ledger(id) switch
    {
        null => Outcome.ParentUnknown("ledger", id),
        { Scheme: SavingsPoolScheme.SchemeName } => null,
        { Scheme: var scheme } => Outcome.Refused(
            RefusalReason.CommandNotOfScheme, new("scheme", scheme), new("command", command)),
    };

    private static void Decide(AgreementRow row, ProposalStatus status, CommandContext context)
    {
        if (status != ProposalStatus.Open)
        {
            (row.Status, row.DecidedAt) = (status, context.At);
        }
    }

    private static ProposalState StateOf(AgreementRow row) => new(row.Id, row.Status, row.Borrower, [.. row.Signed]);

    private static PoolTerms TermsOf(AgreementRow row, CommandContext context)
    {
        var tables = context.Tables;
        var today = tables.RegionOf(tables.Ledger(row.Ledger)!).DateOf(context.At);
        return PoolTerms.Of(SchemeParameters.InForce([.. tables.TermsOf(row.Ledger)], today));
    }

    private static bool IsMember(AgreementRow row, MemberId member, ModelTables tables) =>
        MembersOf(row, tables).Contains(member);

    private static IEnumerable<MemberId> MembersOf(AgreementRow row, ModelTables tables) => tables.Accounts
        .Where(account => account.State.Ledger == row.Ledger && account.State is
        {
            Role: AccountRole.Member, Status: not AccountStatus.Closed,
        })
        .Select(static account => account.Member!.Value).Distinct();

    private static VoteCount Count(AgreementRow row, CommandContext context)
    {
        var borrowerVotes = TermsOf(row, context).BorrowerVotes;
        var eligible = MembersOf(row, context.Tables).Where(member => borrowerVotes || member != row.Borrower).ToList();
        int Of(VoteChoice choice) =>
            eligible.Count(member => row.Votes.TryGetValue(member, out var vote) && vote == choice);
        return new VoteCount(eligible.Count, Of(VoteChoice.For), Of(VoteChoice.Against), Of(VoteChoice.Abstain));
    }

    private static CommandOutcome Unknown(OperationId agreement) =>
        Outcome.Refused(RefusalReason.AgreementUnknown, new RefusalFact("agreement", agreement.ToString()));
}
