using System.Text;

namespace Regional.Cli.Tests.Import;

public sealed class ImportTests : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("regional-import-");
    private readonly FakeServer _server = new();

    public ImportTests()
    {
        foreach (var code in new[] { "a", "b", "c" })
        {
            _server.Balances[code] = 0;
        }
    }

    public void Dispose() => _place.Delete(recursive: true);

    [Fact]
    public async Task Good_lines_are_posted_bad_ones_are_in_the_rejects_file_with_line_column_code_and_reason()
    {
        _server.Floors["c"] = 0;
        var file = Write(
            """
            payer,payee,amount,date,reference
            a,b,10.00,2026-11-01,one
            a,b,ten,2026-11-01,two
            a,nobody,1.00,2026-11-01,three
            a,b,1.00,01/11/2026,four
            a,b,1.00,2026-11-01,"fi"ve
            a,b,1.00
            ,b,1.00,2026-11-01,six
            c,b,1.00,2026-11-01,"se,ven"
            b,a,2.50,2026-11-02,eight
            """);

        var run = await ImportAsync(file);

        Assert.Equal(5, run.Code);
        Assert.Equal((-750, 750), (_server.Balances["a"], _server.Balances["b"]));
        Assert.Equal(
            """"
            line,column,code,reason,original
            3,amount,amountMalformed,Mend it. (value ten),"a,b,ten,2026-11-01,two"
            4,payee,accountUnknown,Mend it. (account lg/nobody),"a,nobody,1.00,2026-11-01,three"
            5,date,dateMalformed,Write dates as YYYY-MM-DD. (value 01/11/2026),"a,b,1.00,01/11/2026,four"
            6,25,csvMalformed,Text follows a closing quote: double the quotes inside a quoted field.,"a,b,1.00,2026-11-01,""fi""ve"
            7,1,csvMalformed,"The line has 3 columns, the header 5.","a,b,1.00"
            8,payer,fieldMissing,Fill in the field.,",b,1.00,2026-11-01,six"
            9,payer,floorExceeded,"Mend it. (account lg/c, room 0.00)","c,b,1.00,2026-11-01,""se,ven"""

            """".ReplaceLineEndings("\r\n"),
            await File.ReadAllTextAsync($"{file}.rejects.csv"));
        Assert.Contains("rejected", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists($"{file}.progress"));
    }

    [Fact]
    public async Task A_file_imported_twice_adds_nothing_and_a_mended_line_is_a_new_command()
    {
        var file = Write("payer,payee,amount\na,b,1.00\na,b,1.00\na,b,x\n");
        Assert.Equal(5, (await ImportAsync(file)).Code);
        Assert.Equal(200, _server.Balances["b"]);

        await File.WriteAllTextAsync(file, "payer,payee,amount\na,b,1.00\na,b,1.00\na,b,3.00\n");
        var again = await ImportAsync(file, "--json");

        Assert.Equal(0, again.Code);
        Assert.Equal(500, _server.Balances["b"]);
        Assert.Contains("\"replayed\": 2", again.Out, StringComparison.Ordinal);
        Assert.Contains("\"posted\": 1", again.Out, StringComparison.Ordinal);
        Assert.False(File.Exists($"{file}.rejects.csv"));
    }

    [Fact]
    public async Task A_line_is_sent_after_the_answers_to_those_that_bring_its_payer_the_money()
    {
        foreach (var code in new[] { "a", "b", "c" })
        {
            _server.Floors[code] = 0;
        }

        _server.Floors["a"] = -100_000;
        var text = new StringBuilder("payer,payee,amount,reference\n");
        for (var round = 0; round < 50; round++)
        {
            text.Append($"a,b,1.00,{round}\nb,c,1.00,{round}\nc,a,1.00,{round}\n");
        }

        var run = await ImportAsync(Write(text.ToString()));

        Assert.Equal(0, run.Code);
        Assert.All(_server.Balances.Values, static balance => Assert.Equal(0, balance));
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_ids()
    {
        _server.AfterBatch = static number =>
        {
            if (number <= 2)
            {
                throw new HttpRequestException("connection reset");
            }
        };
        var run = await ImportAsync(Write("payer,payee,amount\na,b,1.00\nb,c,0.50\n"));

        Assert.Equal(0, run.Code);
        Assert.Equal((50, 50), (_server.Balances["b"], _server.Balances["c"]));
    }

    [Fact]
    public async Task An_import_that_broke_off_goes_on_where_it_was_and_keeps_its_rejects()
    {
        var text = new StringBuilder("payer,payee,amount,reference\na,b,bad,0\n");
        for (var line = 1; line <= 20_000; line++)
        {
            text.Append($"a,b,0.01,{line}\n");
        }

        var file = Write(text.ToString());
        _server.BeforeBatch = static number =>
        {
            if (number > 20)
            {
                throw new HttpRequestException("connection refused");
            }
        };
        var broken = await ImportAsync(file);
        Assert.Equal(3, broken.Code);
        Assert.True(File.Exists($"{file}.progress"));
        Assert.Equal(10_000, _server.Balances["b"], 1000.0);

        var sent = _server.BatchCount;
        _server.BeforeBatch = static _ => { };
        var resumed = await ImportAsync(file, "--json");

        Assert.Equal(5, resumed.Code);
        Assert.Equal(20_000, _server.Balances["b"]);
        Assert.Contains("\"lines\": 20001", resumed.Out, StringComparison.Ordinal);
        Assert.InRange(_server.BatchCount - sent, 1, 30);
        Assert.Equal(2, (await File.ReadAllLinesAsync($"{file}.rejects.csv")).Length);
        Assert.False(File.Exists($"{file}.progress"));
    }

    [Fact]
    public async Task A_batch_refused_whole_stops_the_import_with_the_refusal()
    {
        _server.Routes["POST /v1/batches"] = (403, """{"code":"notPermitted","class":"malformed","status":403,"facts":{"role":"bank"},"advice":"Ask."}""");
        var run = await ImportAsync(Write("payer,payee,amount\na,b,1.00\n"));
        Assert.Equal(1, run.Code);
        Assert.Contains("notPermitted", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payer;payee;amount\n", "commas")]
    [InlineData("payer\tpayee\tamount\n", "commas")]
    [InlineData("payer,payee\n", "columnMissing")]
    [InlineData("payer,payee,amount,colour\n", "colour")]
    [InlineData("payer,payee,amount,payer\n", "twice")]
    [InlineData("", "empty")]
    public async Task A_file_with_a_wrong_header_is_refused_whole(string header, string said)
    {
        var run = await ImportAsync(Write(header));
        Assert.Equal(2, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Contains("line 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_passes_limits_and_what_lay_outside_the_members_goes_through_opening()
    {
        _server.Floors["a"] = 0;
        var file = Write("id,payer,payee,amount,currency\nx:0,a,b,5.00,KOM\nx:1,region,a,2.00,KOM\nx:2,region,opening,1.00,KOM\n");

        var run = await ImportAsync(file, "--history", "moved from the old books", "--json");

        Assert.Equal(0, run.Code);
        Assert.Equal((-300, 500, -200, 0), (_server.Balances["a"], _server.Balances["b"], _server.Balances["opening"], _server.Balances["region"]));
        Assert.Contains("\"skipped\": 1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledgers_own_export_is_not_its_history()
    {
        const string Id = "01890c7e-7b1a-7c3d-8e4f-0123456789ab";
        _server.Routes[$"GET /v1/operations/{Id}"] = (200,
            $$"""
            {"id":"{{Id}}","kind":"posting","status":"done","at":"2026-11-22T00:00:00Z","posting":{"id":"{{Id}}","status":"posted",
             "entries":[{"leg":0,"payer":"lg/a","payee":"lg/b","payerEntry":1,"payeeEntry":1}] } }
            """);

        var run = await ImportAsync(Write($"id,payer,payee,amount\n{Id},a,b,1.00\n"), "--history", "moved");

        Assert.Equal(2, run.Code);
        Assert.Contains("post it twice", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, _server.BatchCount);
    }

    [Fact]
    public async Task History_takes_no_line_in_another_ledgers_unit()
    {
        var file = Write("payer,payee,amount,currency\na,other/x,5.00,RUP\nother/x,b,2.00,KOM\n");

        var run = await ImportAsync(file, "--history", "moved");

        Assert.Equal(5, run.Code);
        Assert.Equal((0, 200, -200), (_server.Balances["a"], _server.Balances["b"], _server.Balances["opening"]));
    }

    [Fact]
    public async Task An_interruption_lets_the_batches_under_way_end_and_keeps_the_place()
    {
        using var stop = new CancellationTokenSource();
        _server.AfterBatch = number =>
        {
            if (number == 3)
            {
                stop.Cancel();
            }
        };
        var file = Write("payer,payee,amount,reference\n" + string.Concat(Enumerable.Range(0, 20_000).Select(static line => $"a,b,0.01,{line}\n")));

        var run = await CliRun.OfAsync(_server, ["import", "transfers", file, "--ledger", "lg"], cancel: stop.Token);
        var posted = _server.Balances["b"];
        _server.AfterBatch = static _ => { };
        var resumed = await ImportAsync(file, "--json");

        Assert.Equal(130, run.Code);
        Assert.InRange(posted, 1_500, 10_000);
        Assert.Equal((0, 20_000L), (resumed.Code, _server.Balances["b"]));
        Assert.Contains($"\"posted\": {20_000}", resumed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_come_with_their_members_and_opening_balances_once()
    {
        var file = Write(
            """
            account,member,name,kind,floor,ceiling,opening_balance
            d,d,Dewi,general,-100,,12.50
            e,,Eko,,,,-12.50
            f,,Fitri,wrong,,,
            g,,Gita,,,,1.234
            a,,Adi,,,,
            """);

        var first = await ImportAsync(file, "accounts");
        var second = await ImportAsync(file, "accounts", "--json");

        Assert.Equal((5, 5), (first.Code, second.Code));
        Assert.Equal((1250, -1250, 0), (_server.Balances["d"], _server.Balances["e"], _server.Balances["opening"]));
        Assert.Equal(-10_000, _server.Floors["d"]);
        Assert.Contains("\"posted\": 0", second.Out, StringComparison.Ordinal);
        Assert.Contains("\"replayed\": 3", second.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["line,column,code,reason,original",
                "4,kind,fieldMalformed,\"Correct the field. (field kind, value wrong)\",\"f,,Fitri,wrong,,,\"",
                "5,opening_balance,amountTooPrecise,'1.234' is no balance of this unit.,\"g,,Gita,,,,1.234\""],
            await File.ReadAllLinesAsync($"{file}.rejects.csv"));
    }

    private string Write(string text)
    {
        var path = Path.Combine(_place.FullName, "file.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private Task<CliRun> ImportAsync(string file, params string[] more)
    {
        var kind = more is ["accounts", ..] ? "accounts" : "transfers";
        return CliRun.OfAsync(_server, ["import", kind, file, "--ledger", "lg", .. more.Where(static word => word != "accounts")]);
    }
}
