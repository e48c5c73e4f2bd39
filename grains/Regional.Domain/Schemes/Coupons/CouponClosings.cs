using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What is booked when a till or an account closes.</summary>
internal static class CouponClosings
{
    /// <summary>
    /// A till's difference: missing notes are with somebody, so circulation gains them at the cost of the till difference;
    /// found notes the other way. Refusals: those of <see cref="NoteCheck"/>, <c>tillNotOpen</c> for one that is not closed.
    /// </summary>
    public static Ruling<SchemePlan> Plan(SettleTill command, CouponScene scene)
    {
        if (command.Missing.IsDefaultOrEmpty && command.Found.IsDefaultOrEmpty)
        {
            return NoteCheck.CheckForm([])!;
        }

        if (!Count(command.Missing, NoteMove.Missing, command.Till, scene).TryGet(out var missing, out var refusal)
            || !Count(command.Found, NoteMove.Found, command.Till, scene).TryGet(out var found, out refusal))
        {
            return refusal;
        }

        var circulation = scene.System(AccountRole.Circulation);
        Leg[] legs =
        [
            scene.Notes(command.TillDifference, circulation, missing.Value),
            scene.Notes(circulation, command.TillDifference, found.Value),
        ];
        return new SchemePlan(
            [.. legs.Where(static leg => !leg.Amount.IsZero)],
            [
                .. missing.Moved,
                .. found.Moved,
                new CounterLine(
                    scene.Context.Ledger, command.TillDifference, CounterLineKind.TillDifference,
                    NotesInMinor: found.Value.Minor, NotesOutMinor: missing.Value.Minor, RupiahFeeMinor: 0, default,
                    command.Till),
            ]);
    }

    /// <summary>
    /// The balance account makes up what a leaving member owes, and #1 covers it at once. Refusals in order:
    /// <c>nothingToCover</c>, <c>fundShort</c> (#1 cannot pay it).
    /// </summary>
    public static Ruling<SchemePlan> Plan(CoverClosing command, CouponScene scene)
    {
        if (scene.RoleOf(command.Account) != AccountRole.Member || scene.Available >= 0)
        {
            return Refusal.For(
                RefusalReason.NothingToCover,
                RefusalFact.Account(command.Account),
                RefusalFact.Money("balance", scene.Available, scene.Currency));
        }

        var owed = new Amount(-scene.Available, scene.Currency);
        if (scene.State.Administration is not { } fund || fund.Balance - fund.DebitsPending < owed.Minor)
        {
            return Refusal.For(
                RefusalReason.FundShort,
                RefusalFact.Account(scene.System(AccountRole.Administration)),
                RefusalFact.Money("balance", scene.State.Administration?.Balance ?? 0, scene.Currency),
                RefusalFact.Money("amount", owed.Minor, scene.Currency));
        }

        var balance = scene.System(AccountRole.Balance);
        return new SchemePlan(
            [
                scene.Leg(balance, command.Account, owed, "correction"),
                scene.Leg(scene.System(AccountRole.Administration), balance, owed, "correction"),
            ],
            Facts: []);
    }

    private static Ruling<MovedNotes> Count(
        ImmutableArray<NoteRange> notes, NoteMove move, OperationId till, CouponScene scene)
    {
        if (notes.IsDefaultOrEmpty)
        {
            return new MovedNotes(new Amount(0, scene.Currency), []);
        }

        return NoteCheck.Count(notes, scene.State.Runs, scene.Context.Ledger).TryGet(out var counted, out var refusal)
            ? new MovedNotes(
                new Amount(counted.Counts.Minor, scene.Currency), [new NotesMoved(scene.Context.Ledger, move, notes, till)])
            : refusal;
    }
}

/// <summary>Notes that move, and what they are worth; none at all is allowed.</summary>
internal sealed record MovedNotes(Amount Value, ImmutableArray<NotesMoved> Moved);
