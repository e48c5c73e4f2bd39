namespace Regional.Cli.Import.Csv;

/// <summary>
/// The state machine of RFC 4180 over bytes: told one byte at a time, says when a field or the record ends and what is
/// wrong. UTF-8 never hides a comma, quote or line end inside a character.
/// </summary>
internal sealed class CsvScan
{
    private State _state;

    private enum State
    {
        FieldStart,
        Unquoted,
        Quoted,
        QuoteInQuoted,
        AfterCarriageReturn,
    }

    /// <summary>What a byte meant.</summary>
    internal enum Step
    {
        Inside,
        FieldEnds,
        RecordEnds,
        Nul,
        BareQuote,
        TextAfterQuote,
        LoneCarriageReturn,
    }

    /// <summary>Whether a quoted field is open, so that line ends belong to it.</summary>
    public bool IsQuoted => _state == State.Quoted;

    public void BeginRecord() => _state = State.FieldStart;

    public Step Next(byte value)
    {
        if (value == 0)
        {
            return Step.Nul;
        }

        return _state switch
        {
            State.Quoted => InQuoted(value),
            State.AfterCarriageReturn => value == '\n' ? Step.RecordEnds : Step.LoneCarriageReturn,
            State.FieldStart when value == '"' => Move(State.Quoted),
            State.Unquoted when value == '"' => Step.BareQuote,
            State.QuoteInQuoted when value == '"' => Move(State.Quoted),
            _ => Outside(value),
        };
    }

    private Step Outside(byte value)
    {
        switch (value)
        {
            case (byte)',':
                _state = State.FieldStart;
                return Step.FieldEnds;
            case (byte)'\n':
                return Step.RecordEnds;
            case (byte)'\r':
                return Move(State.AfterCarriageReturn);
            default:
                return _state == State.QuoteInQuoted ? Step.TextAfterQuote : Move(State.Unquoted);
        }
    }

    private Step InQuoted(byte value) => value == '"' ? Move(State.QuoteInQuoted) : Step.Inside;

    private Step Move(State to)
    {
        _state = to;
        return Step.Inside;
    }
}
