using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Screen;

/// <summary>What the command itself has to say, in the form of what servers say.</summary>
internal static class Problems
{
    public static Problem Fault(string code, string message, string advice, Guid? id) => new()
    {
        Title = "Fault",
        Detail = message,
        Code = code,
        Class = ProblemClass.Fault,
        Advice = advice,
        Facts = id is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["id"] = $"{id}" },
    };

    public static Problem Usage(string message) => new()
    {
        Title = "Usage",
        Detail = message,
        Code = "usage",
        Class = ProblemClass.Malformed,
    };
}
