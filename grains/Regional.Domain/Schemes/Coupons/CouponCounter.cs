using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// What a teller does with notes (002, II.B.3 and IV.C). Every plan checks in this order: <c>currencyMismatch</c>
/// (where an amount is named), <c>evidenceMissing</c>, <c>accountNotPayable</c>, <c>tillNotOpen</c>, then the amount, then the notes by their numbers; where each note is,
/// the journal judges on locked rows.
/// </summary>
internal static class CouponCounter
{
    /// <summary>
    /// A withdrawal. Refusals after the common ones: <c>amountNotInNotes</c>, <c>withdrawalTooLarge</c> or
    /// <c>fundShort</c>, <c>rupiahBookMissing</c>, those of <see cref="NoteCheck"/>, <c>notesDiffer</c>,
    /// <c>noteExpired</c>; in the journal <c>noteNotAtHand</c>.
    /// </summary>
    public static Ruling<SchemePlan> Plan(WithdrawCoupons command, CouponScene scene)
    {
        if ((CheckUnit(command.Amount, scene) ?? CheckCounter(command, scene)) is { } refusal)
        {
            return refusal;
        }

        var isMembers = scene.RoleOf(command.Account) == AccountRole.Member;
        var none = CouponFee.None(scene.Currency);
        var asked = isMembers
            ? CouponWithdrawal.Of(command.Amount, scene.Available, scene.Terms)
            : new CouponWithdrawal(command.Amount, none, none);
        if ((CheckInNotes(command.Amount, asked, scene) ?? CheckRoom(command, asked, isMembers, scene)) is { } tooMuch)
        {
            return tooMuch;
        }

        if (!scene.FeeInRupiah(asked.RupiahFee).TryGet(out var rupiah, out var noBook))
        {
            return noBook;
        }

        if (!Count(command.Notes, asked.Notes, scene).TryGet(out var notes, out var wrong))
        {
            return wrong;
        }

        if (NoteCheck.CheckValid(notes, scene.Context.BusinessDate) is { } expired)
        {
            return expired;
        }

        return new SchemePlan(
            [
                scene.Notes(command.Account, scene.System(AccountRole.Circulation), asked.Notes),
                .. scene.FeeLegs(command.Account, asked.Fee),
                .. rupiah.Legs,
            ],
            [
                new NotesMoved(scene.Context.Ledger, NoteMove.HandedOut, command.Notes, command.Till),
                Line(command, CounterLineKind.Withdrawal, notesIn: 0, asked.Notes.Minor, rupiah.Minor, scene),
            ]);
    }

    /// <summary>
    /// A deposit. Refusals after the common ones: those of <see cref="NoteCheck"/>, <c>notesDiffer</c>,
    /// <c>noteExpired</c>; in the journal <c>noteNeverIssued</c>, <c>noteDepositedTwice</c>, <c>noteWithdrawn</c>.
    /// </summary>
    public static Ruling<SchemePlan> Plan(DepositCoupons command, CouponScene scene)
    {
        if ((CheckUnit(command.Amount, scene) ?? CheckCounter(command, scene)) is { } refusal)
        {
            return refusal;
        }

        if (!Count(command.Notes, command.Amount, scene).TryGet(out var notes, out var wrong))
        {
            return wrong;
        }

        if (NoteCheck.CheckValid(notes, scene.Context.BusinessDate) is { } expired)
        {
            return expired;
        }

        var facts = ImmutableArray.Create<Fact>(
            new NotesMoved(scene.Context.Ledger, NoteMove.TakenIn, command.Notes, command.Till),
            Line(command, CounterLineKind.Deposit, command.Amount.Minor, notesOut: 0, rupiahFee: 0, scene));
        return new SchemePlan(
            [scene.Notes(scene.System(AccountRole.Circulation), command.Account, command.Amount)],
            CreditLadder.Mark(command.Account, command.Amount, scene) is { } marked ? facts.Add(marked) : facts);
    }

    /// <summary>
    /// An exchange. Refusals after the common ones: those of <see cref="NoteCheck"/> for what is brought,
    /// <c>noteNotExpired</c>, then for what is handed out <c>exchangeTooLarge</c>, <c>noteExpired</c>; in the journal as for
    /// deposit and withdrawal.
    /// </summary>
    public static Ruling<SchemePlan> Plan(ExchangeNotes command, CouponScene scene)
    {
        if (CheckCounter(command, scene) is { } refusal)
        {
            return refusal;
        }

        if (!NoteCheck.Count(command.Expired, scene.State.Runs, scene.Context.Ledger).TryGet(out var old, out var wrong))
        {
            return wrong;
        }

        if (NoteCheck.CheckExpired(old, scene.Context.BusinessDate) is { } valid)
        {
            return valid;
        }

        var value = new Amount(old.Counts.Minor, scene.Currency);
        var fee = scene.Terms.ExchangeFeeOn(value);
        if (!CountReplacements(command, value - fee.Total, scene).TryGet(out var handed, out var refused))
        {
            return refused;
        }

        var rest = value - fee.Total - handed.Value;
        var circulation = scene.System(AccountRole.Circulation);
        var legs = scene.FeeLegs(circulation, fee).ToList();
        if (!rest.IsZero)
        {
            legs.Add(scene.Notes(circulation, command.Account, rest));
        }

        return new SchemePlan(
            [.. legs],
            [
                new NotesMoved(scene.Context.Ledger, NoteMove.Exchanged, command.Expired, command.Till),
                .. handed.Moved,
                Line(command, CounterLineKind.Exchange, value.Minor, handed.Value.Minor, rupiahFee: 0, scene),
            ]);
    }

    private static Refusal? CheckUnit(Amount amount, CouponScene scene) => amount.Currency == scene.Currency
        ? null
        : Refusal.For(
            RefusalReason.CurrencyMismatch,
            new("currency", amount.Currency.ToString()),
            new("ledgerCurrency", scene.Currency.ToString()));

    private static Refusal? CheckCounter(CounterCommand command, CouponScene scene)
    {
        if (scene.Terms.EvidenceRequired && !IsShown(command.Evidence))
        {
            return Refusal.For(RefusalReason.EvidenceMissing);
        }

        if (scene.RoleOf(command.Account) is { } role
            && role is not (AccountRole.Member or AccountRole.Administration or AccountRole.CommunityFund))
        {
            return Refusal.For(
                RefusalReason.AccountNotPayable,
                RefusalFact.Account(command.Account),
                new("role", role.ToString().ToLowerInvariant()));
        }

        var isOpen = command.Till is null
            ? !scene.Terms.TillsRequired
            : scene.State.Till is { IsOpen: true } till && till.Ledger == scene.Context.Ledger;
        return isOpen ? null : Refusal.For(RefusalReason.TillNotOpen, new RefusalFact("till", $"{command.Till}"));
    }

    private static bool IsShown(Evidence evidence) => evidence.Kind switch
    {
        EvidenceKind.None => false,
        EvidenceKind.SignedLine => !string.IsNullOrWhiteSpace(evidence.PaperLine),
        EvidenceKind.Pin or EvidenceKind.Own => true,
    };

    // Kept back, the fee may leave an odd sum, which stays on the account; but some note must be handed out.
    private static Refusal? CheckInNotes(Amount amount, CouponWithdrawal asked, CouponScene scene)
    {
        var change = Change.Unlimited(scene.Terms.Denominations);
        return !asked.Notes.IsZero && change.Make(asked.Notes) is not null
            ? null
            : Refusal.For(
                RefusalReason.AmountNotInNotes,
                RefusalFact.Money("amount", amount.Minor, scene.Currency),
                RefusalFact.Money("below", change.LargestWithin(amount).Minor, scene.Currency));
    }

    private static Refusal? CheckRoom(
        WithdrawCoupons command, CouponWithdrawal asked, bool isMembers, CouponScene scene)
    {
        if (!isMembers)
        {
            return asked.Debit.Minor > scene.Available
                ? CouponPayments.FundShort(command.Account, command.Amount, scene)
                : null;
        }

        if (scene.State.Account is not { DebitRoom: { } room } account || asked.Debit.Minor <= room)
        {
            return null;
        }

        var largest = CouponWithdrawal.Largest(
            room, scene.Available, scene.Terms, Change.From(scene.State.AtHand), scene.Currency);
        return Refusal.For(
            RefusalReason.WithdrawalTooLarge,
            RefusalFact.Account(command.Account),
            RefusalFact.Money("balance", account.Balance, scene.Currency),
            RefusalFact.Money("floor", account.Floor!.Value, scene.Currency),
            RefusalFact.Money("amount", command.Amount.Minor, scene.Currency),
            RefusalFact.Money("largest", largest.Minor, scene.Currency));
    }

    private static Ruling<CountedNotes> Count(ImmutableArray<NoteRange> notes, Amount expected, CouponScene scene)
    {
        if (!NoteCheck.Count(notes, scene.State.Runs, scene.Context.Ledger).TryGet(out var counted, out var refusal))
        {
            return refusal;
        }

        return counted.Counts.Minor == expected.Minor
            ? counted
            : Refusal.For(
                RefusalReason.NotesDiffer,
                RefusalFact.Money("notes", counted.Counts.Minor, scene.Currency),
                RefusalFact.Money("expected", expected.Minor, scene.Currency));
    }

    private static Ruling<MovedNotes> CountReplacements(ExchangeNotes command, Amount due, CouponScene scene)
    {
        if (command.Replacements.IsDefaultOrEmpty)
        {
            return new MovedNotes(new Amount(0, scene.Currency), []);
        }

        if (!NoteCheck.Count(command.Replacements, scene.State.Runs, scene.Context.Ledger)
                .TryGet(out var counted, out var wrong))
        {
            return wrong;
        }

        if (counted.Counts.Minor > due.Minor)
        {
            return Refusal.For(
                RefusalReason.ExchangeTooLarge,
                RefusalFact.Money("notes", counted.Counts.Minor, scene.Currency),
                RefusalFact.Money("due", due.Minor, scene.Currency));
        }

        return NoteCheck.CheckValid(counted, scene.Context.BusinessDate) is { } expired
            ? expired
            : new MovedNotes(
                new Amount(counted.Counts.Minor, scene.Currency),
                [new NotesMoved(scene.Context.Ledger, NoteMove.HandedOut, command.Replacements, command.Till)]);
    }

    private static CounterLine Line(
        CounterCommand command, CounterLineKind kind, long notesIn, long notesOut, long rupiahFee, CouponScene scene) =>
        new(scene.Context.Ledger, command.Account, kind, notesIn, notesOut, rupiahFee, command.Evidence, command.Till);
}
