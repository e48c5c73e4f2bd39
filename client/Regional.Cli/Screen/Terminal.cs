using Spectre.Console;

namespace Regional.Cli.Screen;

/// <summary>Opens Spectre's console over a stream; plain text where no terminal is.</summary>
internal static class Terminal
{
    public static IAnsiConsole Open(TextWriter to, bool isTerminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(to),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Width = width;
        return console;
    }
}
