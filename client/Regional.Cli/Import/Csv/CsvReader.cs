using System.Text;

namespace Regional.Cli.Import.Csv;

/// <summary>
/// Reads CSV (RFC 4180, UTF-8, a byte order mark accepted) record by record in bounded memory, and reads on behind what
/// is malformed. Written here because CsvHelper bounds neither a line nor a record, takes a bare quote for a sign of
/// bad
/// data only field by field, and tells no character's place.
/// </summary>
/// <remarks>
/// After a malformed record reading goes on at its second physical line, so that one stray quote does not swallow what
/// follows. A record that is only too long is passed over whole: text quoted in it is never taken for records.
/// </remarks>
/// <param name="stream">A file: reading may go back in it.</param>
internal sealed class CsvReader(Stream stream)
{
    /// <summary>Most bytes of one record: all columns of an import together are a hundredth of it.</summary>
    public const int RecordLengthMax = 64 * 1024;

    /// <summary>Most characters of a malformed line that are kept to show.</summary>
    public const int OriginalLengthMax = 1000;

    // Twice a record, so that moving a record to the front is rare.
    private readonly byte[] _buffer = new byte[2 * RecordLengthMax];
    private readonly CsvScan _scan = new();
    private readonly List<FieldSpan> _fields = [];
    private int _start;
    private int _end;
    private long _bufferOffset;
    private long _line = 1;
    private bool _isAtEnd;
    private bool _hasBegun;

    private readonly record struct FieldSpan(int Start, int Length, bool HasQuotes);

    /// <summary>Bytes behind the reader.</summary>
    public long Position => _bufferOffset + _start;

    /// <summary>The next record or fault; null: the end. Empty lines are passed over.</summary>
    public async ValueTask<CsvRow?> ReadAsync(CancellationToken cancel)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            if (await BeginAsync(cancel) is { } wrongEncoding)
            {
                return wrongEncoding;
            }
        }

        while (true)
        {
            if (_start == _end && !await FillAsync(cancel))
            {
                return null;
            }

            if (_buffer[_start] is (byte)'\n')
            {
                (_start, _line) = (_start + 1, _line + 1);
                continue;
            }

            if (await ReadRecordAsync(cancel) is not CsvRecord { Fields: [] } and var row)
            {
                return row;
            }
        }
    }

    private async ValueTask<CsvFault?> BeginAsync(CancellationToken cancel)
    {
        while (_end < 3 && await FillAsync(cancel))
        {
        }

        switch (_buffer.AsSpan(0, _end))
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                _start = 3;
                return null;
            case [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]:
                return Malformed(1, 1, "The file is UTF-16: save it as CSV UTF-8.");
            default:
                return null;
        }
    }

    private async ValueTask<CsvRow> ReadRecordAsync(CancellationToken cancel)
    {
        _scan.BeginRecord();
        _fields.Clear();
        var (at, fieldStart) = (_start, _start);
        var (line, lineStart) = (_line, _start);
        var (quoteLine, quoteColumn) = (line, 1L);
        while (true)
        {
            if (at == _end)
            {
                var length = at - _start;
                if (length > RecordLengthMax)
                {
                    return await SkipLongAsync(line, cancel);
                }

                var start = _start;
                var hasMore = await FillAsync(cancel);
                var moved = start - _start;
                (at, fieldStart, lineStart) = (at - moved, fieldStart - moved, lineStart - moved);
                if (!hasMore)
                {
                    return _scan.IsQuoted
                        ? await RecoverAsync(Malformed(quoteLine, quoteColumn, "This quote is never closed."), cancel)
                        : Finish(at, at, fieldStart, line);
                }
            }

            var value = _buffer[at];
            var wasQuoted = _scan.IsQuoted;
            var step = _scan.Next(value);
            switch (step)
            {
                case CsvScan.Step.Inside when !wasQuoted && _scan.IsQuoted && at == fieldStart:
                    (quoteLine, quoteColumn) = (line, Column(lineStart, at));
                    break;
                case CsvScan.Step.Inside:
                    break;
                case CsvScan.Step.FieldEnds:
                    _fields.Add(new FieldSpan(fieldStart - _start, at - fieldStart, _buffer[fieldStart] == '"'));
                    fieldStart = at + 1;
                    break;
                case CsvScan.Step.RecordEnds:
                    return Finish(at, at + 1, fieldStart, line + 1);
                case CsvScan.Step.Nul or CsvScan.Step.BareQuote or CsvScan.Step.TextAfterQuote
                    or CsvScan.Step.LoneCarriageReturn:
                    return await RecoverAsync(Malformed(line, Column(lineStart, at), Said(step)), cancel);
            }

            at++;
            if (value == '\n')
            {
                (line, lineStart) = (line + 1, at);
            }
        }
    }

    private CsvRow Finish(int end, int next, int fieldStart, long nextLine)
    {
        if (end > _start && _buffer[end - 1] == '\r')
        {
            end--;
        }

        var firstLine = _line;
        ReadOnlySpan<byte> record = _buffer.AsSpan(_start, end - _start);
        if (record.IsEmpty || record.Length > RecordLengthMax)
        {
            CsvRow row = record.IsEmpty ? new CsvRecord(firstLine, "", []) : TooLong(nextLine - 1);
            (_start, _line) = (next, nextLine);
            return row;
        }

        _fields.Add(
            new FieldSpan(fieldStart - _start, end - fieldStart, fieldStart < end && _buffer[fieldStart] == '"'));
        if (BadByte(record) is { } bad)
        {
            var lineStart = record[..bad].LastIndexOf((byte)'\n') + 1;
            var fault = Malformed(
                firstLine + record[..bad].Count((byte)'\n'),
                Column(_start + lineStart, _start + bad),
                "This byte is not UTF-8: save the file as CSV UTF-8.");
            (_start, _line) = (next, nextLine);
            return fault;
        }

        var text = Encoding.UTF8.GetString(record);
        var fields = new string[_fields.Count];
        for (var field = 0; field < fields.Length; field++)
        {
            fields[field] = Value(record.Slice(_fields[field].Start, _fields[field].Length), _fields[field].HasQuotes);
        }

        (_start, _line) = (next, nextLine);
        return new CsvRecord(firstLine, text, fields);
    }

    private static string Value(ReadOnlySpan<byte> field, bool hasQuotes)
    {
        if (!hasQuotes)
        {
            return Encoding.UTF8.GetString(field);
        }

        var inner = Encoding.UTF8.GetString(field[1..^1]);
        return inner.Contains('"', StringComparison.Ordinal)
            ? inner.Replace("\"\"", "\"", StringComparison.Ordinal)
            : inner;
    }

    /// <summary>Goes on behind the first physical line of a malformed record.</summary>
    private async ValueTask<CsvFault> RecoverAsync(CsvFault fault, CancellationToken cancel)
    {
        while (true)
        {
            var lineEnd = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (lineEnd >= 0)
            {
                (_start, _line) = (_start + lineEnd + 1, _line + 1);
                return fault;
            }

            _start = _end;
            if (!await FillAsync(cancel))
            {
                return fault;
            }
        }
    }

    /// <summary>Passes over a record beyond the bound without keeping it.</summary>
    private async ValueTask<CsvFault> SkipLongAsync(long line, CancellationToken cancel)
    {
        var fault = TooLong(line);
        var firstEnd = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        var secondLine = firstEnd < 0 ? (long?)null : _bufferOffset + _start + firstEnd + 1;
        var (firstLine, lines) = (_line, line - _line);
        _start = _end;
        while (await FillAsync(cancel))
        {
            for (; _start < _end; _start++)
            {
                var isLineEnd = _buffer[_start] == '\n';
                lines += isLineEnd ? 1 : 0;
                secondLine ??= isLineEnd ? _bufferOffset + _start + 1 : null;
                var step = _scan.Next(_buffer[_start]);
                if (step == CsvScan.Step.RecordEnds)
                {
                    (_start, _line) = (_start + 1, firstLine + lines);
                    return fault;
                }

                if (step is not (CsvScan.Step.Inside or CsvScan.Step.FieldEnds))
                {
                    if (secondLine is { } resume)
                    {
                        SeekTo(resume, firstLine + 1);
                        return fault;
                    }

                    return await RecoverAsync(fault, cancel);
                }
            }
        }

        // The end came within quotes: the quote was a stray one.
        if (_scan.IsQuoted && secondLine is { } second)
        {
            SeekTo(second, firstLine + 1);
        }

        return fault;
    }

    private void SeekTo(long offset, long line)
    {
        stream.Position = offset;
        (_start, _end, _bufferOffset, _line, _isAtEnd) = (0, 0, offset, line, false);
    }

    /// <summary>
    /// Reads more behind <see cref="_end"/>, moving what is kept to the front; false: the file has ended.
    /// </summary>
    private async ValueTask<bool> FillAsync(CancellationToken cancel)
    {
        if (_isAtEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_bufferOffset, _end, _start) = (_bufferOffset + _start, _end - _start, 0);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _end += read;
        _isAtEnd = read == 0;
        return read > 0;
    }

    private CsvFault TooLong(long atLine) =>
        Malformed(atLine, 1, $"The record is longer than {RecordLengthMax} bytes.") with { Code = "lineTooLong" };

    private CsvFault Malformed(long atLine, long atColumn, string reason)
    {
        var rest = _buffer.AsSpan(_start, Math.Min(_end - _start, 4 * OriginalLengthMax));
        var lineEnd = rest.IndexOf((byte)'\n');
        var text = Encoding.UTF8.GetString(lineEnd < 0 ? rest : rest[..lineEnd]).TrimEnd('\r');
        var original = text.Length > OriginalLengthMax ? text[..OriginalLengthMax] + "\u2026" : text;
        return new CsvFault(_line, original, atLine, atColumn, "csvMalformed", reason);
    }

    /// <summary>The place in its line, in characters: bytes that continue a character do not count.</summary>
    private long Column(int lineStart, int at)
    {
        var column = 1L;
        foreach (var value in _buffer.AsSpan(lineStart, at - lineStart))
        {
            column += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return column;
    }

    private static int? BadByte(ReadOnlySpan<byte> text)
    {
        if (System.Text.Unicode.Utf8.IsValid(text))
        {
            return null;
        }

        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static string Said(CsvScan.Step step) => step switch
    {
        CsvScan.Step.Nul => "There is a NUL character: this is not a text file, or a damaged one.",
        CsvScan.Step.BareQuote => "A quote stands inside a field without quotes: put the field in quotes and double the quote.",
        CsvScan.Step.TextAfterQuote => "Text follows a closing quote: double the quotes inside a quoted field.",
        CsvScan.Step.LoneCarriageReturn => "A carriage return stands without its line feed: put the field in quotes.",
        _ => "",
    };
}
