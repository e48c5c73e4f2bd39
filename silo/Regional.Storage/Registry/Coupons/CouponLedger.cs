using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Directory;
using Regional.Storage.Registry.Terms;

namespace Regional.Storage.Registry.Coupons;

/// <summary>A coupon book as commands about notes see it.</summary>
/// <param name="Id">The book.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Terms">In force today.</param>
/// <param name="Today">In its region.</param>
internal sealed record CouponLedger(LedgerId Id, Currency Currency, CouponTerms Terms, DateOnly Today)
{
    /// <summary>The book, or why it is none: <c>parentUnknown</c>, <c>commandNotOfScheme</c>, unreadable terms.</summary>
    public static async Task<Ruling<CouponLedger>> FindAsync(CommandScope scope, LedgerId ledger)
    {
        var books = await scope.FindRowsAsync(
            "select scheme, currency, scale from ledgers where id = $1",
            static row => (
                Scheme: row.GetString(0), Currency: new Currency(row.GetString(1), checked((byte)row.GetInt16(2)))),
            ledger);
        if (books.IsEmpty || await RegionDate.FindAsync(scope, ledger) is not { } today)
        {
            return Refusal.For(RefusalReason.ParentUnknown, new("what", "ledger"), new("value", $"{ledger}"));
        }

        if (books[0].Scheme != CouponScheme.SchemeName)
        {
            return Refusal.For(
                RefusalReason.CommandNotOfScheme, new("scheme", books[0].Scheme), new("command", "notes and tills"));
        }

        var terms = await scope.FindRowsAsync(DatedTermsRow.OfLedger, DatedTermsRow.Read, ledger);
        return CouponParameters.Read(SchemeParameters.InForce(terms, today), books[0].Currency)
            .TryGet(out var read, out var refusal)
            ? new CouponLedger(ledger, books[0].Currency, read, today)
            : refusal;
    }

    /// <summary>Minor units as people write them.</summary>
    public string Text(long minor) => new Balance(minor, Currency).ToDecimalString();
}
