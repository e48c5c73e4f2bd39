using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Silo.Edge;

namespace Regional.Silo.Views;

/// <summary>Agreements and month ends of a savings pool as the wire shows them.</summary>
internal static class PoolViews
{
    public static AgreementView View(AgreementDetail agreement)
    {
        var currency = agreement.Amount.Currency;
        return new AgreementView
        {
            Id = agreement.Id.Value,
            Account = agreement.Account.Code,
            Name = agreement.Account.Name,
            Amount = agreement.Amount.ToDecimalString(),
            Currency = currency.Code,
            Drawn = Units(agreement.DrawnMinor, currency),
            TermMonths = agreement.TermMonths,
            Repayment = Units(agreement.Start.RepaymentMinor, currency),
            Saving = Units(agreement.Start.SavingMinor, currency),
            Status = Words.Of(agreement.Status),
            ProposedAt = agreement.ProposedAt,
            DecidedAt = agreement.DecidedAt,
            Actor = agreement.Actor,
            Reason = agreement.Reason,
            Votes = [.. agreement.Votes.Select(static vote => new VoteView(vote.Member, Words.Of(vote.Choice), vote.At))],
            Signatures = agreement.Signatures,
            Plan = RepaymentPlan.Make(agreement.Start).TryGet(out var plan, out _) ? View(plan, currency) : null,
            Standing = agreement.Standing is { } standing ? View(standing, currency) : null,
        };
    }

    public static PoolStatementView View(PoolStatementDetail statement) => new(
        statement.LedgerCode,
        statement.Period,
        statement.FirstDate,
        statement.LastDate,
        statement.Currency.Code,
        [
            .. statement.Lines.Select(line => new PoolLineView(
                line.Code,
                line.Name,
                line.Role == AccountRole.Member,
                Units(line.Line.BalanceMinor, statement.Currency),
                Units(line.Line.AddedMinor, statement.Currency),
                Units(line.Line.OpeningPointsMinor, statement.Currency),
                Units(line.Line.TotalMinor, statement.Currency))),
        ],
        [
            .. statement.Overdue.Select(plan => new OverdueView(
                plan.Agreement.Value, plan.Code, plan.Name, View(plan.Standing, statement.Currency))),
        ]);

    public static AccountMonthView View(AccountMonthDetail month, Currency currency) => new(
        month.Period,
        month.LastDate,
        Units(month.Line.BalanceMinor, currency),
        Units(month.Line.AddedMinor, currency),
        Units(month.Line.OpeningPointsMinor, currency),
        Units(month.Line.TotalMinor, currency));

    /// <summary>Decimal text in units.</summary>
    public static string Units(long minor, Currency currency) => MoneyText.Format(minor, currency.Scale);

    private static PlanView View(RepaymentPlan plan, Currency currency) => new(
        plan.PaymentCount,
        plan.RepaymentCount,
        Units(plan.LowestPointsMinor, currency),
        Units(plan.SavingsMinor, currency),
        [
            .. plan.Months.Select(month => new PlanMonthView(
                month.Number,
                Units(month.PaymentMinor, currency),
                Units(month.BalanceMinor, currency),
                Units(month.PointsMinor, currency))),
        ]);

    private static StandingView View(PlanStanding standing, Currency currency) => new(
        standing.Number,
        Units(standing.ExpectedMinor, currency),
        Units(standing.ActualMinor, currency),
        Units(standing.BehindMinor, currency));
}
