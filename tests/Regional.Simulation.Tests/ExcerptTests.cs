using Regional.Simulation.Audit;
using Regional.Simulation.Shrinking;

namespace Regional.Simulation.Tests;

/// <summary>What is shown of a failed seed's history.</summary>
public sealed class ExcerptTests
{
    private const string Id = "47abc2ac12da88328cf0e2b9fb41efda";

    [Fact]
    public void Lines_that_name_what_the_violation_names_come_before_the_end()
    {
        var shown = Excerpt.Of(
            new Violation("window", $"window 18 closes too early; posted {Id}"),
            [
                "    1.000000 #1 asks: cut of region 2",
                "    2.000000     journal, a command: cut in region 2 (closes then, next 19, window 18)",
                "    3.000000     journal, a command: window 180 closed",
                "    4.000000 #2 is told: request 47abc2ac-12da-8832-8cf0-e2b9fb41efda",
                .. Enumerable.Range(5, 30).Select(static at => $"   {at}.000000 #{at} asks: payment of {at}"),
            ]);

        Assert.Equal(28, shown.Count);
        Assert.Contains("window 18)", shown[0], StringComparison.Ordinal);
        Assert.Contains("47abc2ac-", shown[1], StringComparison.Ordinal);
        Assert.Equal("    ... 7 other lines; then the end:", shown[2]);
        Assert.Equal("   34.000000 #34 asks: payment of 34", shown[^1]);
    }

    [Fact]
    public void Of_lines_that_say_the_same_the_first_and_the_last_are_shown()
    {
        var shown = Excerpt.Of(
            new Violation("liveness-window", "after 00:10:00 without faults: window 8"),
            [
                "    1.000000   * faults end",
                .. Enumerable.Range(100, 200).Select(
                    static at => $"  {at}.000000 #1000{at} Clearing is told: cleared 8 refused: windowNotDue (window 8)"),
            ]);

        Assert.Equal(
            [
                "    1.000000   * faults end",
                "  100.000000 #1000100 Clearing is told: cleared 8 refused: windowNotDue (window 8)",
                "  299.000000 #1000299 Clearing is told: cleared 8 refused: windowNotDue (window 8)",
            ],
            shown);
    }

    [Fact]
    public void Attempts_of_one_request_are_shown_once_at_first_and_once_at_last_and_other_requests_besides()
    {
        var shown = Excerpt.Of(
            new Violation("run", "something"),
            [
                $"    1.000000 #7 asks: payment {Id}",
                $"    2.000000 #7 (attempt 2) asks: payment {Id}",
                $"    3.000000 #8 asks: payment {Id}",
                $"    4.000000 #7 (attempt 3) asks: payment {Id}",
            ]);

        Assert.Equal(["1", "3", "4"], shown.Select(static line => line.TrimStart()[..1]));
    }
}
