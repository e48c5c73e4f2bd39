using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>
/// A mutual-credit ledger lived through again under other terms and limits: what they refuse does not happen, so it is not
/// there to be spent later either. Pure; the postings come in the order of the journal.
/// </summary>
/// <remarks>
/// The rules are those of a payment: purposes, floor, ceiling, Riegel's powers. What was forced, and what takes something
/// back, is never refused; the taking back of what was refused has nothing to take back. Held amounts count when they were
/// posted. The switch is taken to be on.
/// </remarks>
/// <param name="parameters">The terms that are tried.</param>
/// <param name="currency">The ledger's.</param>
/// <param name="limits">Of members' accounts; one that is missing has none.</param>
public sealed class CreditReplay(
    SchemeParameters parameters, Currency currency, IReadOnlyDictionary<AccountId, TriedLimits> limits)
{
    private readonly CreditTerms _terms = CreditTerms.Of(parameters, currency);
    private readonly Dictionary<AccountId, long> _balances = [];
    private readonly Dictionary<AccountId, CreditPowers> _powers = [];
    private readonly Dictionary<OperationId, List<(AccountId Account, DrawnPower Draw)>> _drawn = [];
    private readonly HashSet<OperationId> _refused = [];

    /// <summary>An account's balance so far, minor units, signed.</summary>
    public long BalanceOf(AccountId account) => _balances.GetValueOrDefault(account);

    /// <summary>Books what happened before the time that is tried: nothing is refused.</summary>
    public void Enter(PastPosting posting)
    {
        foreach (var transfer in posting.Transfers)
        {
            Move(transfer);
        }
    }

    /// <summary>
    /// Books a posting, or says why the terms would have refused it. Refusals in order: <c>purposeNotAllowed</c>,
    /// <c>floorExceeded</c>, <c>ceilingExceeded</c>, <c>payrollPowerExceeded</c>, <c>commercialPowerExceeded</c>,
    /// <c>purposeHasNoPower</c>.
    /// </summary>
    public RefusalReason? Judge(PastPosting posting)
    {
        if (posting.Corrects is { } corrected)
        {
            if (!_refused.Contains(corrected))
            {
                GiveBack(corrected);
                Enter(posting);
            }

            return null;
        }

        var draws = new Dictionary<AccountId, CreditPowers>();
        for (var at = 0; at < posting.Transfers.Length; at++)
        {
            if (Check(posting.Operation, posting.Transfers[at], draws) is { } reason)
            {
                TakeBack(posting, at);
                _refused.Add(posting.Operation);
                _drawn.Remove(posting.Operation);
                return reason;
            }

            Move(posting.Transfers[at]);
        }

        foreach (var (account, after) in draws)
        {
            _powers[account] = after;
        }

        return null;
    }

    // Each power gets back what the payment drew on it, as it stands before what comes back is booked.
    private void GiveBack(OperationId corrected)
    {
        if (!_drawn.Remove(corrected, out var drawn))
        {
            return;
        }

        foreach (var account in drawn.Select(static one => one.Account).Distinct())
        {
            _powers[account] = _powers[account].At(
                Int128.Max(-(Int128)BalanceOf(account), 0), _terms.RepaysPurchasesFirst);
        }

        foreach (var (account, draw) in Enumerable.Reverse(drawn))
        {
            var powers = _powers[account];
            _powers[account] = powers.Draw(draw.Power, -long.Min(draw.Minor, powers.UsedOf(draw.Power)));
        }
    }

    private RefusalReason? Check(
        OperationId payment, PastTransfer transfer, Dictionary<AccountId, CreditPowers> draws)
    {
        if (transfer.IsForced)
        {
            return null;
        }

        if (!MutualCreditScheme.Allows(transfer.Purpose, parameters))
        {
            return RefusalReason.PurposeNotAllowed;
        }

        var (payer, payee) = (limits.GetValueOrDefault(transfer.Debit), limits.GetValueOrDefault(transfer.Credit));
        if (payer?.Floor is { } floor && (Int128)BalanceOf(transfer.Debit) - transfer.Minor < floor)
        {
            return RefusalReason.FloorExceeded;
        }

        if (payee?.Ceiling is { } ceiling && (Int128)BalanceOf(transfer.Credit) + transfer.Minor > ceiling)
        {
            return RefusalReason.CeilingExceeded;
        }

        return payer is not null && _terms.Model == LimitModel.Riegel ? Draw(payment, transfer, payer, draws) : null;
    }

    private RefusalReason? Draw(
        OperationId payment, PastTransfer transfer, TriedLimits payer, Dictionary<AccountId, CreditPowers> draws)
    {
        var balance = BalanceOf(transfer.Debit);
        var known = draws.TryGetValue(transfer.Debit, out var drawn)
            ? drawn
            : _powers.GetValueOrDefault(transfer.Debit, new CreditPowers(payer.Payroll, payer.Commercial, 0, 0, 0));
        var powers = known.At(Int128.Max(-(Int128)balance, 0), _terms.RepaysPurchasesFirst);
        var power = _terms.PowerOf(transfer.Purpose);
        var need = Int128.Max((Int128)transfer.Minor - Math.Max(balance, 0), 0);
        if (need > Int128.Max((Int128)powers.Of(power) - powers.UsedOf(power), 0))
        {
            return power switch
            {
                CreditPower.None => RefusalReason.PurposeHasNoPower,
                CreditPower.Payroll => RefusalReason.PayrollPowerExceeded,
                CreditPower.Commercial => RefusalReason.CommercialPowerExceeded,
            };
        }

        if (need > 0)
        {
            draws[transfer.Debit] = powers.Draw(power, (long)need);
            if (!_drawn.TryGetValue(payment, out var taken))
            {
                _drawn.Add(payment, taken = []);
            }

            taken.Add((transfer.Debit, new DrawnPower(payment, power, (long)need)));
        }

        return null;
    }

    private void Move(PastTransfer transfer) => Move(transfer, transfer.Minor);

    private void TakeBack(PastPosting posting, int count)
    {
        foreach (var transfer in posting.Transfers.AsSpan()[..count])
        {
            Move(transfer, -transfer.Minor);
        }
    }

    private void Move(PastTransfer transfer, long minor)
    {
        _balances[transfer.Debit] = BalanceOf(transfer.Debit) - minor;
        _balances[transfer.Credit] = BalanceOf(transfer.Credit) + minor;
    }
}
