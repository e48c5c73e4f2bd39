using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Domain.Schemes.MutualCredit;

namespace Regional.Silo.Views;

/// <summary>Mutual credit as the wire shows it.</summary>
internal static class CreditViews
{
    private const int DaysOfYear = 365;

    public static CreditSwitchView View(CreditSwitchDetail one) => new()
    {
        IsOn = one.IsOn,
        At = one.At,
        Actor = one.Actor,
        Reason = one.Reason,
        Operation = one.Operation.Value,
    };

    public static LimitReviewView View(ReviewedLimit one, CreditTerms terms, Currency currency)
    {
        var (basis, isGreco, isRiegel) = (one.Basis, terms.Model == LimitModel.Greco, terms.Model == LimitModel.Riegel);
        return new LimitReviewView
        {
            Account = one.Code,
            Name = one.Name,
            Model = CreditTerms.Word(terms.Model),
            Balance = MoneyOf.View(one.BalanceMinor, currency),
            FloorBefore = MoneyOf.View(one.FloorMinor, currency),
            FloorAfter = MoneyOf.View(one.FloorAfterMinor, currency),
            CeilingBefore = MoneyOf.View(one.CeilingMinor, currency),
            CeilingAfter = MoneyOf.View(one.CeilingAfterMinor, currency),
            PayrollPower = isRiegel ? MoneyOf.View(basis.Grant.PayrollMinor, currency) : null,
            CommercialPower = isRiegel ? MoneyOf.View(basis.Grant.CommercialMinor, currency) : null,
            MonthlyPay = isRiegel ? MoneyOf.View(basis.MonthlyPayMinor, currency) : null,
            Sales = isGreco ? MoneyOf.View(basis.SalesMinor, currency) : null,
            CountedSales = isGreco ? MoneyOf.View(basis.CountedMinor, currency) : null,
            Months = isGreco ? basis.Months : null,
            IsChanged = one.IsChanged,
            IsBeyond = one.BalanceMinor < one.FloorAfterMinor || one.BalanceMinor > one.CeilingAfterMinor,
        };
    }

    public static LimitChangeView View(LimitChangeDetail one, Currency currency)
    {
        var isGreco = one.Grant?.Model == CreditTerms.Word(LimitModel.Greco);
        var isRiegel = one.Grant?.Model == CreditTerms.Word(LimitModel.Riegel);
        return new LimitChangeView
        {
            At = one.At,
            Actor = one.Actor,
            Reason = one.Reason,
            Floor = MoneyOf.View(one.FloorMinor, currency),
            Ceiling = MoneyOf.View(one.CeilingMinor, currency),
            Model = one.Grant?.Model,
            AsOf = one.Grant?.AsOf,
            PayrollPower = isRiegel ? MoneyOf.View(one.Grant!.PayrollMinor, currency) : null,
            CommercialPower = isRiegel ? MoneyOf.View(one.Grant!.CommercialMinor, currency) : null,
            MonthlyPay = isRiegel ? MoneyOf.View(one.Grant!.MonthlyPayMinor, currency) : null,
            CountedSales = isGreco ? MoneyOf.View(one.Grant!.CountedMinor, currency) : null,
            Months = isGreco ? one.Grant!.Months : null,
            Operation = one.Operation.Value,
        };
    }

    public static CreditIndicatorsView View(CreditIndicators found, LedgerAddress book, DateOnly from, DateOnly to)
    {
        var mean = (found.OpeningVolumeMinor / 2) + (found.ClosingVolumeMinor / 2)
            + (((found.OpeningVolumeMinor % 2) + (found.ClosingVolumeMinor % 2)) / 2);
        var velocity = mean == 0 ? (decimal?)null : (decimal)found.TurnoverMinor / mean;
        return new CreditIndicatorsView
        {
            Ledger = book.Code,
            From = from,
            To = to,
            Accounts = found.Accounts,
            AccountsBelowZero = found.AccountsBelowZero,
            Turnover = MoneyOf.View(found.TurnoverMinor, book.Currency),
            Payments = found.Payments,
            MeanVolume = MoneyOf.View(mean, book.Currency),
            Velocity = Text(velocity),
            VelocityAYear = Text(velocity * DaysOfYear / (to.DayNumber - from.DayNumber + 1)),
            CreditUsed = MoneyOf.View(found.DebtMinor, book.Currency),
            CreditLines = MoneyOf.View(found.LinesMinor, book.Currency),
            UtilisationPercent = Text(found.LinesMinor == 0 ? null : 100m * found.DebtMinor / found.LinesMinor),
            UnlimitedAccounts = found.Unlimited,
        };
    }

    public static StagnantAccountView View(StagnantAccount one, Currency currency, DateOnly today) => new()
    {
        Account = one.Code,
        Name = one.Name,
        Balance = MoneyOf.View(one.BalanceMinor, currency),
        CrossedOn = one.CrossedOn,
        Days = today.DayNumber - one.CrossedOn.DayNumber,
    };

    private static string? Text(decimal? figure) => figure is { } known
        ? Math.Round(known, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture)
        : null;
}
