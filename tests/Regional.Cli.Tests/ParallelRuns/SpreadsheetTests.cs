using System.Text;
using Regional.Cli.CommandLine;
using Regional.Cli.ParallelRuns;
using Regional.Client.Model;

namespace Regional.Cli.Tests.ParallelRuns;

public sealed class SpreadsheetTests
{
    private const string Header =
        "Name,Savings or loan balance at month end,Points (reciprocity) added at month end,Points balance from last month,Total points at month end\n";

    private const string OtherHeader =
        "Name,NZD (savings or loan) balance at month end,Points (reciprocity) added at month end,Points balance from last month,Total points at month end\n";

    [Theory]
    [InlineData("$ 500", 50_000)]
    [InlineData("$ -3,200", -320_000)]
    [InlineData("-3,200", -320_000)]
    [InlineData("-$3,200.50", -320_050)]
    [InlineData("NZD 12", 1200)]
    [InlineData("\u2212500", -50_000)]
    [InlineData(" 2000 ", 200_000)]
    [InlineData("1,234,567.8", 123_456_780)]
    [InlineData("0", 0)]
    [InlineData("", null)]
    [InlineData("-", null)]
    [InlineData("--5", null)]
    [InlineData("1,5", null)]
    [InlineData("12,3456", null)]
    [InlineData(",500", null)]
    [InlineData("1.234", null)]
    [InlineData("five", null)]
    [InlineData("$", null)]
    [InlineData("(500)", null)]
    [InlineData("99999999999999999999", null)]
    public void A_figure_is_read_as_people_write_it_or_not_at_all(string text, int? minor) =>
        Assert.Equal(minor, Spreadsheet.Figure(text, "NZD", 2));

    [Theory]
    [InlineData(Header)]
    [InlineData(OtherHeader)]
    public async Task The_documents_own_tables_are_read(string header)
    {
        var rows = await ReadAsync(header + "Mark,\"$ -3,200\",\"-3,200\",\"-6,000\",\"-9,200\"\n\nTamati,$ -500,-500,\"2,000\",\"1,500\"\n");
        Assert.Equal(
            [new SpreadsheetRow(2, "Mark", -320_000, -320_000, -600_000, -920_000), new(4, "Tamati", -50_000, -50_000, 200_000, 150_000)],
            rows);
    }

    [Fact]
    public async Task Columns_may_stand_in_another_order_beside_others()
    {
        var rows = await ReadAsync(
            "Total points at month end,Note,Name,Points balance from last month,Points added at month end,Loan or savings balance at month end\n3,hello,Ann,1,2,2\n");
        Assert.Equal([new SpreadsheetRow(2, "Ann", 200, 200, 100, 300)], rows);
    }

    [Theory]
    [InlineData("", "csvMalformed: line 1")]
    [InlineData("Name,Balance\n", "columnMissing: line 1: There is no column 'Savings or loan balance at month end'.")]
    [InlineData(Header, "csvMalformed: line 2")]
    [InlineData(Header + "Ann,1,1,one,2\n", "amountMalformed: line 2: 'one' under 'Points balance from last month'")]
    [InlineData(Header + "Ann,1,1\n", "amountMalformed: line 2: '' under 'Points balance from last month'")]
    [InlineData(Header + ",1,1,1,2\n", "fieldMissing: line 2")]
    [InlineData(Header + "Ann,1,1,1,2\nann,1,1,1,2\n", "csvMalformed: line 3: 'ann' stands on line 2 already.")]
    [InlineData(Header + "\"Ann,1,1,1,2\n", "csvMalformed: line 2, column 1")]
    public async Task What_cannot_be_read_is_named_by_its_line(string text, string said)
    {
        var wrong = await Assert.ThrowsAsync<UsageException>(() => ReadAsync(text));
        Assert.StartsWith(said, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cell_that_differs_is_listed_and_every_row_that_one_side_lacks()
    {
        var rows = await ReadAsync(Header + "Ann,5,5,1,7\nBea,2,3,0,2\nCid,1,1,1,2\n");
        var statement = new PoolStatementView(
            "pool", 1, default, default, "NZD",
            [
                Line("Ann", "5.00", "5.00", "1.00", "6.00"), Line("bea", "2.00", "2.00", "0.00", "2.00"),
                Line("Dot", "1.00", "1.00", "0.00", "1.00"), Line("Eve", "0.00", "0.00", "0.00", "0.00"),
                Line("bank", "-9.00", "-9.00", "-1.00", "-10.00") with { IsMember = false },
            ],
            []);
        Assert.Equal(
            [
                new CellDifference("Ann", "Total points at month end", "7.00", "6.00"),
                new CellDifference("Bea", "Points (reciprocity) added at month end", "3.00", "2.00"),
                new CellDifference("Cid", "Name", "Cid", null),
                new CellDifference("Dot", "Name", null, "Dot"),
            ],
            Cells.Compare(rows, statement, 2));
    }

    [Theory]
    [InlineData("Jennifer", "jennifer")]
    [InlineData("Mary-Ann O'Neill ", "mary-ann-o-neill")]
    [InlineData("T\u0101mati 2", "t-mati-2")]
    public void A_name_makes_a_code(string name, string code) => Assert.Equal(code, ParallelImport.CodeOf(name));

    [Fact]
    public void A_name_without_letters_of_the_code_makes_one_that_is_its_own()
    {
        var code = ParallelImport.CodeOf("\u5F20\u4F1F");
        Assert.Matches("^m-[0-9a-f]{18}$", code);
        Assert.NotEqual(code, ParallelImport.CodeOf("\u5F20\u654F"));
    }

    private static PoolLineView Line(string name, string balance, string added, string opening, string total) =>
        new(name.ToLowerInvariant(), name, IsMember: true, balance, added, opening, total);

    private static async Task<IReadOnlyList<SpreadsheetRow>> ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await Spreadsheet.ReadAsync(stream, "NZD", 2, TestContext.Current.CancellationToken);
    }
}
