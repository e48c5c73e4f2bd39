namespace Regional.Simulation.History;

/// <summary>
/// A line at the counter of a coupon book, by the stored number of its kind: 110 withdrawal, 111 deposit, 112 exchange.
/// Notes as people write them: <c>SA 000001-000005, SB 000007</c>.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Account">Whose.</param>
/// <param name="Amount">What is asked or counted; of an exchange nothing.</param>
/// <param name="Currency">Of the amount.</param>
/// <param name="Scale">Of the amount.</param>
/// <param name="Notes">What goes over the counter; of an exchange what is brought.</param>
/// <param name="Replacements">Of an exchange: what is handed out.</param>
/// <param name="Till">Through which till; null: the stock.</param>
/// <param name="Evidence">0 none, 1 signed line, 2 PIN, 3 the member's own command.</param>
/// <param name="Texts">Date and texts.</param>
internal sealed record AskedCounter(
    int Ledger, int Kind, long Account, long Amount, string Currency, byte Scale, string Notes, string Replacements, Guid? Till,
    int Evidence, AskedTexts Texts) : Asked
{
    public const int Withdrawal = 110, Deposit = 111, Exchange = 112;

    public override string ToString() =>
        $"{Kind switch { Withdrawal => "withdrawal", Deposit => "deposit", _ => "exchange" }} {Id:N} of {Amount} {Currency} for "
        + $"{Account} in {Notes}{(Replacements.Length == 0 ? "" : $" against {Replacements}")} at till {Till:N} ({Texts})";
}

/// <summary>What a closed till lacked or had too much is booked.</summary>
internal sealed record AskedTillDifference(
    int Ledger, long Account, Guid Till, string Missing, string Found, AskedTexts Texts) : Asked
{
    public override string ToString() => $"difference {Id:N} of till {Till:N}: missing {Missing}, found {Found} ({Texts})";
}

/// <summary>A leaving member's debt is made up from #1.</summary>
internal sealed record AskedCover(int Ledger, long Account, AskedTexts Texts) : Asked
{
    public override string ToString() => $"cover {Id:N} of {Account} ({Texts})";
}

/// <summary>A line of the counter is undone whole.</summary>
internal sealed record AskedLineCorrection(int Ledger, long Account, Guid Line, AskedTexts Texts) : Asked
{
    public override string ToString() => $"correction {Id:N} of line {Line:N} of {Account} ({Texts})";
}

internal sealed record AskedSeries(int Ledger, string Code, DateOnly IssuedOn, DateOnly? LastValidDay) : AskedChange
{
    public override string ToString() => $"series {Id:N} {Code} of ledger {Ledger}, valid until {LastValidDay:yyyy-MM-dd}";
}

internal sealed record AskedPrint(int Ledger, string Notes, long Value, string Currency, byte Scale) : AskedChange
{
    public override string ToString() => $"print {Id:N} of {Notes} of {Value} {Currency} in ledger {Ledger}";
}

internal sealed record AskedTillOpening(int Ledger, string Notes, string Teller) : AskedChange
{
    public override string ToString() => $"till {Id:N} of {Teller} in ledger {Ledger} with {Notes}";
}

/// <summary>A till is counted and closed. Counts by value: <c>3 x 1000, 1 x 5000</c>, the greatest first.</summary>
internal sealed record AskedTillClosing(Guid Till, string Counted, string Notes, string Teller) : AskedChange
{
    public override string ToString() => $"closing {Id:N} of till {Till:N}: {Counted} in {Notes}";
}

/// <summary>
/// Notes that moved with a posting. Move by its stored number: 1 handed out, 2 taken in, 3 exchanged, 4 missing, 5 found, 6 to 8
/// the first three undone.
/// </summary>
internal sealed record JournalMove(int Ledger, int Move, string Notes, Guid? Till)
{
    public override string ToString() => $"move {Move} {Notes} at {Till:N}";
}

/// <summary>What a posting's line says in columns. Kind by its stored number: 1 withdrawal, 2 deposit, 3 exchange, 4 till difference.</summary>
internal sealed record JournalLine(int Ledger, long Account, int Kind, long In, long Out, long RupiahFee, Guid? Till);

/// <summary>An account is marked with its next credit limit.</summary>
internal sealed record JournalMark(long Account, long Limit, long Floor);

/// <summary>A note as it is stored. State by its number: 1 stock, 2 in a till, 3 outside, 4 withdrawn.</summary>
internal sealed record JournalNote(string Series, long Number, int Ledger, long Value, int State, Guid? Till, long Issued);

/// <summary>A till as it is stored.</summary>
internal sealed record JournalTill(Guid Id, int Ledger, string Teller, bool IsOpen, string Missing, string Found, Guid? SettledBy);

/// <summary>What a member was to bring in during a period, and did, as it is stored.</summary>
internal readonly record struct JournalRepayment(long Period, long Account, long Debt, long Due, long Paid);
