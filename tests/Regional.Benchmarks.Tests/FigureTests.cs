using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Report;

namespace Regional.Benchmarks.Tests;

public sealed class FigureTests
{
    [Theory]
    [InlineData(1.9, 1, "missed gate: uniform_ratio")]
    [InlineData(2.0, 0, "missed aim: uniform_ratio")]
    [InlineData(4.0, 0, null)]
    public void A_figure_below_its_gate_is_the_exit_code_below_its_aim_it_is_named(double ratio, int expected, string? said)
    {
        var figures = new Figures();
        figures.Add("uniform_ratio", ratio);
        var output = new StringWriter();

        Assert.Equal(expected, Verdict.Print(figures, "Orleans", output));
        Assert.Equal(said is not null, output.ToString().Contains("missed gate:") || output.ToString().Contains("missed aim:"));
        Assert.Contains(said ?? "uniform_ratio 4", output.ToString());
    }

    [Fact]
    public void An_invalid_run_misses_a_gate()
    {
        var figures = new Figures();
        figures.Add("invalid_runs", 1);

        Assert.Equal(1, Verdict.Print(figures, "Local", new StringWriter()));
    }

    [Fact]
    public void The_median_of_rounds_is_what_counts()
    {
        var figures = new Figures();
        foreach (var value in (double[])[9, 1, 2])
        {
            figures.Add("x", value);
        }

        Assert.Equal(2, figures.Median("x"));
        Assert.Null(figures.Median("y"));
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1.0, 100)]
    public void A_quantile_is_right_to_the_width_of_a_bucket(double share, double milliseconds)
    {
        var histogram = new LatencyHistogram();
        for (var at = 1; at <= 100; at++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(at));
        }

        Assert.InRange(histogram.Quantile(share).TotalMilliseconds, milliseconds, milliseconds * 1.04);
    }
}
