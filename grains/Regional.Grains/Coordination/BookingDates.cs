using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Periods;

namespace Regional.Grains.Coordination;

/// <summary>
/// What becomes of a line that is dated into a closed period: refused, or booked on the first open date with its own date
/// as the document's, as each ledger's terms say. The journal itself only refuses, so plans are dated before they are made.
/// </summary>
internal static class BookingDates
{
    /// <summary>
    /// The details under which a posting in these ledgers is made, under the terms of the day on which it arrives. Refusal:
    /// <c>periodClosed</c>.
    /// </summary>
    public static Ruling<OrderDetails> Of(OrderDetails details, ImmutableArray<LedgerTerms> ledgers, DateTimeOffset now)
    {
        foreach (var ledger in ledgers)
        {
            if (ledger.ClosedUntil is not { } closed || details.BusinessDate > closed)
            {
                continue;
            }

            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(now, ledger.TimeZone).DateTime);
            if (!CommonParameters.BooksLateLines(SchemeParameters.InForce(ledger.Terms, today)))
            {
                return new PeriodBooks(closed, Totalling: null).Refuse(ledger.Id, details.BusinessDate);
            }
        }

        return OfOwn(details, ledgers);
    }

    /// <summary>The same for what ledgers book of themselves (settlements, exchange differences): never too late.</summary>
    public static OrderDetails OfOwn(OrderDetails details, ImmutableArray<LedgerTerms> ledgers)
    {
        var closed = ledgers.Max(static ledger => ledger.ClosedUntil);
        return closed is { } until && details.BusinessDate <= until
            ? details with
            {
                BusinessDate = until.AddDays(1),
                DocumentDate = details.DocumentDate ?? details.BusinessDate,
            }
            : details;
    }
}
