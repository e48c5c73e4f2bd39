using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// What ends of months and of turnover periods book in a komoko (003, 2.2 to 3.1): each day's demurrage once,
/// businesses cleared on their clearing dates and not twice, a levy on what stays.
/// </summary>
internal sealed class MonthEndAudit(AuditBook book)
{
    private readonly AuditCircles _circles = new(book);
    private readonly LotBooking _lots = new(book);

    public Violation? Check(JournalPosting posting, List<JournalLeg> legs, AuditLedger ledger, AuditKomokoTerms terms)
    {
        var demurrage = ledger.SystemAccounts[AuditRole.Demurrage];
        var isDemurrage = legs.TrueForAll(leg => leg.Credit == demurrage);
        var about = isDemurrage ? legs[0].Debit : RealOf(legs, ledger);
        if (posting.Period is { } period && !book.Komoko.Booked.Add((period, isDemurrage, about)))
        {
            return Wrong($"{posting} is the second of its kind about {about}");
        }

        return isDemurrage ? CheckCharge(posting, about, terms) : CheckTurnover(posting, legs, ledger, about, terms);
    }

    /// <summary>What the end of a turnover period moves; null: nothing is due, or it is no end.</summary>
    public List<ExpectedLeg>? Lay(AskedTurnoverEnd asked, DateOnly date)
    {
        var ledger = book.Ledgers[asked.Ledger];
        return book.Accounts.TryGetValue(asked.Real, out var real) && _circles.Of(real, date) == AuditCircle.Business
            ? Lay(
                ledger, real, book.Accounts.GetValueOrDefault(asked.Financial), date,
                AuditKomokoTerms.Of(book, ledger, date))
            : null;
    }

    private static long RealOf(List<JournalLeg> legs, AuditLedger ledger) => legs[0].Purpose == "levy"
        && legs[0].Credit == ledger.SystemAccounts[AuditRole.Levy]
            ? legs[0].Debit
            : legs[0].Credit;

    // By command everything that has accrued; at a period's end what its days and those before have.
    private Violation? CheckCharge(JournalPosting posting, long account, AuditKomokoTerms terms)
    {
        var last = posting.Date;
        var carry = book.Komoko.Carries.GetValueOrDefault(account);
        var isVague = false;
        var left = posting.Lots.Uses.ToList();
        foreach (var lot in book.Komoko.Open(account))
        {
            var due = posting.Period is null || lot.AccruedTo <= last
                ? lot.PartsOn(last, terms.Schedule)
                : lot.PartsUpTo(last);
            if (!lot.IsPlainUnder(terms.Schedule) && lot.AccruedTo > last && posting.Period is not null)
            {
                isVague = true;
                if (TakeVague(lot, left) is { } wrong)
                {
                    return wrong with { Text = $"{wrong.Text} by {posting}" };
                }

                continue;
            }

            if (due == 0)
            {
                continue;
            }

            lot.Accrue(last, terms.Schedule);
            var later = lot.Parts - due;
            var owed = LotTaking.Whole(lot, due);
            var carried = Int128.Min(lot.Open - owed, carry / AuditLot.PartsPerMinor);
            var charged = owed + carried;
            var closes = charged == lot.Open;
            var rest = LotTaking.Rest(lot, due);
            carry += (closes ? rest + later : 0) - (carried * AuditLot.PartsPerMinor);
            var use = new JournalLotUse(
                account, lot.Id, Paid: 0, (long)charged, closes ? 0 : rest + later, lot.AccruedTo);
            if (!isVague && (left.Count == 0 || left[0] != use))
            {
                return new Violation(
                    "demurrage", $"{use} is due and not {(left.Count == 0 ? "nothing" : $"{left[0]}")} by {posting}");
            }

            if (isVague && TakeVague(lot, left) is { } vague)
            {
                return vague with { Text = $"{vague.Text} by {posting}" };
            }

            if (!isVague)
            {
                left.RemoveAt(0);
                lot.Open -= charged;
                Keep(lot, last, closes ? 0 : rest, keepsLater: !closes && posting.Period is not null);
            }
        }

        if (left.Count > 0)
        {
            return new Violation("demurrage", $"nothing is due of {left[0]} by {posting}");
        }

        return isVague ? Adopt(posting, account) : _lots.TakeCarry(posting, account, carry);
    }

    // The days up to the last are booked, but for a fraction; those after it are the next end's.
    private static void Keep(AuditLot lot, DateOnly last, Int128 rest, bool keepsLater)
    {
        foreach (var day in lot.Days.Keys.Where(day => !keepsLater || day <= last).ToList())
        {
            lot.Days.Remove(day);
        }

        lot.Fraction = rest;
    }

    // It can be said what has accrued, and not on which days: no more is charged than has, and nothing is lost.
    private static Violation? TakeVague(AuditLot lot, List<JournalLotUse> left)
    {
        var at = left.FindIndex(use => use.Lot == lot.Id);
        if (at < 0)
        {
            return null;
        }

        var use = left[at];
        left.RemoveAt(at);
        var before = lot.Parts;
        var gone = before - use.Parts;
        if (use.Paid != 0 || use.Charged > lot.Open || use.AccruedTo != lot.AccruedTo || use.Parts < 0 || gone < 0
            || (use.Charged < lot.Open && gone > (Int128)use.Charged * AuditLot.PartsPerMinor))
        {
            return new Violation("demurrage", $"{use}, when {before} parts have accrued");
        }

        lot.Open -= use.Charged;
        lot.Leave(use.Parts);
        return null;
    }

    private Violation? Adopt(JournalPosting posting, long account)
    {
        foreach (var carry in posting.Lots.Carries.Where(one => one.Account == account))
        {
            book.Komoko.Carries[account] = carry.Parts;
        }

        return null;
    }

    private Violation? CheckTurnover(
        JournalPosting posting, List<JournalLeg> legs, AuditLedger ledger, long about, AuditKomokoTerms terms)
    {
        var real = book.Accounts[about];
        if (_circles.Of(real, posting.Date) != AuditCircle.Business
            || AuditKomokoTerms.ClearingDate(_circles.HolderOf(real, posting.Date)!, posting.Date) != posting.Date)
        {
            return Wrong($"{posting.Date:O} is no clearing date of {about}, yet there is {posting}");
        }

        if (!book.Komoko.Cleared.Add((about, posting.Date)))
        {
            return Wrong($"{about} was cleared on {posting.Date:O} already, and is again by {posting}");
        }

        var cover = legs.Find(leg => leg.Credit == about);
        var own = cover is null ? OwnOf(real) : book.Accounts[cover.Debit];
        var due = Lay(ledger, real, own, posting.Date, terms) ?? [];
        var moved = legs.FindAll(leg => leg.Credit != ledger.SystemAccounts[AuditRole.Demurrage]);
        if (moved.Count != due.Count || moved.Where((leg, at) => !due[at].Fits(leg)).Any())
        {
            return Wrong($"{string.Join("; ", due)} is due, not {posting}");
        }

        if (cover is null)
        {
            return posting.Lots.IsEmpty ? null : Wrong($"nothing covers, yet lots move by {posting}");
        }

        var taking = LotTaking.Of(
            Lots(own!, posting.Date), book.Komoko.Carries.GetValueOrDefault(own!.Id), cover.Amount, posting.Date,
            terms.Schedule);
        return _lots.TakeUses(posting, taking, terms);
    }

    private List<ExpectedLeg>? Lay(
        AuditLedger ledger, AuditAccount real, AuditAccount? own, DateOnly date, AuditKomokoTerms terms)
    {
        Int128 balance = 0;
        foreach (var line in book.Lines.Where(line => line.Ledger == ledger.Id && line.Date <= date))
        {
            balance += (line.Credit == real.Id ? line.Amount : 0) - (line.Debit == real.Id ? line.Amount : 0);
        }

        var cover = balance < 0 && own is not null && _circles.Of(own, date) == AuditCircle.Financial
            && own.Member == real.Member
                ? Int128.Min(-balance, Spare(own, date, terms))
                : 0;
        var levy = (Int128)((decimal)Int128.Abs(balance + cover) * terms.LevyRate);
        var legs = new List<ExpectedLeg>();
        if (cover > 0)
        {
            legs.Add(new ExpectedLeg(
                ledger.Id, own!.Id, real.Id, (long)cover, LegAction.Post, IsForced: false, Counter: null));
        }

        if (levy > 0)
        {
            legs.Add(new ExpectedLeg(
                ledger.Id, real.Id, ledger.SystemAccounts[AuditRole.Levy], (long)levy, LegAction.Post, IsForced: true,
                Counter: null));
        }

        return legs.Count == 0 ? null : legs;
    }

    // What the financial account held by then, less what is held and what has accrued.
    private Int128 Spare(AuditAccount own, DateOnly date, AuditKomokoTerms terms)
    {
        var lots = Lots(own, date);
        var available = LotTaking.Available(lots, date, terms.Schedule);
        var accrued = lots.Aggregate((Int128)0, static (sum, lot) => sum + lot.Open) - available;
        var spare = Int128.Max(0, available - own.DebitsPending);
        return own.Floor is { } floor
            ? Int128.Min(spare, Int128.Max(0, own.Balance - own.DebitsPending - floor - accrued))
            : spare;
    }

    private List<AuditLot> Lots(AuditAccount account, DateOnly date) =>
        book.Komoko.Open(account.Id).FindAll(lot => lot.Arrived <= date);

    // A business without a financial account clears what it can: the levy is on all of it.
    private AuditAccount? OwnOf(AuditAccount real) => book.Accounts.Values
        .Where(account => account.Ledger == real.Ledger && account.Member == real.Member && account.Kind == 3
            && account.Status != 4)
        .OrderBy(static account => account.Id).FirstOrDefault();

    private static Violation Wrong(string text) => new("month-end", text);
}
