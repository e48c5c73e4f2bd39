using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>What one payment does to lots: consumed from the payer, arriving at the payee (003, 3.1 and 3.2).</summary>
internal sealed record KomokoPayment
{
    /// <summary>Most lots that one payment consumes where each arrives as an entry of its own; the demurrage takes one more.</summary>
    public const int EntryCountMax = Posting.LegCountMax - 4;

    private KomokoPayment(ImmutableArray<long> entries, long chargedMinor, ImmutableArray<Fact> facts) =>
        (Entries, ChargedMinor, Facts) = (entries, chargedMinor, facts);

    /// <summary>Amounts of the entries in which it arrives; their sum is the payment.</summary>
    public ImmutableArray<long> Entries { get; }

    /// <summary>Demurrage of the lots that close with it.</summary>
    public long ChargedMinor { get; }

    /// <summary>Its facts.</summary>
    public ImmutableArray<Fact> Facts { get; }

    /// <summary>
    /// What the payer may spend of that passage: what is open less what has accrued, less pending debits, and where allowed
    /// the overdraft.
    /// </summary>
    public static long Spendable(KomokoParty payer, Passage passage, DateOnly date, KomokoTerms terms)
    {
        var own = Int128.Max(0, OwnMinor(payer, passage.LotsFrom, date, terms) - payer.Account.DebitsPending);
        Int128? overdraft = passage.Overdraft switch
        {
            OverdraftUse.None => 0,
            OverdraftUse.Depreciation => DepreciationLeft(payer, date),
            OverdraftUse.ToFloor => null,
        };
        var toFloor = payer.Account.DebitRoom is { } room ? Int128.Max(0, room - AccruedMinor(payer, date, terms)) : long.MaxValue;
        return (long)Int128.Min(long.MaxValue, overdraft is { } part ? Int128.Min(toFloor, own + part) : toFloor);
    }

    /// <summary>
    /// Plans it. Refusals in order: <c>maturityTooShort</c>, <c>availableExceeded</c>, <c>paymentTooScattered</c>.
    /// </summary>
    public static Ruling<KomokoPayment> Plan(
        KomokoParty payer, KomokoParty payee, Amount amount, TransferKind kind, Passage passage, DateOnly date,
        KomokoTerms terms, bool isForced)
    {
        if (!isForced && CheckRoom(payer, amount, passage, date, terms) is { } refusal)
        {
            return refusal;
        }

        var taken = payer.IsMaturityAware
            ? LotConsumption.Take(
                payer.Lots, payer.Standing.CarryParts, amount.Minor, date, terms.Schedule, isForced ? null : passage.LotsFrom)
            : new LotConsumption(
                [], long.Max(0, amount.Minor - long.Max(0, payer.Account.Balance)), payer.Standing.CarryParts);
        var arrivals = Arrivals(payer, payee, amount.Minor, taken, passage, date, terms);
        if (arrivals.Length > EntryCountMax)
        {
            return Refusal.For(
                RefusalReason.PaymentTooScattered,
                RefusalFact.Account(payer.Account.Id),
                new("lots", $"{arrivals.Length}"),
                new("limit", $"{EntryCountMax}"));
        }

        ImmutableArray<Fact> facts =
        [
            .. taken.Uses.Select(use => new LotUsed(payer.Account.Id, use)),
            .. arrivals,
            .. Standing(payer, taken, passage, date),
            .. kind == TransferKind.Real ? Bid(payer, payee, taken.UncoveredMinor, date, terms) : [],
        ];
        return new KomokoPayment(
            arrivals.Length > 1 ? [.. arrivals.Select(static arrived => arrived.AmountMinor)] : [amount.Minor],
            taken.ChargedMinor,
            facts);
    }

    private static Refusal? CheckRoom(
        KomokoParty payer, Amount amount, Passage passage, DateOnly date, KomokoTerms terms)
    {
        if (payer.Circle is Circle.World or Circle.System)
        {
            return null;
        }

        var available = Spendable(payer, passage, date, terms);
        if (payer.Circle == Circle.Project && payer.Project!.MonthlyFloor(date) is { } floor
            && payer.Account.Balance - payer.Account.DebitsPending - (Int128)amount.Minor < floor)
        {
            return Refusal.For(
                RefusalReason.ProjectForecastExceeded,
                RefusalFact.Account(payer.Account.Id),
                RefusalFact.Money("forecast", -floor, amount.Currency),
                RefusalFact.Money("balance", payer.Account.Balance, amount.Currency),
                RefusalFact.Money("amount", amount.Minor, amount.Currency));
        }

        // The floor itself is the journal's to judge; only demurrage that is not posted yet is unknown to it.
        var accrued = AccruedMinor(payer, date, terms);
        if (amount.Minor <= available || (passage.Overdraft == OverdraftUse.ToFloor && accrued == 0))
        {
            return null;
        }

        var anyMaturity = passage with { LotsFrom = null };
        if (passage.LotsFrom is { } from && amount.Minor <= Spendable(payer, anyMaturity, date, terms))
        {
            return Refusal.For(
                RefusalReason.MaturityTooShort,
                RefusalFact.Account(payer.Account.Id),
                new("maturesFrom", $"{from:O}"),
                RefusalFact.Money("available", available, amount.Currency),
                RefusalFact.Money("amount", amount.Minor, amount.Currency));
        }

        return Refusal.For(
            RefusalReason.AvailableExceeded,
            RefusalFact.Account(payer.Account.Id),
            RefusalFact.Money("balance", payer.Account.Balance, amount.Currency),
            RefusalFact.Money("accrued", accrued, amount.Currency),
            RefusalFact.Money("available", available, amount.Currency),
            RefusalFact.Money("amount", amount.Minor, amount.Currency));
    }

    private static Int128 OwnMinor(KomokoParty payer, DateOnly? lotsFrom, DateOnly date, KomokoTerms terms)
    {
        if (!payer.IsMaturityAware)
        {
            return lotsFrom is { } from && payer.Profile is { } profile && profile.ClearingDate(date) < from
                ? 0
                : Int128.Max(0, payer.Account.Balance);
        }

        Int128 own = 0;
        foreach (var lot in payer.Lots)
        {
            if (lotsFrom is null || lot.MaturesOn >= lotsFrom)
            {
                own += lot.AccruedUntil(date.AddDays(-1), terms.Schedule).AvailableMinor;
            }
        }

        return own;
    }

    private static Int128 AccruedMinor(KomokoParty payer, DateOnly date, KomokoTerms terms)
    {
        Int128 accrued = 0;
        foreach (var lot in payer.IsMaturityAware ? payer.Lots : [])
        {
            accrued += lot.AccruedUntil(date.AddDays(-1), terms.Schedule).AccruedMinor;
        }

        return accrued;
    }

    private static Int128 DepreciationLeft(KomokoParty payer, DateOnly date) =>
        long.Max(0, payer.DepreciationMinor - payer.Standing.DrawnIn(payer.Profile!.ClearingDate(date)));

    // The overdraft is filled in the order of consumption: what matures first would be spent first.
    private static ImmutableArray<LotArrived> Arrivals(
        KomokoParty payer, KomokoParty payee, long amount, LotConsumption taken, Passage passage, DateOnly date,
        KomokoTerms terms)
    {
        if (!payee.IsMaturityAware)
        {
            return [];
        }

        var grace = date.AddDays(terms.GraceDays);
        (long Amount, DateOnly MaturesOn)[] parts = passage.Arrival switch
        {
            ArrivalMaturity.None or ArrivalMaturity.Grace => [(amount, grace)],
            ArrivalMaturity.ClearingDate => [(amount, payer.Profile!.ClearingDate(date))],
            ArrivalMaturity.Operative => [(amount, date.AddDays(terms.OperativeDays))],
            ArrivalMaturity.Copied => Copies(taken, amount, grace),
        };
        var overdraft = long.Max(0, -payee.Account.Balance);
        var arrivals = ImmutableArray.CreateBuilder<LotArrived>(parts.Length);
        foreach (var (part, maturesOn) in parts)
        {
            var fills = long.Min(part, overdraft);
            overdraft -= fills;
            arrivals.Add(new LotArrived(payee.Account.Id, part, fills, maturesOn, date));
        }

        return arrivals.ToImmutable();
    }

    // What no lot covers gets the full grace; of a payer without lots, forced past the table, that is all of it.
    private static (long Amount, DateOnly MaturesOn)[] Copies(LotConsumption taken, long amount, DateOnly grace)
    {
        var rest = amount - taken.Uses.Sum(static use => use.PaidMinor);
        return
        [
            .. taken.Uses.Where(static use => use.PaidMinor > 0).Select(static use => (use.PaidMinor, use.Lot.MaturesOn)),
            .. rest > 0 ? [(rest, grace)] : Array.Empty<(long, DateOnly)>(),
        ];
    }

    private static IEnumerable<Fact> Standing(
        KomokoParty payer, LotConsumption taken, Passage passage, DateOnly date)
    {
        var after = payer.Standing with { CarryParts = taken.CarryParts };
        if (passage.Overdraft == OverdraftUse.Depreciation && taken.UncoveredMinor > 0)
        {
            var end = payer.Profile!.ClearingDate(date);
            after = after with
            {
                InstalmentPeriodEnd = end,
                InstalmentDrawnMinor = payer.Standing.DrawnIn(end) + taken.UncoveredMinor,
            };
        }

        return after == payer.Standing ? [] : [new StandingChanged(payer.Account.Id, payer.Standing, after)];
    }

    private static IEnumerable<Fact> Bid(
        KomokoParty payer, KomokoParty payee, long overdrawn, DateOnly date, KomokoTerms terms)
    {
        DateOnly? original = payer.Circle switch
        {
            Circle.BusinessReal => payer.Profile!.DeemedMaturity(date, terms.ClearingMonths),
            Circle.Project => payer.Project!.EndsOn,
            _ => null,
        };
        DateOnly? renewed = payee.Circle switch
        {
            Circle.HouseholdReal => date.AddDays(terms.GraceDays),
            Circle.BusinessReal => payee.Profile!.ClearingDate(date),
            Circle.Project => payee.Project!.EndsOn,
            _ => null,
        };
        return overdrawn > 0 && original is { } maturity && renewed < maturity
            ? [new BidIssued(payer.Account.Id, overdrawn, maturity, renewed.Value)]
            : [];
    }
}
