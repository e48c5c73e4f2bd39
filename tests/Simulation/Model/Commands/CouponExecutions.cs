using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Series, notes and tills of a coupon book, and PINs for its counter.</summary>
internal static class CouponExecutions
{
    public static CommandOutcome Run(RegisterSeries command, CommandContext context)
    {
        if (!FindBook(command.Ledger, context).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var coupons = context.Tables.Coupons;
        if (coupons.Series.Exists(series => series.Code == command.Code))
        {
            return Outcome.Refused(RefusalReason.SeriesTaken, new RefusalFact("series", command.Code));
        }

        var last = command.LastValidDay ?? command.IssuedOn.AddMonths(book.Terms.NoteLifeMonths);
        coupons.Series.Add(new SeriesRow(command.Code, command.Ledger, last));
        return Outcome.Done(("series", command.Code), ("lastValidDay", $"{last:O}"));
    }

    public static CommandOutcome Run(PrintNotes command, CommandContext context)
    {
        if (!FindBook(command.Ledger, context).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var (coupons, notes) = (context.Tables.Coupons, command.Notes);
        if (coupons.Series.Find(row => row.Code == notes.Series && row.Ledger == command.Ledger) is not { } series)
        {
            return Outcome.Refused(RefusalReason.SeriesUnknown, new RefusalFact("series", notes.Series));
        }

        if (!book.Terms.Denominations.Contains(command.Value))
        {
            return Outcome.Refused(
                RefusalReason.ValueNotOffered,
                new("value", book.Text(command.Value.Minor)),
                new("values", string.Join(", ", book.Terms.Denominations.Select(value => book.Text(value.Minor)))));
        }

        foreach (var serial in NoteRules.Serials(notes))
        {
            if (coupons.Notes.ContainsKey(serial))
            {
                return Refused(RefusalReason.NotesPrinted, serial);
            }
        }

        coupons.Runs.Add(new NoteRun(command.Ledger, notes, command.Value, series.LastValidDay));
        foreach (var serial in NoteRules.Serials(notes))
        {
            coupons.Notes.Add(serial, new NoteRow { Ledger = command.Ledger, Value = command.Value.Minor });
        }

        return Outcome.Done(("series", notes.Series), ("notes", notes.Count));
    }

    public static CommandOutcome Run(OpenTill command, CommandContext context)
    {
        if (!FindBook(command.Ledger, context).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var coupons = context.Tables.Coupons;
        var notes = coupons.Find(command.Ledger, command.Notes);
        if (FindMissing(command.Notes, notes) is { } unknown)
        {
            return Refused(RefusalReason.NoteUnknown, unknown);
        }

        foreach (var (serial, note) in notes)
        {
            if (note.Record.State != NoteState.Stock)
            {
                return Refused(RefusalReason.NoteNotAtHand, serial, note.Record.State);
            }
        }

        if (coupons.Tills.Exists(till => till.IsOpen && till.Ledger == command.Ledger && till.Teller == context.Actor))
        {
            return Outcome.Refused(RefusalReason.TillOpen, new RefusalFact("till", context.Actor));
        }

        coupons.Tills.Add(new TillRow { Id = context.Id, Ledger = command.Ledger, Teller = context.Actor });
        foreach (var (_, note) in notes)
        {
            note.Record = note.Record with { State = NoteState.Till, Till = context.Id };
        }

        return Outcome.Done(("till", context.Id), ("value", book.Text(notes.Sum(static note => note.Value.Value))));
    }

    public static CommandOutcome Run(CloseTill command, CommandContext context)
    {
        var coupons = context.Tables.Coupons;
        if (coupons.Till(command.Till) is not { IsOpen: true } till)
        {
            return Outcome.Refused(RefusalReason.TillNotOpen, new RefusalFact("till", command.Till.ToString()));
        }

        if (!FindBook(till.Ledger, context).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var counted = coupons.Find(till.Ledger, command.Notes);
        if (FindMissing(command.Notes, counted) is { } unknown)
        {
            return Refused(RefusalReason.NoteUnknown, unknown);
        }

        var byNumber = counted.Aggregate(NoteCounts.None, static (all, note) => all.With(note.Value.Value, 1));
        var byValue = command.Counted.Counts.Aggregate(
            NoteCounts.None, static (all, pair) => all.With(pair.Key, pair.Value));
        return byNumber.Equals(byValue)
            ? Close(command, till, book, counted, context)
            : Outcome.Refused(
                RefusalReason.NotesDiffer, new("notes", byNumber.ToString()), new("expected", byValue.ToString()));
    }

    public static CommandOutcome Run(SetPin command, CommandContext context)
    {
        if (context.Tables.Member(command.Member) is null)
        {
            return Outcome.ParentUnknown("member", command.Member);
        }

        context.Tables.Coupons.Pins[command.Member] = Convert.ToHexString(command.Hash.AsSpan());
        return Outcome.Done(("member", command.Member));
    }

    private static CommandOutcome Close(
        CloseTill command, TillRow till, Book book, List<KeyValuePair<NoteSerial, NoteRow>> counted, CommandContext context)
    {
        var coupons = context.Tables.Coupons;
        var expected = coupons.NotesOf(till.Ledger, record => record.Till == till.Id).ToList();
        var count = TillCount.Compare(expected.Select(static note => note.Key), command.Notes);
        var found = count.Found.SelectMany(NoteRules.Serials).ToHashSet();
        foreach (var (serial, note) in counted)
        {
            if (found.Contains(serial) && note.Record.State != NoteState.Outside)
            {
                return Refused(RefusalReason.NoteNotAtHand, serial, note.Record.State);
            }
        }

        foreach (var (_, note) in coupons.Find(till.Ledger, count.AtHand))
        {
            note.Record = note.Record with { State = NoteState.Stock, Till = null };
        }

        (till.IsOpen, till.Missing, till.Found) = (false, count.Missing, count.Found);
        return Outcome.Done(
            ("till", till.Id),
            ("expected", book.Text(expected.Sum(static note => note.Value.Value))),
            ("counted", book.Text(counted.Sum(static note => note.Value.Value))),
            ("missing", string.Join(", ", count.Missing)),
            ("found", string.Join(", ", count.Found)));
    }

    private static Ruling<Book> FindBook(LedgerId id, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Ledger(id) is not { } ledger)
        {
            return Refusal.For(RefusalReason.ParentUnknown, new("what", "ledger"), new("value", $"{id}"));
        }

        if (ledger.Scheme != CouponScheme.SchemeName)
        {
            return Refusal.For(
                RefusalReason.CommandNotOfScheme, new("scheme", ledger.Scheme), new("command", "notes and tills"));
        }

        var today = tables.RegionOf(ledger).DateOf(context.At);
        return CouponParameters.Read(SchemeParameters.InForce([.. tables.TermsOf(id)], today), ledger.Currency)
            .TryGet(out var terms, out var refusal)
            ? new Book(terms, ledger.Currency)
            : refusal;
    }

    private static NoteSerial? FindMissing(
        ImmutableArray<NoteRange> ranges, List<KeyValuePair<NoteSerial, NoteRow>> found)
    {
        var known = found.Select(static note => note.Key).ToHashSet();
        foreach (var serial in ranges.SelectMany(NoteRules.Serials))
        {
            if (!known.Contains(serial))
            {
                return serial;
            }
        }

        return null;
    }

    private static CommandOutcome Refused(RefusalReason reason, NoteSerial serial, NoteState? state = null) =>
        state is { } where
            ? Outcome.Refused(
                reason, new("note", serial.ToString()), new("state", where.ToString().ToLower(CultureInfo.InvariantCulture)))
            : Outcome.Refused(reason, new RefusalFact("note", serial.ToString()));

    private sealed record Book(CouponTerms Terms, Currency Currency)
    {
        public string Text(long minor) => new Balance(minor, Currency).ToDecimalString();
    }
}
