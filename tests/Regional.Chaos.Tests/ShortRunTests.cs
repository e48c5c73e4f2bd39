using Regional.Chaos.Report;

namespace Regional.Chaos.Tests;

/// <summary>ops/chaos for a minute of faults: as much as every test run can afford.</summary>
public sealed class ShortRunTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Processes_killed_under_load_lose_nothing_and_do_nothing_twice()
    {
        var said = new StringWriter();
        var options = new ChaosOptions { Length = TimeSpan.FromSeconds(60), ClientCount = 16 };

        var report = await new ChaosRun(options, new Progress(said)).RunAsync(TestContext.Current.CancellationToken);

        report.Write(said);
        output.WriteLine(said.ToString());
        Assert.Empty(report.Shortfalls);
        Assert.True(report.Kills >= 3, "It begins with a silo, the server, and a kill in the middle of a closing.");
        Assert.Equal((0, 0, 0), (report.Check.Lost, report.Check.Doubled, report.Check.Violations));
        Assert.True(report.Check.Acknowledged > 100);
        Assert.True(report.Check.UnknownResolved > 0, "Kills under load leave somebody without an answer.");
        Assert.True(report.RecoverySeconds.Count >= 3);
    }
}
