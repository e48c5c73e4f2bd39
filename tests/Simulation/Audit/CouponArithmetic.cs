using System.Globalization;

namespace Regional.Simulation.Audit;

/// <summary>
/// Fees, limits and what notes can pay, worked out from the worked examples (002) and nothing else. In minor units of the
/// book.
/// </summary>
internal sealed class CouponArithmetic(AuditBook book)
{
    public const string Scheme = "coupons";

    /// <summary>What a book's terms say of one parameter on a date; null: nothing, its default holds.</summary>
    public string? Term(int ledger, DateOnly date, string name) =>
        AuditPurposes.InForce(book.Ledgers[ledger], date, book.TermsPlace, name);

    public string Preset(int ledger, DateOnly date) => Term(ledger, date, "feePreset") ?? "A";

    /// <summary>The fee on an amount in its two parts: the total half up, its parts by largest remainder.</summary>
    public (Int128 Administration, Int128 Fund) Fee(int ledger, DateOnly date, Int128 charged)
    {
        var first = Preset(ledger, date) == "B" ? 3 : 5;
        return Split(HalfUp(charged, first + 2), first);
    }

    /// <summary>The charge for new notes: 7 % of what the old ones are worth, in the parts of the fee.</summary>
    public (Int128 Administration, Int128 Fund) ExchangeFee(int ledger, DateOnly date, Int128 worth)
    {
        var rate = Term(ledger, date, "exchangeFee") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 7;
        return Split(HalfUp(worth, rate), Preset(ledger, date) == "B" ? 3 : 5);
    }

    /// <summary>The part of an amount that is not there.</summary>
    public static Int128 Credit(Int128 amount, AuditAccount payer) =>
        amount - Int128.Clamp(Available(payer), 0, amount);

    public static Int128 Available(AuditAccount account) => account.Balance - account.DebitsPending;

    /// <summary>Handed out, fee in coupons, fee in rupiah of a withdrawal.</summary>
    public (Int128 Notes, (Int128 Administration, Int128 Fund) Fee, Int128 RupiahFee) Withdrawal(
        int ledger, DateOnly date, Int128 asked, AuditAccount payer)
    {
        if (payer.Role != AuditRole.Member)
        {
            return (asked, default, 0);
        }

        var isOnCredit = Term(ledger, date, "feeBase") == "credit";
        var fee = Fee(ledger, date, isOnCredit ? Credit(asked, payer) : asked);
        var total = fee.Administration + fee.Fund;
        return Preset(ledger, date) switch
        {
            "C" => (asked, default, total),
            "D" => ((asked - total) / Smallest(ledger) * Smallest(ledger), fee, 0),
            _ => (asked, fee, 0),
        };
    }

    /// <summary>The smallest note, of which all others are multiples: a thousand units.</summary>
    public Int128 Smallest(int ledger) => 1_000 * Unit(ledger);

    /// <summary>Credit limits, rising.</summary>
    public List<Int128> Ladder(int ledger, DateOnly date) =>
    [
        .. (Term(ledger, date, "limitLadder") ?? "100000, 500000").Split(", ")
            .Select(step => Int128.Parse(step, CultureInfo.InvariantCulture) * Unit(ledger)),
    ];

    /// <summary>Least balance under a limit that can be drawn in full: the fee lies beyond it where it comes on top.</summary>
    public Int128 Floor(int ledger, DateOnly date, Int128 limit)
    {
        var isBeyond = Term(ledger, date, "limitMeasures") is null or "drawn" && Preset(ledger, date) is "A" or "B";
        var fee = isBeyond ? Fee(ledger, date, limit) : default;
        return -(limit + fee.Administration + fee.Fund);
    }

    /// <summary>Charged to every member's account at a period's end.</summary>
    public Int128 MonthlyCharge(int ledger, DateOnly last) =>
        (Term(ledger, last, "monthlyCharge") is { } text ? Int128.Parse(text, CultureInfo.InvariantCulture) : 0) * Unit(ledger);

    /// <summary>Per cent of a debt that is to come in during a period; 0: nothing is asked.</summary>
    public int Repayment(int ledger, DateOnly last) =>
        Term(ledger, last, "monthlyRepayment") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    /// <summary>A whole number of per cent, half a minor unit up.</summary>
    public static Int128 HalfUp(Int128 amount, int percent) => ((amount * percent * 2) + 100) / 200;

    private Int128 Unit(int ledger)
    {
        Int128 unit = 1;
        for (var digit = 0; digit < book.Ledgers[ledger].Scale; digit++)
        {
            unit *= 10;
        }

        return unit;
    }

    // In proportion to what #1 and #2 have of a hundred; the coupon that is left over goes where more of it was cut off.
    private static (Int128 Administration, Int128 Fund) Split(Int128 total, int first)
    {
        var sum = first + 2;
        var (one, two) = (total * first / sum, total * 2 / sum);
        var isLeft = one + two < total;
        return !isLeft ? (one, two)
            : total * first % sum > total * 2 % sum ? (one + 1, two)
            : (one, two + 1);
    }
}
