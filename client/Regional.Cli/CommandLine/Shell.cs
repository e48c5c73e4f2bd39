using System.Text;

namespace Regional.Cli.CommandLine;

/// <summary>What the command has around it: streams, environment, clock, network. Tests bring their own.</summary>
internal sealed record Shell
{
    /// <summary>Columns of a table when there is no terminal to ask: nothing wraps that a script may read.</summary>
    private const int PlainWidth = 200;

    /// <summary>Answers only, so that it can be piped.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Refusals, faults, progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Environment variables.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The clock behind ids, delays and progress.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The network; null: the real one.</summary>
    public Func<HttpMessageHandler>? Network { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal, on which a progress line may be rewritten.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of a table.</summary>
    public int Width { get; init; } = PlainWidth;

    /// <summary>The process's own.</summary>
    public static Shell OfThisProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Shell
        {
            Out = Console.Out,
            Error = Console.Error,
            Environment = System.Environment.GetEnvironmentVariable,
            IsOutTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? PlainWidth : Math.Max(Console.WindowWidth, 40),
        };
    }
}
