using System.CommandLine;
using System.CommandLine.Parsing;
using Regional.Cli.Commands;
using Regional.Cli.Screen;

namespace Regional.Cli.CommandLine;

/// <summary>The whole command.</summary>
internal static class RegionalCommand
{
    public static async Task<int> RunAsync(string[] arguments, Shell shell, CancellationToken cancel)
    {
        var globals = new GlobalOptions();
        var root = new RootCommand("The clearing house for mutual-credit communities (ops/docs/cli.md).");
        globals.AddTo(root);
        foreach (var command in Catalogue.All(new Verbs(globals, shell)))
        {
            root.Add(command);
        }

        var parse = root.Parse(arguments);
        if (parse.Errors.Count > 0)
        {
            return Misread(parse, globals, shell);
        }

        var configuration = new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parse.InvokeAsync(configuration, cancel);
    }

    // The library would print the help to the output stream, where a script looks for an answer.
    private static int Misread(ParseResult parse, GlobalOptions globals, Shell shell)
    {
        var words = new List<string>();
        for (SymbolResult? at = parse.CommandResult; at is CommandResult command; at = command.Parent)
        {
            words.Insert(0, at == parse.RootCommandResult ? "regional" : command.Command.Name);
        }

        var said = string.Join(' ', parse.Errors.Select(static error => error.Message).Distinct());
        return new AnswerPrinter(shell, parse.GetValue(globals.Json)).Usage(
            $"{said} See: {string.Join(' ', words)} --help");
    }
}
