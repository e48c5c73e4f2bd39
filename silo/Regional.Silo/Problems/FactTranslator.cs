using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Silo.Problems;

/// <summary>Facts speak of numbers inside; outside they speak in codes.</summary>
internal sealed class FactTranslator(ICodeResolver codes, IClearingReader clearing)
{
    public async Task<Refusal> TranslateAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        // The edge's own refusals repeat what the caller wrote, which may look like a number.
        if (refusal.Facts.IsEmpty || (int)refusal.Reason < (int)RefusalReason.Busy)
        {
            return refusal;
        }

        var facts = ImmutableArray.CreateBuilder<RefusalFact>(refusal.Facts.Length);
        foreach (var fact in refusal.Facts)
        {
            facts.Add(fact with { Value = await TranslateAsync(fact, cancellationToken) ?? fact.Value });
        }

        return refusal with { Facts = facts.MoveToImmutable() };
    }

    private async Task<string?> TranslateAsync(RefusalFact fact, CancellationToken cancellationToken)
    {
        if (!long.TryParse(fact.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        return fact.Name switch
        {
            "account" => await codes.FindAccountAsync(new AccountId(number), cancellationToken) is { } account
                ? $"{account.LedgerCode}/{account.Code}"
                : null,
            "ledger" or "from" or "to" when number <= int.MaxValue =>
                (await codes.FindLedgerAsync(new LedgerId((int)number), cancellationToken))?.Code,
            "community" when number <= int.MaxValue =>
                (await codes.FindCommunityAsync(new CommunityId((int)number), cancellationToken))?.Code,
            "window" or "first" => (await clearing.FindWindowAsync(new WindowId(number), cancellationToken))?.No
                .ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
