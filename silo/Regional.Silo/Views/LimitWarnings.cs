using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Grains.Memory;
using Regional.Silo.Access;
using Regional.Silo.Edge;

namespace Regional.Silo.Views;

/// <summary>
/// Warnings of soft limits, before the hard ones refuse. From memory, which payments fill; only a silo that has not yet seen
/// the payer's account reads it, once.
/// </summary>
internal sealed class LimitWarnings(AccountBoard board, TermsCache terms, BusinessDates dates)
{
    private const string Advice = "Sell before the next purchases, or talk to the community: at the floor payments are refused.";

    /// <summary>Warnings of a posting's payers, each account once, as far as the caller may read it.</summary>
    public async Task<IReadOnlyList<LimitWarningView>> FindAsync(
        Receipt receipt, IReadOnlyDictionary<AccountId, AccountAddress> accounts, Caller caller, CancellationToken cancellationToken)
    {
        List<LimitWarningView> found = [];
        foreach (var entry in receipt.Entries.Reverse().DistinctBy(static entry => entry.Debit))
        {
            var payer = accounts[entry.Debit];
            if (payer.Role == AccountRole.Member && entry.DebitBalance < 0 && Permissions.MayRead(caller, payer)
                && await FindAsync(payer, entry.DebitBalance, cancellationToken) is { } warning)
            {
                found.Add(warning);
            }
        }

        return found;
    }

    private async Task<LimitWarningView?> FindAsync(AccountAddress payer, long balance, CancellationToken cancellationToken)
    {
        if (await terms.FindAsync(payer.Ledger, cancellationToken) is not { Scheme: MutualCreditScheme.SchemeName } ledger)
        {
            return null;
        }

        if (board.Find(payer.Id) is null)
        {
            await board.EnsureAsync([payer.Id], cancellationToken);
        }

        var floor = board.Find(payer.Id)?.Floor;
        var today = await dates.TodayAsync(payer.Region, cancellationToken);
        var rule = CreditTerms.Of(SchemeParameters.InForce(ledger.Terms, today), payer.Currency);
        return rule.IsNearLimit(balance, floor)
            ? new LimitWarningView
            {
                Code = "creditLimitNear",
                Account = PostingViews.NameOf(payer),
                Balance = MoneyOf.View(balance, payer.Currency),
                Floor = MoneyOf.View(floor!.Value, payer.Currency),
                Room = MoneyOf.View(Math.Max(balance - floor.Value, 0), payer.Currency),
                SoftLimitPercent = rule.SoftLimit.ToString(),
                Advice = Advice,
            }
            : null;
    }
}
