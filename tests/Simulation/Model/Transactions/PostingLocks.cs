using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>What a group commit holds: ids, the regions' windows and the ledgers' books shared, accounts, and what facts and effects change.</summary>
internal static class PostingLocks
{
    public static List<LockKey> Of(ImmutableArray<Posting> members, bool isFast, ModelTables tables)
    {
        var keys = new List<LockKey>();
        foreach (var posting in members)
        {
            keys.Add(LockKey.Of(LockKind.Operation, posting.Id));
            foreach (var leg in posting.Legs)
            {
                keys.Add(LockKey.Of(LockKind.Account, leg.Debit.Value));
                keys.Add(LockKey.Of(LockKind.Account, leg.Credit.Value));
                keys.Add(LockKey.Of(LockKind.Books, leg.Ledger.Value) with { IsShared = true });
                if (tables.Ledger(leg.Ledger) is { IsOfRegion: true } ledger)
                {
                    keys.Add(LockKey.Of(LockKind.RegionWindows, ledger.Region.Value) with { IsShared = true });
                }
            }

            foreach (var rests in posting.DecidedOn)
            {
                keys.Add(LockKey.Of(LockKind.Account, rests.Account.Value));
            }

            AddLinks(posting, tables, keys);
            if (!isFast)
            {
                keys.AddRange(Missing(PostingTargets.Of(posting), tables));
            }
        }

        return keys;
    }

    /// <summary>The ids of these operations that are not there: nobody brings them while their absence is decided.</summary>
    public static IEnumerable<LockKey> Missing(IEnumerable<OperationId> targets, ModelTables tables) => targets
        .Where(id => !tables.Operations.ContainsKey(id))
        .Select(static id => LockKey.Of(LockKind.Operation, id));

    /// <summary>The notes of these ranges, one by one.</summary>
    public static IEnumerable<LockKey> Notes(ImmutableArray<NoteRange> notes) =>
        notes.SelectMany(NoteRules.Serials).Select(static serial => LockKey.Of(LockKind.Note, serial.Number, serial.Series));

    private static void AddLinks(Posting posting, ModelTables tables, List<LockKey> keys)
    {
        if (posting.Corrects is { } corrected)
        {
            keys.Add(LockKey.Of(LockKind.Correction, corrected));
        }

        if (PostingWriter.NewTrade(posting) is { } trade)
        {
            keys.Add(LockKey.Of(LockKind.Trade, trade));
        }

        foreach (var fact in posting.Facts)
        {
            if (fact is AgreementDraw draw)
            {
                keys.Add(LockKey.Of(LockKind.Agreement, draw.Agreement));
            }
            else if (fact is NotesMoved moved)
            {
                keys.AddRange(Notes(moved.Notes));
                if (moved.Till is { } till)
                {
                    keys.Add(LockKey.Of(LockKind.Till, till) with { IsShared = true });
                }
            }
            else if (fact is DocumentClaim claim)
            {
                keys.Add(LockKey.Of(LockKind.Document, claim.Payee.Value, $"{claim.Ledger}/{claim.DocumentNumber}"));
            }
        }

        foreach (var effect in posting.Effects)
        {
            switch (effect)
            {
                case RequestApproved approved:
                    keys.Add(LockKey.Of(LockKind.Request, approved.Request));
                    break;
                case QueuedTradeReleased released:
                    keys.Add(LockKey.Of(LockKind.Trade, released.Trade));
                    break;
                case InstructionPlaced placed:
                    AddInstruction(placed.Instruction, tables, keys);
                    break;
                case InstructionConfirmed confirmed:
                    AddInstruction(confirmed.Instruction, tables, keys);
                    break;
            }
        }
    }

    private static void AddInstruction(OperationId id, ModelTables tables, List<LockKey> keys)
    {
        if (tables.Instructions.TryGetValue(id, out var instruction))
        {
            keys.Add(LockKey.Of(LockKind.Window, instruction.Window.Value));
            keys.Add(LockKey.Of(LockKind.Account, instruction.Account.Value));
        }
    }
}
