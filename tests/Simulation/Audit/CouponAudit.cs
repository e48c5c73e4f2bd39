using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// Notes (002) in a journal's order: each in exactly one place, moved only by what was asked and from where it is, and what
/// is outside worth what the circulation account says after every posting.
/// </summary>
internal sealed class CouponAudit(AuditBook book, CouponArithmetic arithmetic)
{
    private const int HandedOut = 1, TakenIn = 2, Exchanged = 3, Missing = 4, Found = 5, NotHandedOut = 6, NotTakenIn = 7;
    private const int SettleTill = 113, CorrectLine = 115;

    private AuditCoupons Coupons => book.Coupons;

    /// <summary>What is there before the first client asks.</summary>
    public void TakeSetUp(IAuditedStore store)
    {
        foreach (var (code, ledger, last) in store.Series())
        {
            Coupons.Series.Add(code, (ledger, last, 0));
        }

        foreach (var note in store.Notes())
        {
            Coupons.Notes.Add((note.Series, note.Number), new AuditNote
            {
                Ledger = note.Ledger,
                Value = note.Value,
                State = note.State,
                Till = note.Till,
                Issued = note.Issued,
            });
        }

        foreach (var till in store.Tills())
        {
            Coupons.Tills.Add(till.Id, new AuditTill { Ledger = till.Ledger, Teller = till.Teller, OpenedAt = 0 });
        }
    }

    /// <summary>Takes the notes of a posting from where they are to where it brings them.</summary>
    public Violation? Take(JournalPosting posting)
    {
        foreach (var move in posting.Moves)
        {
            if ((CheckTill(move, posting) ?? Move(move, posting)) is { } violation)
            {
                return violation;
            }
        }

        return CheckLine(posting);
    }

    /// <summary>The posting's transfers are in the books: what is outside is what circulation says; limits are marked.</summary>
    public Violation? TakeEffects(JournalPosting posting)
    {
        foreach (var id in posting.Legs.Select(static leg => leg.Ledger).Distinct())
        {
            if (book.Ledgers[id] is { Scheme: CouponArithmetic.Scheme } ledger
                && book.Accounts[ledger.SystemAccounts[AuditRole.Circulation]].Balance is var balance
                && balance != Coupons.WorthOutside.GetValueOrDefault(id))
            {
                return new Violation(
                    "notes",
                    $"notes outside of ledger {id} are worth {Coupons.WorthOutside.GetValueOrDefault(id)}, its circulation "
                    + $"account has {balance} after {posting}");
            }
        }

        return TakeDeposit(posting);
    }

    /// <summary>How the notes of a posting differ from those that were asked for; null: they do not.</summary>
    public string? Compare(JournalPosting posting, Asked request)
    {
        List<(int Move, string Notes, Guid? Till)> expected = request switch
        {
            AskedCounter { Kind: AskedCounter.Withdrawal } line => [(HandedOut, line.Notes, line.Till)],
            AskedCounter { Kind: AskedCounter.Deposit } line => [(TakenIn, line.Notes, line.Till)],
            AskedCounter line => [(Exchanged, line.Notes, line.Till), (HandedOut, line.Replacements, line.Till)],
            AskedTillDifference till => [(Missing, till.Missing, till.Till), (Found, till.Found, till.Till)],
            AskedLineCorrection correction => [.. Undone(correction)],
            _ => [],
        };
        expected.RemoveAll(static move => move.Notes.Length == 0);
        return posting.Moves.Select(static move => (move.Move, move.Notes, move.Till)).SequenceEqual(expected)
            ? null
            : $"notes move {string.Join("; ", posting.Moves)} instead of {string.Join("; ", expected)}";
    }

    public Violation? Take(AskedSeries series, JournalChange change)
    {
        var last = series.LastValidDay ?? series.IssuedOn.AddMonths(12);
        return !Coupons.Series.TryAdd(series.Code, (series.Ledger, last, book.Place))
            || change.Result["lastValidDay"] != $"{last:O}"
                ? Wrong($"{series} is there already, or valid until {change.Result["lastValidDay"]}")
                : null;
    }

    public Violation? Take(AskedPrint print)
    {
        Coupons.PrintedAt[print.Ledger] = book.Place;
        foreach (var serial in AuditCoupons.Read(print.Notes))
        {
            if (Coupons.Series.GetValueOrDefault(serial.Series).Ledger != print.Ledger
                || !Coupons.Notes.TryAdd(serial, new AuditNote { Ledger = print.Ledger, Value = print.Value }))
            {
                return Wrong($"{print} prints {AuditCoupons.Word(serial)} twice, or in a series of others");
            }
        }

        return null;
    }

    public Violation? Take(AskedTillOpening opening, Guid id)
    {
        if (Coupons.Tills.Values.Any(till => till.IsOpen && till.Ledger == opening.Ledger && till.Teller == opening.Teller))
        {
            return Wrong($"{opening}: there is an open one");
        }

        Coupons.Tills.Add(id, new AuditTill { Ledger = opening.Ledger, Teller = opening.Teller, OpenedAt = book.Place });
        foreach (var serial in AuditCoupons.Read(opening.Notes))
        {
            if (!Coupons.Notes.TryGetValue(serial, out var note) || note.Ledger != opening.Ledger
                || note.State != AuditCoupons.Stock)
            {
                return Wrong($"{opening} takes {AuditCoupons.Word(serial)}, which is {note?.StateWord}");
            }

            (note.State, note.Till) = (AuditCoupons.InTill, id);
        }

        return null;
    }

    public Violation? Take(AskedTillClosing closing, JournalChange change)
    {
        if (!Coupons.Tills.TryGetValue(closing.Till, out var till) || !till.IsOpen)
        {
            return Wrong($"{closing} of one that is not open");
        }

        var counted = AuditCoupons.Read(closing.Notes).ToHashSet();
        var due = Coupons.Notes.Where(note => note.Value.Till == closing.Till).Select(static note => note.Key).ToHashSet();
        (till.ClosedAt, till.Missing, till.Found) = (book.Place, change.Result["missing"], change.Result["found"]);
        if (!AuditCoupons.Read(till.Missing).ToHashSet().SetEquals(due.Except(counted))
            || !AuditCoupons.Read(till.Found).ToHashSet().SetEquals(counted.Except(due)))
        {
            return Wrong($"{closing}: missing {till.Missing}, found {till.Found}, expected were {due.Count} notes");
        }

        foreach (var serial in counted)
        {
            if (!Coupons.Notes.TryGetValue(serial, out var note) || note.Ledger != till.Ledger
                || (!due.Contains(serial) && note.State != AuditCoupons.Outside))
            {
                return Wrong($"{closing} counts {AuditCoupons.Word(serial)}, which is {note?.StateWord}");
            }

            // What was found stays outside until the difference is booked.
            if (due.Contains(serial))
            {
                (note.State, note.Till) = (AuditCoupons.Stock, null);
            }
        }

        return null;
    }

    /// <summary>Every note and every till is stored as the journal left it.</summary>
    public Violation? CheckStored(IAuditedStore store)
    {
        var left = Coupons.Notes.Count;
        foreach (var row in store.Notes())
        {
            left--;
            if (!Coupons.Notes.TryGetValue((row.Series, row.Number), out var note)
                || (note.Ledger, note.Value, note.State, note.Till, note.Issued)
                    != (row.Ledger, row.Value, row.State, row.Till, row.Issued))
            {
                return Wrong($"stored is {row}, audited {note?.StateWord} at {note?.Till:N}, issued {note?.Issued} times");
            }
        }

        foreach (var row in store.Tills())
        {
            if (!Coupons.Tills.TryGetValue(row.Id, out var till) || till.IsOpen != row.IsOpen
                || till.SettledBy != row.SettledBy || till.Missing != row.Missing || till.Found != row.Found)
            {
                return Wrong($"stored is {row}, audited {till?.Missing} and {till?.Found}, booked by {till?.SettledBy:N}");
            }
        }

        return left == 0 ? null : Wrong($"the store misses {left} notes");
    }

    private IEnumerable<(int Move, string Notes, Guid? Till)> Undone(AskedLineCorrection correction)
    {
        if (!Coupons.Lines.TryGetValue(correction.Line, out var line))
        {
            return [];
        }

        // Through the till it went through; where that is closed meanwhile, the stock.
        var till = line.Line!.Till is { } id && Coupons.Tills[id].IsOpen ? line.Line.Till : null;
        return line.Moves.Select(move => (move.Move + NotHandedOut - HandedOut, move.Notes, till));
    }

    private Violation? CheckTill(JournalMove move, JournalPosting posting)
    {
        if (move.Till is not { } id)
        {
            return posting.Kind is >= AskedCounter.Withdrawal and <= AskedCounter.Exchange
                && arithmetic.Term(move.Ledger, posting.Date, "tillsRequired") != "false"
                    ? Wrong($"{posting} goes through no till")
                    : null;
        }

        return Coupons.Tills.TryGetValue(id, out var till) && till.Ledger == move.Ledger
            && till.IsOpen == (move.Move is not (Missing or Found))
                ? null
                : Wrong($"{posting} goes through a till that is {(till is null ? "unknown" : till.IsOpen ? "open" : "closed")}");
    }

    private Violation? Move(JournalMove move, JournalPosting posting)
    {
        foreach (var serial in AuditCoupons.Read(move.Notes))
        {
            if (!Coupons.Notes.TryGetValue(serial, out var note) || note.Ledger != move.Ledger || !IsThere(note, move))
            {
                return new Violation(
                    "note-place",
                    $"{AuditCoupons.Word(serial)} is {note?.StateWord ?? "unknown"} at {note?.Till:N}, issued {note?.Issued} "
                    + $"times, and makes move {move.Move} by {posting}");
            }

            if (!IsInTime(serial.Series, move.Move, posting.Date))
            {
                return Wrong($"{AuditCoupons.Word(serial)} is valid until {Coupons.Series[serial.Series].LastValidDay:O}, {posting}");
            }

            Place(note, move);
        }

        return null;
    }

    // From the till or the stock, from the public, or from among those that are withdrawn.
    private static bool IsThere(AuditNote note, JournalMove move) => move.Move switch
    {
        HandedOut or Missing or NotTakenIn => move.Till is null
            ? note.State == AuditCoupons.Stock
            : note.State == AuditCoupons.InTill && note.Till == move.Till,
        TakenIn or Exchanged or Found or NotHandedOut => note.State == AuditCoupons.Outside,
        _ => note.State == AuditCoupons.Withdrawn,
    };

    private bool IsInTime(string series, int move, DateOnly date) => move switch
    {
        HandedOut or TakenIn => date <= Coupons.Series[series].LastValidDay,
        Exchanged => date > Coupons.Series[series].LastValidDay,
        _ => true,
    };

    private void Place(AuditNote note, JournalMove move)
    {
        var wasOutside = note.State == AuditCoupons.Outside;
        (note.State, note.Till) = move.Move switch
        {
            TakenIn or NotHandedOut => (move.Till is null ? AuditCoupons.Stock : AuditCoupons.InTill, move.Till),
            Exchanged => (AuditCoupons.Withdrawn, null),
            Found => (AuditCoupons.Stock, null),
            _ => (AuditCoupons.Outside, (Guid?)null),
        };
        note.Issued += move.Move switch { HandedOut or Missing => 1, NotHandedOut => -1, _ => 0 };
        Coupons.WorthOutside[move.Ledger] = Coupons.WorthOutside.GetValueOrDefault(move.Ledger)
            + (wasOutside ? -note.Value : note.Value);
    }

    // A line says in its columns what its notes are worth; a correction's figures are negative.
    private Violation? CheckLine(JournalPosting posting)
    {
        if (posting.Line is not { } line)
        {
            return posting.Moves.IsEmpty ? null : Wrong($"notes move without a line by {posting}");
        }

        Int128 Worth(params int[] moves) => posting.Moves.Where(move => moves.Contains(move.Move))
            .Aggregate((Int128)0, (sum, move) => sum + Coupons.Worth(move.Notes));
        var (given, taken) = (
            Worth(HandedOut, Missing) - Worth(NotHandedOut),
            Worth(TakenIn, Exchanged, Found) - Worth(NotTakenIn, NotTakenIn + 1));
        if (line.Out != given || line.In != taken)
        {
            return Wrong($"{line} says otherwise than its notes, in {taken}, out {given}");
        }

        if (posting.Kind is >= AskedCounter.Withdrawal and <= AskedCounter.Exchange)
        {
            Coupons.Lines.Add(posting.Id, posting);
        }

        if (posting.Kind == SettleTill)
        {
            Coupons.Tills[line.Till!.Value].SettledBy = posting.Id;
        }

        return null;
    }

    // The limit rises with the deposit that makes the deposits since the last marking reach it (002, II.B.3b.5).
    private Violation? TakeDeposit(JournalPosting posting)
    {
        if (posting.Line is not { Kind: 2 } line)
        {
            return posting.Mark is null ? null : Wrong($"{posting.Mark} without a deposit");
        }

        var account = book.Accounts[line.Account];
        var (marked, deposited) = Coupons.Limits.GetValueOrDefault(line.Account);
        var ladder = arithmetic.Ladder(line.Ledger, posting.Date);
        var present = marked ?? ladder[0];
        var next = ladder.Find(step => step > present);
        JournalMark? expected = null;
        if (posting.Kind != CorrectLine && account is { Role: AuditRole.Member, Floor: { } floor }
            && deposited + line.In >= present && next > 0)
        {
            var least = Int128.Min(floor, arithmetic.Floor(line.Ledger, posting.Date, next));
            expected = new JournalMark(account.Id, (long)next, (long)least);
        }

        if (expected != posting.Mark)
        {
            return Wrong($"marked is {posting.Mark} instead of {expected}, {deposited} deposited before {posting}");
        }

        Coupons.Limits[line.Account] = expected is null ? (marked, deposited + line.In) : (expected.Limit, 0);
        if (expected is not null)
        {
            account.Floor = expected.Floor;
        }

        return null;
    }

    private static Violation Wrong(string text) => new("notes", text);
}
