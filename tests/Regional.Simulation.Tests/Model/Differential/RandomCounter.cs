using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>What happens at the counters of coupon books, at random: mostly with notes that are where they should be.</summary>
internal sealed class RandomCounter(RandomCoupons coupons, Known known)
{
    private static readonly Currency Unit = new("IDR", 0);

    /// <summary>The next line of a counter, a payment, or what else a member or a teller asks of a coupon book.</summary>
    public PlannedOrder Next()
    {
        var book = coupons.Book();
        return known.Next(20) switch
        {
            < 6 => Withdrawal(book),
            < 11 => Deposit(book),
            < 13 => Exchange(book),
            13 => Settlement(book),
            14 => Cover(book),
            < 17 => Correction(book),
            17 => Conversion(),
            18 => Held(book),
            _ => Payment(book),
        };
    }

    private PlannedOrder Withdrawal(LedgerId book)
    {
        var till = coupons.AnyTill(book);
        var notes = coupons.Some(
            coupons.Of(book, note => till is null ? note.State == NoteState.Stock : note.Till == till), most: 4);
        var account = coupons.Member(book);
        return Line(book, account, new WithdrawCoupons(account, Worth(notes), notes, till, Evidence()), OperationKind.WithdrawCoupons);
    }

    private PlannedOrder Deposit(LedgerId book)
    {
        var isAny = known.Chance(120);
        var notes = coupons.Some(coupons.Of(book, note => isAny || note.State == NoteState.Outside), most: 4);
        var account = coupons.Member(book);
        return Line(
            book, account, new DepositCoupons(account, Worth(notes), notes, coupons.AnyTill(book), Evidence()),
            OperationKind.DepositCoupons);
    }

    private PlannedOrder Exchange(LedgerId book)
    {
        var till = coupons.AnyTill(book);
        var expired = coupons.Rows.Series.Where(static series => series.LastValidDay < RandomCoupons.Today)
            .Select(static series => series.Code).ToHashSet();
        var old = coupons.Of(book, note => note.State == NoteState.Outside);
        if (known.Chance(850))
        {
            old.RemoveAll(note => !expired.Contains(note.Series));
        }

        var handed = known.Chance(400)
            ? []
            : coupons.Some(coupons.Of(book, note => note.Till == till && note.State == NoteState.Till), most: 2);
        var account = coupons.Member(book);
        return Line(
            book, account, new ExchangeNotes(account, coupons.Some(old, most: 4), handed, till, Evidence()),
            OperationKind.ExchangeNotes) with
        {
            Date = RandomCoupons.Today,
        };
    }

    private PlannedOrder Settlement(LedgerId book)
    {
        var closed = coupons.Rows.Tills.Where(till => till.Ledger == book && !till.IsOpen
            && (till.SettledBy is null || known.Chance(50)) && till.Missing.Length + till.Found.Length > 0).ToArray();
        var till = closed.Length == 0 ? null : closed[known.Next(closed.Length)];
        var difference = coupons.System(book, AccountRole.TillDifference);
        return new PlannedOrder(
            book,
            new SettleTill(
                difference, till?.Id ?? known.NewId(), till?.Missing ?? [],
                known.Chance(900) ? till?.Found ?? [] : coupons.Some(coupons.Of(book, static _ => true), most: 2)),
            [difference],
            coupons.Date())
        {
            Kind = OperationKind.SettleTill,
        };
    }

    private PlannedOrder Cover(LedgerId book)
    {
        var account = coupons.Member(book);
        return Line(book, account, new CoverClosing(account), OperationKind.CoverClosing);
    }

    private PlannedOrder Correction(LedgerId book)
    {
        var lines = coupons.Rows.Lines
            .Where(line => line.Value.Ledger == book && (line.Value is
            {
                Kind: not CounterLineKind.TillDifference, NotesInMinor: >= 0, NotesOutMinor: >= 0,
            } || known.Chance(20)))
            .OrderBy(static line => line.Key).ToArray();
        var (id, account) = lines.Length == 0 || known.Chance(60)
            ? (known.NewId(), coupons.Member(book))
            : lines[known.Next(lines.Length)] is var line ? (line.Key, line.Value.Account) : default;
        account = known.Chance(50) ? coupons.Member(book) : account;
        return Line(book, account, new CorrectLine(account, id), OperationKind.CorrectLine) with { Corrects = id };
    }

    private PlannedOrder Conversion()
    {
        var book = coupons.Convertible;
        var account = coupons.Member(book);
        var amount = new Amount(1 + known.Next(5_000), Unit);
        return Line(
            book, account, known.Chance(500) ? new ConvertRupiah(account, amount) : new ConvertBack(account, amount),
            OperationKind.ConvertRupiah);
    }

    private PlannedOrder Held(LedgerId book)
    {
        var (payer, payee) = (coupons.Member(book), coupons.Member(book));
        return new PlannedOrder(
            book, new SchemeCommand.PendInside(payer, payee, Amount(), "goods", TimeSpan.FromHours(1)), [payer, payee],
            coupons.Date());
    }

    private PlannedOrder Payment(LedgerId book)
    {
        var (payer, payee) = (coupons.Member(book), coupons.Member(book));
        return new PlannedOrder(
            book,
            new SchemeCommand.PayInside(payer, payee, Amount(), known.Chance(50) ? "nonsense" : "goods"),
            [payer, payee],
            coupons.Date());
    }

    private PlannedOrder Line(LedgerId book, AccountId account, SchemeCommand command, OperationKind kind) =>
        new(book, command, [account], coupons.Date()) { Kind = kind };

    private Amount Worth(ImmutableArray<NoteRange> notes)
    {
        var worth = notes.SelectMany(NoteRules.Serials).Sum(note =>
            coupons.Rows.Notes.TryGetValue(note, out var row) ? row.Value : 1_000);
        return new Amount(known.Chance(50) ? worth + 1_000 : worth, Unit);
    }

    private Amount Amount() => new(1 + known.Next(30_000), Unit);

    private Evidence Evidence() => known.Next(20) switch
    {
        0 when known.Chance(300) => new Evidence(EvidenceKind.None, null),
        < 12 => new Evidence(EvidenceKind.SignedLine, $"{1 + known.Next(99)}"),
        _ => new Evidence(EvidenceKind.Pin, null),
    };
}
