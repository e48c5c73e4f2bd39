using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// The lots of a komoko (003) by arithmetic of its own: what each posting takes from which, what arrives with which
/// date, what demurrage it pays; and after it open lots are the positive balance of every account that keeps any.
/// </summary>
internal sealed class LotAudit(AuditBook book)
{
    private const int Payment = 1, Resolution = 2, Trade = 3, Correction = 4;
    private const int PeriodPosting = 67, Demurrage = 152, TurnoverEnd = 153;

    private readonly AuditCircles _circles = new(book);
    private readonly LotBooking _lots = new(book);
    private readonly MonthEndAudit _ends = new(book);

    /// <summary>What is wrong about what a posting does to lots, before its transfers count; null: nothing.</summary>
    public Violation? Check(JournalPosting posting)
    {
        var legs = posting.Legs.Where(IsOfKomoko).ToList();
        if (legs.Count == 0)
        {
            return posting.Lots.IsEmpty ? null : Wrong($"no komoko has a part in {posting}, yet it has lots");
        }

        var ledger = book.Ledgers[legs[0].Ledger];
        var terms = AuditKomokoTerms.Of(book, ledger, posting.Date);
        return (posting.Corrects is null ? CheckCharges(posting, legs, ledger) : null) ?? posting.Kind switch
        {
            Payment or Resolution or Trade => CheckPayment(posting, legs, ledger, terms),
            Correction => CheckCorrection(posting, legs, terms),
            PeriodPosting or Demurrage or TurnoverEnd => _ends.Check(posting, legs, ledger, terms),
            _ => posting.Lots.IsEmpty ? null : Wrong($"{posting} is none of a kind that moves lots"),
        };
    }

    /// <summary>After its transfers: open lots of every account it touched are its positive balance.</summary>
    public Violation? CheckSums(JournalPosting posting)
    {
        foreach (var id in Touched(posting.Legs.Where(IsOfKomoko)))
        {
            var account = book.Accounts[id];
            var open = book.Komoko.Open(id).Aggregate((Int128)0, static (sum, lot) => sum + lot.Open);
            var due = _circles.HasLots(account) ? Int128.Max(0, account.Balance) : 0;
            if (open != due)
            {
                return new Violation(
                    "lot-sum",
                    $"account {id} has {account.Balance}, its open lots are {open} instead of {due} after {posting}");
            }
        }

        return null;
    }

    /// <summary>Every stored lot is as the journal left it; its dates never change.</summary>
    public Violation? CheckStored(IEnumerable<JournalLotState> stored)
    {
        var count = 0;
        foreach (var row in stored)
        {
            count++;
            if (!book.Komoko.Lots.TryGetValue(row.Lot.Id, out var lot) || lot.Account != row.Lot.Account
                || lot.Matures != row.Lot.Matures || lot.Arrived != row.Lot.Arrived || lot.Amount != row.Lot.Amount
                || lot.Open != row.Open || lot.Parts != row.Parts || lot.AccruedTo != row.AccruedTo)
            {
                return Wrong(
                    $"stored is {row}, the journal gives {lot?.Open} open, {lot?.Parts} parts to {lot?.AccruedTo:O}");
            }
        }

        return count == book.Komoko.Lots.Count
            ? null
            : Wrong($"{book.Komoko.Lots.Count} lots arrived, {count} are stored");
    }

    private static IEnumerable<long> Touched(IEnumerable<JournalLeg> legs) =>
        legs.SelectMany(static leg => new[] { leg.Debit, leg.Credit }).Distinct();

    private bool IsOfKomoko(JournalLeg leg) => book.Ledgers[leg.Ledger].Scheme == AuditCircles.Scheme;

    // Demurrage is what lots are charged with, and goes to the account that is named for it.
    private static Violation? CheckCharges(JournalPosting posting, List<JournalLeg> legs, AuditLedger ledger)
    {
        var charged = posting.Lots.Uses.ToLookup(static use => use.Account, static use => use.Charged);
        var accounts = legs.Select(static leg => leg.Debit).Concat(charged.Select(static use => use.Key));
        foreach (var account in accounts.Distinct())
        {
            var booked = legs.Where(leg => leg.Debit == account && IsDemurrage(leg, ledger))
                .Aggregate((Int128)0, static (sum, leg) => sum + leg.Amount);
            var due = charged[account].Aggregate((Int128)0, static (sum, minor) => sum + minor);
            if (booked != due)
            {
                return Wrong($"lots of {account} are charged {due}, {booked} is booked by {posting}");
            }
        }

        return null;
    }

    private static bool IsDemurrage(JournalLeg leg, AuditLedger ledger) =>
        leg.Purpose == "demurrage" && leg.IsForced && leg.Credit == ledger.SystemAccounts[AuditRole.Demurrage];

    private Violation? CheckPayment(
        JournalPosting posting, List<JournalLeg> legs, AuditLedger ledger, AuditKomokoTerms terms)
    {
        var main = legs.FindAll(leg => !IsDemurrage(leg, ledger));
        var first = main[0];
        if (first.Action is LegAction.VoidPending or LegAction.ExpirePending)
        {
            return posting.Lots.IsEmpty ? null : Wrong($"nothing moves by {posting}");
        }

        var (payer, payee) = (book.Accounts[first.Debit], book.Accounts[first.Credit]);
        var isOut = payer.Role == AuditRole.Member;
        var amount = main.Where(leg => isOut ? leg.Debit == payer.Id : leg.Credit == payee.Id)
            .Aggregate((Int128)0, static (sum, leg) => sum + leg.Amount);
        var purpose = PurposeOf(first);
        var isFree = posting.Kind == Resolution || (posting.Kind == Payment && first.IsForced);
        var cell = _circles.Find(payer, payee, purpose, posting.Date, terms);
        if (!isFree && CheckRoom(payer, payee, amount, purpose, cell, posting.Date, terms) is { } violation)
        {
            return violation with { Text = $"{violation.Text}; {posting}" };
        }

        if (posting.Kind == Payment && cell is null
            && new[] { payer, payee }.Any(account => _circles.Of(account, posting.Date) == AuditCircle.None))
        {
            return new Violation("circle", $"a holder is not known on the date of {posting}");
        }

        if (first.Action == LegAction.Pend)
        {
            return posting.Lots.IsEmpty ? null : Wrong($"nothing moves by {posting}");
        }

        cell ??= new AuditCell(AuditOverdraft.ToFloor, Matures: null);
        var taking = _circles.HasLots(payer)
            ? LotTaking.Of(
                Lots(payer, isFree ? null : cell.LotsFrom), Carry(payer), amount, posting.Date, terms.Schedule)
            : new LotTaking { Uncovered = Int128.Max(0, amount - Int128.Max(0, payer.Balance)), Carry = Carry(payer) };
        var parts = new List<(Int128 Amount, DateOnly Matures)>();
        if (_circles.HasLots(payee))
        {
            parts.AddRange(cell.Matures is { } matures
                ? [(amount, matures)]
                : taking.Uses.Where(static use => use.Use.Paid > 0)
                    .Select(static use => ((Int128)use.Use.Paid, use.Lot.Matures)));
            var rest = amount - parts.Aggregate((Int128)0, static (sum, part) => sum + part.Amount);
            parts.Add((rest, posting.Date.AddDays(terms.GraceDays)));
        }

        CountInstalment(payer, cell, taking.Uncovered, posting.Date);
        return _lots.TakeUses(posting, taking, terms) ?? _lots.TakeArrivals(posting, payee, parts);
    }

    // Held amounts end for what they were held for.
    private string PurposeOf(JournalLeg leg) => leg.ResolvesPosting is { } placed
        ? book.Pendings[(placed, leg.ResolvesLeg)].Leg.Purpose
        : leg.Purpose;

    /// <summary>Whether a payment goes where credit passes, within what it may use; null: it does.</summary>
    public Violation? CheckRoom(
        AuditAccount payer, AuditAccount payee, Int128 amount, string purpose, AuditCell? cell, DateOnly date,
        AuditKomokoTerms terms)
    {
        if (cell is null)
        {
            return new Violation(
                "circle",
                $"no credit passes from {_circles.Of(payer, date)} {payer.Id} to {_circles.Of(payee, date)} {payee.Id}");
        }

        if (purpose == "clearing" && amount > Int128.Max(0, -payee.Balance))
        {
            return new Violation("circle", $"{amount} clears {payee.Id}, which has {payee.Balance}");
        }

        if (payer.Role != AuditRole.Member)
        {
            return null;
        }

        var spendable = Spendable(payer, cell, date, terms, out var accrued);
        return amount <= spendable || (cell.Overdraft == AuditOverdraft.ToFloor && accrued == 0)
            ? null
            : new Violation("overdraft", $"account {payer.Id} may use {spendable} ({cell}) and pays {amount}");
    }

    /// <summary>The line of the table for a payment.</summary>
    public AuditCell? CellOf(
        AuditAccount payer, AuditAccount payee, string purpose, DateOnly date, AuditKomokoTerms terms) =>
        _circles.Find(payer, payee, purpose, date, terms);

    public AuditCircle CircleOf(AuditAccount account, DateOnly date) => _circles.Of(account, date);

    /// <summary>What a payment of the table's line may use; what of it is only accrued demurrage.</summary>
    public Int128 Spendable(
        AuditAccount payer, AuditCell cell, DateOnly date, AuditKomokoTerms terms, out Int128 accrued)
    {
        var hasLots = _circles.HasLots(payer);
        var lots = hasLots ? book.Komoko.Open(payer.Id) : [];
        accrued = lots.Aggregate((Int128)0, static (sum, lot) => sum + lot.Open)
            - LotTaking.Available(lots, date, terms.Schedule);
        var own = hasLots
            ? LotTaking.Available(Lots(payer, cell.LotsFrom), date, terms.Schedule)
            : cell.LotsFrom is { } from && _circles.HolderOf(payer, date) is { } holder
                && AuditKomokoTerms.ClearingDate(holder, date) < from
                ? 0
                : Int128.Max(0, payer.Balance);
        var spare = Int128.Max(0, own - payer.DebitsPending);
        var toFloor = payer.Floor is { } floor
            ? Int128.Max(0, payer.Balance - payer.DebitsPending - floor - accrued)
            : Int128.MaxValue;
        return cell.Overdraft switch
        {
            AuditOverdraft.ToFloor => toFloor,
            AuditOverdraft.Depreciation => Int128.Min(toFloor, spare + DepreciationLeft(payer, date)),
            _ => Int128.Min(toFloor, spare),
        };
    }

    private Int128 DepreciationLeft(AuditAccount payer, DateOnly date)
    {
        var holder = _circles.HolderOf(payer, date)!;
        var (ends, drawn) = book.Komoko.Instalments.GetValueOrDefault(payer.Id);
        return Int128.Max(0, holder.Depreciation - (ends == AuditKomokoTerms.ClearingDate(holder, date) ? drawn : 0));
    }

    private void CountInstalment(AuditAccount payer, AuditCell cell, Int128 overdrawn, DateOnly date)
    {
        if (cell.Overdraft == AuditOverdraft.Depreciation && overdrawn > 0)
        {
            var end = AuditKomokoTerms.ClearingDate(_circles.HolderOf(payer, date)!, date);
            var (ends, drawn) = book.Komoko.Instalments.GetValueOrDefault(payer.Id);
            book.Komoko.Instalments[payer.Id] = (end, (ends == end ? drawn : 0) + overdrawn);
        }
    }

    private List<AuditLot> Lots(AuditAccount account, DateOnly? from) =>
        book.Komoko.Open(account.Id).FindAll(lot => from is null || lot.Matures >= from);

    private Int128 Carry(AuditAccount account) => book.Komoko.Carries.GetValueOrDefault(account.Id);

    // Who gets credit back gets the maturities that were taken, then the full grace; lost is the shortest first.
    private Violation? CheckCorrection(JournalPosting posting, List<JournalLeg> legs, AuditKomokoTerms terms)
    {
        var corrected = (JournalPosting)book.Operations[posting.Corrects!.Value].Outcome;
        foreach (var id in Touched(legs).Order())
        {
            var account = book.Accounts[id];
            if (!_circles.HasLots(account))
            {
                continue;
            }

            var net = legs.Aggregate((Int128)0, (sum, leg) =>
                sum + (leg.Credit == id ? leg.Amount : 0) - (leg.Debit == id ? leg.Amount : 0));
            if (net < 0)
            {
                var taking = LotTaking.Of(
                    book.Komoko.Open(id), Carry(account), -net, posting.Date, terms.Schedule, isCharged: false);
                if (_lots.TakeUses(posting, taking, terms, id) is { } violation)
                {
                    return violation;
                }

                continue;
            }

            var back = corrected.Lots.Uses.Where(use => use.Account == id)
                .Select(use => (Minor: (Int128)use.Paid + use.Charged, book.Komoko.Lots[use.Lot].Matures, use.Lot))
                .OrderBy(static use => use.Matures).ThenBy(static use => use.Lot);
            var parts = new List<(Int128, DateOnly)>();
            var left = net;
            foreach (var (minor, matures, _) in back)
            {
                var part = Int128.Min(left, minor);
                parts.Add((part, matures));
                left -= part;
            }

            parts.Add((left, posting.Date.AddDays(terms.GraceDays)));
            if (_lots.TakeArrivals(posting, account, parts) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static Violation Wrong(string text) => new("lots", text);
}
