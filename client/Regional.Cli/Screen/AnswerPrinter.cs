using System.Text.Json.Serialization.Metadata;
using Regional.Cli.CommandLine;
using Regional.Client;
using Regional.Client.Model;
using Spectre.Console;

namespace Regional.Cli.Screen;

/// <summary>
/// Prints answers: tables for people, one JSON document for scripts. Answers go to the output, all else to the error
/// stream; with <c>--json</c> a refusal or fault is the document, too.
/// </summary>
internal sealed class AnswerPrinter(Shell shell, bool isJson)
{
    public bool IsJson => isJson;

    public Shell Shell => shell;

    public IAnsiConsole Console { get; } = Terminal.Open(shell.Out, shell.IsOutTerminal, shell.Width);

    /// <summary>Prints an answer's value, or the refusal; returns the exit code.</summary>
    public int Tell<T>(Answer<T> answer, JsonTypeInfo<T> type, Action<AnswerPrinter, T> print)
        where T : class
    {
        if (!answer.IsDone)
        {
            return Refused(answer.Refusal);
        }

        Show(answer.Value, type, print);
        return ExitCode.Done;
    }

    public void Show<T>(T value, JsonTypeInfo<T> type, Action<AnswerPrinter, T> print)
    {
        if (isJson)
        {
            JsonText.Write(shell.Out, value, type);
        }
        else
        {
            print(this, value);
        }
    }

    /// <summary>Prints a list as it arrives (JSON), or its first rows as a table.</summary>
    public async Task<int> TellAsync<T>(
        IAsyncEnumerable<T> items, JsonTypeInfo<T> type, int rowsMax, CancellationToken cancel,
        params Column<T>[] columns)
    {
        if (isJson)
        {
            await JsonText.WriteAsync(shell.Out, items, type, cancel);
            return ExitCode.Done;
        }

        var (table, rows) = (Tables.New(columns), 0);
        var isCut = false;
        await foreach (var item in items.WithCancellation(cancel))
        {
            if (isCut = rows == rowsMax)
            {
                break;
            }

            Tables.AddRow(table, columns, item);
            rows++;
        }

        Console.Write(table);
        await shell.Error.WriteLineAsync(isCut
            ? $"The first {rows}; there are more: --limit or --json."
            : $"{rows} in all.");
        return ExitCode.Done;
    }

    public int Refused(Problem refusal)
    {
        if (isJson)
        {
            JsonText.Write(shell.Out, refusal, WireJson.Default.Problem);
        }
        else
        {
            RefusalText.Write(shell.Error, refusal);
        }

        return ExitCode.Refused;
    }

    public int Fault(RegionalFaultException fault, Guid? id)
    {
        var advice = id is null
            ? "Try again."
            : $"It may or may not have happened. Send it again with --id {id}: the same id happens once.";
        return Fault(fault.Problem?.Code is { Length: > 0 } code ? code : "unreachable", fault.Message, advice, id);
    }

    public int Fault(string code, string message, string advice, Guid? id = null)
    {
        if (isJson)
        {
            JsonText.Write(shell.Out, Problems.Fault(code, message, advice, id), WireJson.Default.Problem);
        }
        else
        {
            shell.Error.WriteLine($"Fault: {message}");
            shell.Error.WriteLine(advice);
        }

        return ExitCode.Fault;
    }

    public int Usage(string message)
    {
        if (isJson)
        {
            JsonText.Write(shell.Out, Problems.Usage(message), WireJson.Default.Problem);
        }
        else
        {
            shell.Error.WriteLine(message);
        }

        return ExitCode.Usage;
    }

    public int Interrupted(Guid? id)
    {
        shell.Error.WriteLine(id is null
            ? "Interrupted."
            : $"Interrupted; it may or may not have happened. To learn which, send it again with --id {id}.");
        return ExitCode.Interrupted;
    }
}
