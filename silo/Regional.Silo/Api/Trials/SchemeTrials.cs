using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Domain.Schemes.Trials;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Trials;

/// <summary>Terms of a pool, a coupon book and a komoko on their past: before and after.</summary>
internal sealed class SchemeTrials(ITrialQueries queries, IKomokoTurnoverQueries turnovers)
{
    /// <summary>Adds what the scheme says; of another scheme: nothing.</summary>
    public Task RunAsync(Trial trial, TrialTally tally, CancellationToken cancellationToken) => trial.Terms.Scheme switch
    {
        SavingsPoolScheme.SchemeName => PoolAsync(trial, tally, cancellationToken),
        CouponScheme.SchemeName => CouponsAsync(trial, tally, cancellationToken),
        KomokoScheme.SchemeName => KomokoAsync(trial, tally, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task PoolAsync(Trial trial, TrialTally tally, CancellationToken cancellationToken)
    {
        var (before, after) = (PoolTerms.Of(trial.Before), PoolTerms.Of(trial.After));
        var (refusedBefore, refusedAfter, minorBefore, minorAfter) = (0, 0, (Int128)0, (Int128)0);
        foreach (var past in await queries.FindWithdrawalsAsync(trial.Book.Id, trial.From, trial.To, cancellationToken))
        {
            var (was, would) = (
                PoolTrial.Withdrawal(past.OwnMinor, past.PointsMinor, before),
                PoolTrial.Withdrawal(past.OwnMinor, past.PointsMinor, after));
            var minor = past.OwnMinor + past.LoanMinor;
            (refusedBefore, minorBefore) = was is null ? (refusedBefore, minorBefore) : (refusedBefore + 1, minorBefore + minor);
            (refusedAfter, minorAfter) = would is null ? (refusedAfter, minorAfter) : (refusedAfter + 1, minorAfter + minor);
            tally.Outcome(past.Date, past.Account, "withdrawal", minor, was, would);
        }

        var (carriedBefore, carriedAfter) = (0, 0);
        foreach (var past in await queries.FindProposalsAsync(trial.Book.Id, trial.From, trial.To, cancellationToken))
        {
            var (was, would) = (PoolTrial.Proposal(past.Proposal, before), PoolTrial.Proposal(past.Proposal, after));
            (carriedBefore, carriedAfter) = (carriedBefore + (was is null ? 1 : 0), carriedAfter + (would is null ? 1 : 0));
            tally.Outcome(past.Date, past.Account, "proposal", past.AmountMinor, was, would);
        }

        tally.Count("withdrawalsRefused", refusedBefore, refusedAfter);
        tally.Money("amountRefused", minorBefore, minorAfter);
        tally.Count("proposalsCarried", carriedBefore, carriedAfter);
    }

    private async Task CouponsAsync(Trial trial, TrialTally tally, CancellationToken cancellationToken)
    {
        var unit = trial.Book.Currency;
        var (before, after) = (Read(trial.Before, unit), Read(trial.After, unit));
        var fees = new SortedDictionary<string, (Int128 Before, Int128 After)>(StringComparer.Ordinal);
        var (refusedBefore, refusedAfter, notesBefore, notesAfter) = (0, 0, (Int128)0, (Int128)0);
        foreach (var past in await queries.FindDrawingsAsync(trial.Book.Id, trial.From, trial.To, cancellationToken))
        {
            // Where the fee was kept back from the notes, all that was debited was asked for.
            var then = Read(SchemeParameters.InForce(trial.Terms.Terms, past.Date), unit);
            var asked = past.IsPayment || then.Form != FeeForm.KeptBack ? past.PaidMinor : past.DebitedMinor;
            var drawing = new PastDrawing(new Amount(asked, unit), past.BalanceMinor, past.LimitMinor, past.IsPayment);
            var (was, would) = (CouponTrial.Of(drawing, before), CouponTrial.Of(drawing, after));
            var known = fees.GetValueOrDefault(past.Account);
            fees[past.Account] = (known.Before + was.FeeMinor, known.After + would.FeeMinor);
            (notesBefore, notesAfter) = (notesBefore + was.NotesMinor, notesAfter + would.NotesMinor);
            refusedBefore += was.Refusal is null ? 0 : 1;
            refusedAfter += would.Refusal is null ? 0 : 1;
            tally.Outcome(past.Date, past.Account, past.IsPayment ? "payment" : "withdrawal", asked, was.Refusal, would.Refusal);
        }

        tally.Money("fees", Sum(fees.Values.Select(static one => one.Before)), Sum(fees.Values.Select(static one => one.After)));
        tally.Money("notesHandedOut", notesBefore, notesAfter);
        tally.Count("drawingsRefused", refusedBefore, refusedAfter);
        var periods = await queries.FindPeriodsAsync(trial.Book.Id, trial.From, trial.To, cancellationToken);
        Int128 Charges(CouponTerms terms) =>
            Sum(periods.Select(period => (Int128)period.Accounts * terms.MonthlyCharge.Minor));
        Int128 Due(CouponTerms terms) => Sum(periods.SelectMany(static period => period.DebtsMinor)
            .Select(debt => (Int128)(RepaymentLine.Of(-debt, 0, terms.Repayment, unit)?.DueMinor ?? 0)));
        tally.Money("administrationCharges", Charges(before), Charges(after));
        tally.Money("repaymentsDue", Due(before), Due(after));
        foreach (var (account, fee) in fees)
        {
            tally.Amount(account, "fees", fee.Before, fee.After);
        }
    }

    private async Task KomokoAsync(Trial trial, TrialTally tally, CancellationToken cancellationToken)
    {
        var (before, after) = (KomokoTerms.Of(trial.Before), KomokoTerms.Of(trial.After));
        var charges = new SortedDictionary<string, (Int128 Before, Int128 After)>(StringComparer.Ordinal);
        foreach (var past in await queries.FindLotsAsync(trial.Book.Id, trial.To, cancellationToken))
        {
            var grace = KomokoTerms.Of(SchemeParameters.InForce(trial.Terms.Terms, past.ArrivedOn)).GraceDays;
            var lot = new PastLot(past.ArrivedOn, past.MaturesOn, grace, past.AmountMinor, past.Taken);
            var known = charges.GetValueOrDefault(past.Account);
            charges[past.Account] = (
                known.Before + DemurrageTrial.Accrued(lot, trial.From, trial.To, before),
                known.After + DemurrageTrial.Accrued(lot, trial.From, trial.To, after));
        }

        static Int128 Whole(Int128 parts) => parts / DemurrageSchedule.PartsPerMinor;
        tally.Money(
            "demurrage", Sum(charges.Values.Select(static one => Whole(one.Before))),
            Sum(charges.Values.Select(static one => Whole(one.After))));
        await TurnoversAsync(trial, before, after, tally, cancellationToken);
        foreach (var (account, parts) in charges)
        {
            tally.Amount(account, "demurrage", Whole(parts.Before), Whole(parts.After));
        }
    }

    // Levies and overdrafts of the turnover periods that ended last, both readings of the opening balance.
    private async Task TurnoversAsync(
        Trial trial, KomokoTerms before, KomokoTerms after, TrialTally tally, CancellationToken cancellationToken)
    {
        var levied = (await queries.FindLeviesAsync(trial.Book.Id, trial.From, trial.To, cancellationToken))
            .ToDictionary(static levy => (levy.Account, levy.Date), static levy => levy.Minor);
        var (levyBefore, levyAfter) = ((Int128)0, (Int128)0);
        var ended = await turnovers.FindTurnoversAsync(trial.Book.Id, trial.To, cancellationToken);
        foreach (var turnover in ended)
        {
            var (was, would) = (Propose(turnover, before), Propose(turnover, after));
            tally.Amount(turnover.Name.Code, "overdraft", was.Chosen.OverdraftMinor, would.Chosen.OverdraftMinor);
            tally.Amount(turnover.Name.Code, "overdraftAsWritten", was.AsWritten.OverdraftMinor, would.AsWritten.OverdraftMinor);
            tally.Amount(turnover.Name.Code, "overdraftShifted", was.Shifted.OverdraftMinor, would.Shifted.OverdraftMinor);
            if (levied.TryGetValue((turnover.Name.Id, turnover.LastDate), out var levy))
            {
                var uncleared = long.Abs(turnover.NextOpeningMinor + levy);
                var (paid, due) = (before.LevyRate.OfDown(uncleared), after.LevyRate.OfDown(uncleared));
                (levyBefore, levyAfter) = (levyBefore + paid, levyAfter + due);
                tally.Amount(turnover.Name.Code, "levy", paid, due);
            }
        }

        tally.Money("levies", levyBefore, levyAfter);
        Int128 Granted(KomokoTerms terms, Func<OverdraftProposal, OverdraftLimit> reading) =>
            Sum(ended.Select(turnover => (Int128)reading(Propose(turnover, terms)).OverdraftMinor));
        tally.Money("overdrafts", Granted(before, static one => one.Chosen), Granted(after, static one => one.Chosen));
        tally.Money("overdraftsAsWritten", Granted(before, static one => one.AsWritten), Granted(after, static one => one.AsWritten));
        tally.Money("overdraftsShifted", Granted(before, static one => one.Shifted), Granted(after, static one => one.Shifted));
        Int128 Shortfall(KomokoTerms terms) => LiquidityCheck.Of(ended.Select(turnover => new GrantedLimit(
            Propose(turnover, terms).Chosen.FloorMinor, Propose(turnover, terms).Chosen))).ShortfallMinor;
        tally.Money("shortfall", Shortfall(before), Shortfall(after));
    }

    private static OverdraftProposal Propose(TurnoverRecord turnover, KomokoTerms terms) => OverdraftProposal.Of(
        turnover.Curve, turnover.NextOpeningMinor, turnover.Party.DepreciationMinor, turnover.Party.Account.Floor, terms);

    private static CouponTerms Read(SchemeParameters parameters, Currency unit) =>
        CouponParameters.Read(parameters, unit).TryGet(out var terms, out var refusal)
            ? terms
            : throw EdgeRefusal.For(refusal.Reason, [.. refusal.Facts]);

    private static Int128 Sum(IEnumerable<Int128> all) => all.Aggregate((Int128)0, static (sum, one) => sum + one);
}

/// <summary>What is tried on what.</summary>
/// <param name="Book">The ledger.</param>
/// <param name="Terms">Its dated terms.</param>
/// <param name="Before">In force on the last date.</param>
/// <param name="After">Tried.</param>
/// <param name="From">First business date.</param>
/// <param name="To">Last business date.</param>
internal sealed record Trial(
    LedgerAddress Book, LedgerTerms Terms, SchemeParameters Before, SchemeParameters After, DateOnly From, DateOnly To);
