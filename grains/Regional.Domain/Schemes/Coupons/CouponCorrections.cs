using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// A mis-keyed line is undone whole: coupons, fees, notes. The transfers are forced, for the limits were passed wrongly
/// the first time; the notes go back where they came from.
/// </summary>
internal static class CouponCorrections
{
    /// <summary>
    /// Refusals in order: <c>lineUnknown</c>, <c>alreadyCorrected</c>; in the journal those of notes.
    /// </summary>
    public static Ruling<SchemePlan> Plan(CorrectLine command, CouponScene scene)
    {
        if (scene.State.Corrected is not { } line || line.Line.Account != command.Account)
        {
            return Refusal.For(RefusalReason.LineUnknown, new RefusalFact("line", command.Line.ToString()));
        }

        if (line.IsCorrected)
        {
            return Refusal.For(RefusalReason.AlreadyCorrected, new RefusalFact("operation", command.Line.ToString()));
        }

        var till = scene.State.Till is { IsOpen: true } ? line.Line.Till : null;
        return new SchemePlan(
            [.. line.Legs.Select(static leg => Undone(leg))],
            [.. line.Moves.Select(move => Undone(move, till)), line.Line.Undone()]);
    }

    /// <summary>
    /// Refusal: <c>correctAsLine</c>, when a transfer touches circulation, which is what the notes outside are worth.
    /// </summary>
    public static Ruling<SchemePlan> Plan(UndoPayment command, CouponScene scene)
    {
        var circulation = scene.System(AccountRole.Circulation);
        return command.Legs.Any(leg => leg.Debit == circulation || leg.Credit == circulation)
            ? Refusal.For(RefusalReason.CorrectAsLine, new RefusalFact("operation", command.Corrected.ToString()))
            : new SchemePlan(command.Legs, Facts: []);
    }

    private static Leg Undone(Leg leg) => leg with
    {
        Debit = leg.Credit,
        Credit = leg.Debit,
        ForcedReason = "a line that was keyed wrongly",
    };

    private static NotesMoved Undone(NotesMoved moved, OperationId? till) => moved with
    {
        Till = till,
        Move = moved.Move switch
        {
            NoteMove.HandedOut => NoteMove.NotHandedOut,
            NoteMove.TakenIn => NoteMove.NotTakenIn,
            NoteMove.Exchanged => NoteMove.NotExchanged,
            NoteMove.Missing or NoteMove.Found or NoteMove.NotHandedOut or NoteMove.NotTakenIn or NoteMove.NotExchanged =>
                throw new InvariantViolation($"Notes {moved.Move} are not moved by a line that can be corrected."),
        },
    };
}
