using System.Text.Json;

namespace Regional.TestKit.Processes;

/// <summary>How a run of the command ended.</summary>
public sealed record CliResult(string Arguments, int ExitCode, string Output, string Errors)
{
    /// <summary>The answer of a run with <c>--json</c>.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public CliResult Done() => EndedWith(0);

    public CliResult EndedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"{this}");
        return this;
    }

    public override string ToString() => $"regional {Arguments} ended with {ExitCode}:\n{Output}\n{Errors}";
}
