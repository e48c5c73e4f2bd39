namespace Regional.Benchmarks.Report;

/// <summary>Holds figures against gates and aims.</summary>
internal static class Verdict
{
    /// <summary>Prints the figures, what was missed, and the lines for scripts. 0: every gate that was measured is met.</summary>
    public static int Print(Figures figures, string runtime, TextWriter output)
    {
        output.WriteLine();
        foreach (var line in figures.Table())
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        var (gates, aims) = (0, 0);
        foreach (var bound in Bound.For(runtime))
        {
            if (figures.Median(bound.Figure) is not { } value)
            {
                continue;
            }

            var than = bound.IsLeast ? "at least" : "at most";
            if (!bound.Meets(value, bound.Gate))
            {
                gates++;
                output.WriteLine($"missed gate: {bound.Figure} is {Figures.Text(value)}, must be {than} {bound.Gate}");
            }
            else if (bound.Aim is { } aim && !bound.Meets(value, aim))
            {
                aims++;
                output.WriteLine($"missed aim: {bound.Figure} is {Figures.Text(value)}, wanted {than} {aim}");
            }
        }

        output.WriteLine();
        foreach (var line in figures.Lines())
        {
            output.WriteLine(line);
        }

        output.WriteLine($"missed_aims {aims}");
        output.WriteLine($"missed_gates {gates}");
        return gates == 0 ? 0 : 1;
    }
}
