using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>Writes what a commit's postings say of notes, lines of the counter and marked limits.</summary>
internal sealed class CouponFacts(ModelTables tables, DateTimeOffset at)
{
    private readonly SortedDictionary<AccountId, (Posting Posting, long Floor)> _marked = [];

    private CouponRows Rows => tables.Coupons;

    /// <summary>Whether the fact is one of these; it is written then.</summary>
    public bool Write(Fact fact, Posting posting)
    {
        switch (fact)
        {
            case NotesMoved moved:
                Write(moved, posting);
                return true;
            case CounterLine line:
                Rows.Lines.Add(posting.Id, line);
                Write(line, posting);
                return true;
            case LimitMarked marked:
                Rows.Limits[marked.Account] = new LimitRow(marked.LimitMinor, DepositedMinor: 0);
                _marked[marked.Account] = (posting, marked.FloorMinor);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The floor that the account was marked with in this commit; null: it was not.</summary>
    public long? FloorOf(AccountId account) => _marked.TryGetValue(account, out var mark) ? mark.Floor : null;

    /// <summary>Marks the accounts: a change of its own behind that of their balances.</summary>
    public void Mark()
    {
        foreach (var (id, (posting, floor)) in _marked)
        {
            var row = tables.Account(id)!;
            row.State = row.State with { Floor = floor, Version = row.State.Version + 1 };
            tables.Record(new AccountChangeRow(
                id, posting.Id, at, posting.EnteredBy, "deposits have reached the credit limit", floor, row.State.Ceiling,
                row.State.Status, row.State.Version));
        }
    }

    private void Write(NotesMoved moved, Posting posting)
    {
        foreach (var serial in NoteRules.Serials(moved))
        {
            var note = Rows.Notes[serial];
            note.Record = NoteRules.After(moved, note.Record);
        }

        if (!Rows.Moves.TryGetValue(posting.Id, out var moves))
        {
            Rows.Moves.Add(posting.Id, moves = []);
        }

        moves.Add(moved);
    }

    private void Write(CounterLine line, Posting posting)
    {
        if (line.Kind == CounterLineKind.Deposit)
        {
            var row = Rows.Limits.GetValueOrDefault(line.Account);
            Rows.Limits[line.Account] = row with { DepositedMinor = row.DepositedMinor + line.NotesInMinor };
        }

        if (line.Kind == CounterLineKind.TillDifference && line.Till is { } till)
        {
            Rows.Till(till)!.SettledBy = posting.Id;
        }
    }
}
