using System.Text;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.ParallelRuns.Coupons;
using Regional.Client.Model;

namespace Regional.Cli.Tests.ParallelRuns;

public sealed class HandLedgerTests
{
    private static readonly LedgerFacts Book =
        new() { Ledger = "men", Community = "mendasar", Currency = "IDR", Scale = 0, Scheme = "coupons" };

    private static readonly LedgerLayout Layout = LedgerLayout.Of("transactions")!;

    private static readonly CouponReportView English = Form(
        "No.,Date,Name,Account #,Coupon In (Deposit),Coupon Out (Credit),Admin. Fee 5%,Community Fund In 2%,Community Fund Out,Payment In,Payment Out,Signature");

    private static readonly CouponReportView Indonesian = Form(
        "No.,Tanggal,Nama,No. Rekening,Kupon Masuk (Setoran),Kupon Keluar (Kredit),Jasa Adm. 5%,Dana Komunitas Masuk 2%,Dana Komunitas Keluar,Pembayaran Masuk,Pembayaran Keluar,Tanda Tangan");

    private static readonly string[] Ours =
    [
        "1,2026-10-01,Ibu Sri,m1,,100000,5000,2000,,,,line 1",
        "2,2026-10-01,Pak Darmo,m2,50000,,,,,,,line 2",
        "3,2026-10-02,Pak Darmo,m2,,,,,,,20000,",
        "4,2026-10-02,Ibu Sri,m1,,,,,,20000,,",
    ];

    [Theory]
    [InlineData("100.000", 100_000)]
    [InlineData("100,000", 100_000)]
    [InlineData("-1.250.000", -1_250_000)]
    [InlineData("", 0)]
    [InlineData(" - ", 0)]
    [InlineData("\u2013", 0)]
    [InlineData("1.50", null)]
    [InlineData("1.0005", null)]
    [InlineData("satu", null)]
    public void A_figure_is_read_as_tellers_write_it_or_not_at_all(string text, int? minor) =>
        Assert.Equal(minor, new HandLedger(Layout, Book).Figure(text));

    [Fact]
    public async Task The_printed_form_filled_in_by_hand_differs_in_nothing()
    {
        var file = "No.,Tanggal,Nama,No. Rekening,Kupon Masuk (Setoran),Kupon Keluar (Kredit),Jasa Adm. 5%,"
            + "Dana Komunitas Masuk 2%,Dana Komunitas Keluar,Pembayaran Masuk,Pembayaran Keluar,Tanda Tangan\n"
            + "1,2026-10-01,Ibu Sri,m1,,100.000,5.000,2.000,-,,,ttd\n2,2026-10-01,Pak Darmo,m2,50.000,,,,,,,ttd\n"
            + "3,2026-10-02,Ibu Sri,m1,,,,,,20.000,,\n,2026-10-02,Pak Darmo,m2,,,,,,,20.000,\n\n,,Jumlah,,50000,100000,5000,2000,,20000,20000,\n";

        var (differences, cells, corrected) = await CompareAsync(file, Ours);

        Assert.Empty(differences);
        Assert.Equal((40, 0), (cells, corrected));
    }

    [Fact]
    public async Task Each_slip_is_named_where_it_is_and_shifts_no_other_line()
    {
        var found = await CompareAsync(
            "No.,Date,Account #,Coupon In (Deposit),Coupon Out (Credit),Payment In,Payment Out\n"
            + "1,2026-10-01,m1,,10000,,\n9,2026-10-02,m2,5000,,,\n7,2026-10-02,m2,,,,20000\n",
            Ours);

        Assert.Equal(
            [
                "2 m1 Coupon Out (Credit): 10000, 100000", "3 m2 line: 5000, none", "none m2 line: none, Pak Darmo 50000",
                "none m1 line: none, Ibu Sri 20000",
            ],
            found.Differences.Select(static one =>
                $"{(one.Line is { } line ? $"{line}" : "none")} {one.Account} {one.Column}: {one.ByHand ?? "none"}, {one.Regional ?? "none"}"));
    }

    [Fact]
    public async Task A_line_that_was_mis_keyed_undone_and_keyed_again_is_one_line_on_paper()
    {
        string[] corrected =
        [
            "1,2026-10-01,Ibu Sri,m1,,10000,500,200,,,,line 1", "2,2026-10-03,Ibu Sri,m1,,-10000,-500,-200,,,,line 1",
            "3,2026-10-01,Ibu Sri,m1,,100000,5000,2000,,,,line 1",
        ];
        var found = await CompareAsync(
            "No.,Date,Account #,Coupon Out (Credit),Admin. Fee %,Community Fund In\n1,2026-10-01,m1,100000,5000,2000\n", corrected);

        Assert.Empty(found.Differences);
        Assert.Equal(1, found.Corrected);
    }

    [Fact]
    public async Task A_line_that_only_one_of_many_like_it_lacks_is_missed_once()
    {
        string[] alike = [.. Enumerable.Repeat("1,2026-10-01,Ibu Sri,m1,,,,,,,500,", 3)];
        var found = await CompareAsync(
            "Date,Account #,Payment Out\n2026-10-01,m1,500\n2026-10-01,m1,500\n", alike);

        Assert.Equal("Ibu Sri 500", Assert.Single(found.Differences).Regional);
    }

    [Theory]
    [InlineData("", "csvMalformed: line 1")]
    [InlineData("Date,Price\n", "csvMalformed: line 1: There is no column 'price'")]
    [InlineData("Date,Coupon In (Deposit)\n", "columnMissing: line 1: There is no column 'Account #'")]
    [InlineData("Date,Account #\n01/10/2026,m1\n", "dateMalformed: line 2: '01/10/2026'")]
    [InlineData("Date,Account #,Payment In\n2026-10-01,m1,1.5\n", "amountMalformed: line 2: '1.5' under 'Payment In'")]
    public async Task What_cannot_be_read_is_told_with_its_line(string file, string expected)
    {
        var wrong = await Assert.ThrowsAsync<UsageException>(() => CompareAsync(file, Ours));
        Assert.StartsWith(expected, wrong.Message, StringComparison.Ordinal);
    }

    private static async Task<(IReadOnlyList<LineDifference> Differences, int Cells, int Corrected)> CompareAsync(
        string file, string[] rows)
    {
        var reader = new HandLedger(Layout, Book);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        var hand = await reader.ReadAsync(stream, [English, Indonesian], CancellationToken.None);
        var ours = rows.Select((row, at) => reader.Of(row.Split(','), at + 1)).ToArray();
        return new LineMatching(Layout, Book.Scale, hand, ours).Compare(English.Columns);
    }

    private static CouponReportView Form(string columns) => new()
    {
        Report = "transactions",
        From = new DateOnly(2026, 10, 1),
        To = new DateOnly(2026, 10, 31),
        Currency = "IDR",
        Title = "",
        Columns = columns.Split(','),
        Rows = [],
        Totals = [],
    };
}
