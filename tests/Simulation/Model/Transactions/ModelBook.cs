using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>Fills the Domain's working copy with the rows that a batch's members name.</summary>
internal static class ModelBook
{
    public static LedgerBook Fill(ModelTables tables, ImmutableArray<Posting> members)
    {
        var book = new LedgerBook();
        foreach (var posting in members)
        {
            foreach (var terms in posting.DecidedUnder)
            {
                LoadTerms(terms.Ledger, tables, book);
            }

            foreach (var rests in posting.DecidedOn)
            {
                LoadAccount(rests.Account, tables, book);
            }

            foreach (var leg in posting.Legs)
            {
                LoadTerms(leg.Ledger, tables, book);
                LoadAccount(leg.Debit, tables, book);
                LoadAccount(leg.Credit, tables, book);
                if (leg.Resolves is { } target && tables.Pendings.TryGetValue(target, out var pending))
                {
                    book.Pendings[target] = pending;
                }
            }

            foreach (var fact in posting.Facts)
            {
                LoadFact(fact, tables, book);
            }

            if (posting.Corrects is { } corrected && tables.Operations.TryGetValue(corrected, out var operation)
                && operation.Commit is not null)
            {
                book.Correctable[corrected] = tables.Corrections.ContainsKey(corrected);
            }

            foreach (var effect in posting.Effects)
            {
                LoadEffect(effect, tables, book);
            }
        }

        return book;
    }

    private static void LoadFact(Fact fact, ModelTables tables, LedgerBook book)
    {
        switch (fact)
        {
            case DocumentClaim claim when tables.DocumentClaims.Contains(claim):
                book.Claims.Add(claim);
                break;
            case WithdrawalDecided taken when tables.Pool.Points.TryGetValue(taken.Account, out var points):
                book.Part<PoolBook>().Points[taken.Account] = points;
                break;
            case AgreementDraw draw when tables.Pool.Agreement(draw.Agreement) is { } row:
                book.Part<PoolBook>().Agreements[row.Id] = tables.Pool.StateOf(row, tables);
                break;
            case LotUsed used when tables.Komoko.Lot(used.Use.Lot.Id) is { } lot:
                book.Part<KomokoBook>().Lots[lot.State.Id] = lot.State;
                break;
            case StandingChanged change when tables.Komoko.Standings.TryGetValue(change.Account, out var standing):
                book.Part<KomokoBook>().Standings[change.Account] = standing;
                break;
            case ProjectFailed failed when tables.Komoko.Projects.TryGetValue(failed.Account, out var project)
                && project.EndedOn is null:
                book.Part<KomokoBook>().OpenProjects.Add(failed.Account);
                break;
            case NotesMoved moved:
                LoadNotes(moved, tables.Coupons, book.Part<NoteBook>());
                break;
        }
    }

    private static void LoadNotes(NotesMoved moved, CouponRows coupons, NoteBook book)
    {
        if (moved.Till is { } till && coupons.Till(till) is { } row)
        {
            book.Tills[till] = row.State;
        }

        foreach (var serial in NoteRules.Serials(moved))
        {
            if (coupons.Notes.TryGetValue(serial, out var note))
            {
                book.Notes[new NoteKey(note.Ledger, serial)] = note.Record;
            }
        }
    }

    private static void LoadTerms(LedgerId id, ModelTables tables, LedgerBook book)
    {
        if (tables.Ledger(id) is { } ledger)
        {
            book.TermsVersions[id] = ledger.TermsVersion;
        }

        if (tables.Books.TryGetValue(id, out var books))
        {
            book.Books[id] = books;
        }
    }

    private static void LoadAccount(AccountId id, ModelTables tables, LedgerBook book)
    {
        if (!book.Accounts.ContainsKey(id) && tables.Account(id) is { } account)
        {
            book.Load(account.State);
        }
    }

    private static void LoadEffect(Effect effect, ModelTables tables, LedgerBook book)
    {
        switch (effect)
        {
            case RequestApproved approved when tables.Requests.TryGetValue(approved.Request, out var request):
                book.Requests[approved.Request] = new RequestState(request.Status, request.ExpiresAt, request.Asked.Payer);
                break;
            case QueuedTradeReleased released when tables.Trades.TryGetValue(released.Trade, out var trade):
                book.Trades[released.Trade] = trade.Status;
                break;
            case InstructionPlaced placed:
                LoadInstruction(placed.Instruction, tables, book);
                break;
            case InstructionConfirmed confirmed:
                LoadInstruction(confirmed.Instruction, tables, book);
                break;
        }
    }

    private static void LoadInstruction(OperationId id, ModelTables tables, LedgerBook book)
    {
        if (!tables.Instructions.TryGetValue(id, out var instruction))
        {
            return;
        }

        var confirmed = tables.InstructionsOf(instruction.Window)
            .Where(static other => other.Status == InstructionStatus.Confirmed).ToArray();
        book.Instructions[id] = new InstructionState(
            instruction.Status,
            instruction.IsPayOut,
            instruction.AmountMinor,
            confirmed.Where(static other => !other.IsPayOut).Sum(static other => other.AmountMinor),
            confirmed.Where(static other => other.IsPayOut).Sum(static other => other.AmountMinor),
            instruction.Window);
    }
}
