using System.Text;
using Regional.Cli.Import.Csv;

namespace Regional.Cli.Tests.Import;

public sealed class CsvReaderTests
{
    public static TheoryData<string, string, string[]> WellFormed => new()
    {
        { "fields and line ends", "a,b\r\nc,d\n", ["1:a|b", "2:c|d"] },
        { "no line end at the end", "a,b\nc,d", ["1:a|b", "2:c|d"] },
        { "a byte order mark", "\uFEFFa,b\n", ["1:a|b"] },
        { "empty fields", ",,\n", ["1:||"] },
        { "empty lines are passed over", "a\n\n\r\nb\n", ["1:a", "4:b"] },
        { "quotes, commas, doubled quotes", "\"a,\"\"b\"\"\",c\n", ["1:a,\"b\"|c"] },
        { "an empty quoted field", "\"\",x\n", ["1:|x"] },
        { "line ends within quotes belong to the field", "\"a\r\nb\",c\nd,e\n", ["1:a\r\nb|c", "3:d|e"] },
        { "spaces belong to the field", " a , b \n", ["1: a | b "] },
        { "any script", "é,ꦗ,😀\n", ["1:é|ꦗ|😀"] },
        { "a semicolon is text", "a;b\n", ["1:a;b"] },
        { "nothing", "", [] },
        { "a carriage return at the very end", "a,b\r", ["1:a|b"] },
    };

    public static TheoryData<string, string, string[]> Malformed => new()
    {
        // what                                    input                           rows; faults as line@line:column
        { "a bare quote",                          "a,b\nx,y\"z\nc,d\n",              ["1:a|b", "2@2:4 csvMalformed", "3:c|d"] },
        { "text behind a closing quote",           "\"a\"b,c\nd,e\n",                 ["1@1:4 csvMalformed", "2:d|e"] },
        { "a stray quote swallows no line",        "a\n\"b,c\nd,e\nf,\"g\nh\n",       ["1:a", "2@4:4 csvMalformed", "3:d|e", "4@4:3 csvMalformed", "5:h"] },
        { "a quote never closed",                  "a\n\"b,c\nd\n",                   ["1:a", "2@2:1 csvMalformed", "3:d"] },
        { "a NUL",                                 "a,b\0\nc\n",                       ["1@1:4 csvMalformed", "2:c"] },
        { "a carriage return without line feed",   "a\rb\nc\n",                        ["1@1:3 csvMalformed", "2:c"] },
        { "columns count characters, not bytes",   "éé\"\nc\n",                        ["1@1:3 csvMalformed", "2:c"] },
    };

    [Theory]
    [MemberData(nameof(WellFormed))]
    public async Task A_well_formed_file_is_read(string what, string text, string[] expected)
    {
        Assert.NotEmpty(what);
        foreach (var chunk in new[] { 1, 3, 1000 })
        {
            Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(text), chunk));
        }
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_line_is_named_and_the_next_is_read(string what, string text, string[] expected)
    {
        Assert.NotEmpty(what);
        foreach (var chunk in new[] { 1, 3, 1000 })
        {
            Assert.Equal(expected, await ReadAsync(Encoding.UTF8.GetBytes(text), chunk));
        }
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_named_with_their_place()
    {
        Assert.Equal(["1@1:4 csvMalformed", "2:ok"], await ReadAsync(
            [0xC3, 0xA9, (byte)'x', (byte)',', 0xE9, (byte)'\n', (byte)'o', (byte)'k'], 2));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x61 })]
    public async Task A_UTF16_file_is_told_apart(byte[] bytes)
    {
        var fault = Assert.IsType<CsvFault>(await new CsvReader(new MemoryStream(bytes)).ReadAsync(default));
        Assert.Contains("UTF-16", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_passed_over_in_bounded_memory()
    {
        var bytes = Encoding.UTF8.GetBytes("a,b\n" + new string('x', 10_000_000) + "\nc,d\n");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var rows = await ReadAsync(bytes, 8192);

        Assert.Equal(["1:a|b", "2@2:1 lineTooLong", "3:c|d"], rows);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Theory]
    [InlineData(CsvReader.RecordLengthMax, "1:")]
    [InlineData(CsvReader.RecordLengthMax + 1, "1@")]
    public async Task The_bound_is_exact(int length, string begins) =>
        Assert.StartsWith(begins, (await ReadAsync(Encoding.UTF8.GetBytes(new string('x', length) + "\nc\n"), 4096))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Lines_quoted_inside_a_record_that_is_too_long_are_not_taken_for_records()
    {
        var text = new StringBuilder("a,\"");
        for (var line = 0; line < 20_000; line++)
        {
            text.Append("pay,thief,100\n");
        }

        text.Append("\"\nc,d\n");
        Assert.Equal(["1@20001:1 lineTooLong", "20002:c|d"], (await ReadAsync(Encoding.UTF8.GetBytes(text.ToString()), 8192)).Select(Short));
    }

    [Fact]
    public async Task A_stray_quote_before_much_text_swallows_nothing()
    {
        var text = new StringBuilder("\"a,b\n");
        for (var line = 0; line < 20_000; line++)
        {
            text.Append("some,line\n");
        }

        var rows = await ReadAsync(Encoding.UTF8.GetBytes(text.ToString()), 8192);

        Assert.Equal(20_001, rows.Count);
        Assert.Contains("lineTooLong", rows[0], StringComparison.Ordinal);
        Assert.Equal("2:some|line", rows[1]);
        Assert.Equal("20001:some|line", rows[^1]);
    }

    private static string Short(string row) =>
        System.Text.RegularExpressions.Regex.Replace(
            row, "@[0-9]+", "@20001", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static async Task<List<string>> ReadAsync(byte[] bytes, int chunk)
    {
        var reader = new CsvReader(new SlowStream(bytes, chunk));
        var rows = new List<string>();
        while (await reader.ReadAsync(default) is { } row)
        {
            rows.Add(row switch
            {
                CsvRecord record => $"{record.Line}:{string.Join('|', record.Fields)}",
                CsvFault fault => $"{fault.Line}@{fault.AtLine}:{fault.AtColumn} {fault.Code}",
                _ => "",
            });
        }

        return rows;
    }

    /// <summary>Gives at most so many bytes at once, so that every place meets the end of a buffer.</summary>
    private sealed class SlowStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
