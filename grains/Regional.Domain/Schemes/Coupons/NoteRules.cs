using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// Where notes must be before they move, judged on committed rows under lock. Refusals in order: <c>tillNotOpen</c>; then
/// note by note in the order entered: <c>noteNeverIssued</c>, <c>noteDepositedTwice</c>, <c>noteWithdrawn</c> for a note
/// that comes in, <c>noteNotAtHand</c> for one that goes out.
/// </summary>
public static class NoteRules
{
    /// <summary>The first rule the fact breaks, or null.</summary>
    public static Refusal? Check(NotesMoved fact, NoteBook book)
    {
        if (fact.Till is { } till && CheckTill(till, fact, book) is { } refusal)
        {
            return refusal;
        }

        foreach (var serial in Serials(fact))
        {
            if (CheckNote(serial, fact, book.Notes.GetValueOrDefault(new NoteKey(fact.Ledger, serial))) is { } broken)
            {
                return broken;
            }
        }

        return null;
    }

    /// <summary>Brings the book up to date; the fact has passed <see cref="Check"/>.</summary>
    public static void Apply(NotesMoved fact, NoteBook book)
    {
        foreach (var serial in Serials(fact))
        {
            var key = new NoteKey(fact.Ledger, serial);
            book.Notes[key] = After(fact, book.Notes[key]);
        }
    }

    /// <summary>Where a note is after the move.</summary>
    public static NoteRecord After(NotesMoved fact, NoteRecord before) => fact.Move switch
    {
        NoteMove.HandedOut or NoteMove.Missing =>
            new NoteRecord(NoteState.Outside, Till: null, before.TimesIssued + 1),
        NoteMove.TakenIn => before with
        {
            State = fact.Till is null ? NoteState.Stock : NoteState.Till,
            Till = fact.Till,
        },
        NoteMove.Found => before with { State = NoteState.Stock, Till = null },
        NoteMove.Exchanged => before with { State = NoteState.Withdrawn, Till = null },
        NoteMove.NotHandedOut => new NoteRecord(
            fact.Till is null ? NoteState.Stock : NoteState.Till, fact.Till, before.TimesIssued - 1),
        NoteMove.NotTakenIn or NoteMove.NotExchanged => before with { State = NoteState.Outside, Till = null },
    };

    /// <summary>The notes of a fact, one by one.</summary>
    public static IEnumerable<NoteSerial> Serials(NotesMoved fact) => fact.Notes.SelectMany(Serials);

    /// <summary>The notes of a range, one by one.</summary>
    public static IEnumerable<NoteSerial> Serials(NoteRange range)
    {
        for (var number = range.First; number <= range.Last; number++)
        {
            yield return new NoteSerial(range.Series, number);
        }
    }

    // A till that is being settled is closed already: its missing and found notes pass.
    private static Refusal? CheckTill(OperationId till, NotesMoved fact, NoteBook book)
    {
        var isKnown = book.Tills.TryGetValue(till, out var state) && state.Ledger == fact.Ledger;
        var mustBeOpen = fact.Move is not (NoteMove.Missing or NoteMove.Found);
        return isKnown && state.IsOpen == mustBeOpen
            ? null
            : Refusal.For(RefusalReason.TillNotOpen, new RefusalFact("till", till.ToString()));
    }

    private static Refusal? CheckNote(NoteSerial serial, NotesMoved fact, NoteRecord note) => fact.Move switch
    {
        NoteMove.HandedOut or NoteMove.Missing or NoteMove.NotTakenIn => IsAtHand(note, fact.Till)
            ? null
            : Refused(RefusalReason.NoteNotAtHand, serial, new RefusalFact("state", Word(note.State))),
        NoteMove.NotExchanged => note.State == NoteState.Withdrawn
            ? null
            : Refused(RefusalReason.NoteNotAtHand, serial, new RefusalFact("state", Word(note.State))),
        NoteMove.TakenIn or NoteMove.Exchanged or NoteMove.Found or NoteMove.NotHandedOut => note.State switch
        {
            NoteState.Outside => null,
            NoteState.Withdrawn => Refused(RefusalReason.NoteWithdrawn, serial),
            NoteState.Stock or NoteState.Till when note.TimesIssued > 0 =>
                Refused(RefusalReason.NoteDepositedTwice, serial),
            _ => Refused(RefusalReason.NoteNeverIssued, serial),
        },
    };

    private static bool IsAtHand(NoteRecord note, OperationId? till) =>
        till is null ? note.State == NoteState.Stock : note.State == NoteState.Till && note.Till == till;

    private static string Word(NoteState state) => state == default ? "unknown" : state.ToString().ToLowerInvariant();

    private static Refusal Refused(RefusalReason reason, NoteSerial serial, params ReadOnlySpan<RefusalFact> more) =>
        Refusal.For(reason, [new RefusalFact("note", serial.ToString()), .. more]);
}
