using System.CommandLine;
using Regional.Client;
using Regional.Contracts;

namespace Regional.Cli.CommandLine;

/// <summary>Makes the commands: what is common to their ends (refusals, faults, exit codes) is here once.</summary>
internal sealed class Verbs(GlobalOptions globals, Shell shell)
{
    /// <summary>A command that only reads.</summary>
    public Command Read(string name, string description, Symbol[] symbols, Func<Call, Task<int>> run) =>
        Make(name, description, symbols, null, run);

    /// <summary>A command that changes something: it has an id.</summary>
    public Command Change(string name, string description, Symbol[] symbols, Func<Call, Task<int>> run)
    {
        var id = new Option<Guid?>("--id")
        {
            Description = "The command's id, a UUID; the same id happens once. Default: a new one.",
            HelpName = "uuid",
        };
        return Make(name, description, [.. symbols, id], id, run);
    }

    /// <summary>A word that only groups commands.</summary>
    public static Command Group(string name, string description, params ReadOnlySpan<Command> commands)
    {
        var group = new Command(name, description);
        foreach (var command in commands)
        {
            group.Add(command);
        }

        return group;
    }

    private Command Make(
        string name, string description, Symbol[] symbols, Option<Guid?>? id, Func<Call, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
            }
        }

        command.SetAction((parse, cancel) => RunAsync(parse, id, run, cancel));
        return command;
    }

    private async Task<int> RunAsync(
        ParseResult parse, Option<Guid?>? id, Func<Call, Task<int>> run, CancellationToken cancel)
    {
        using var call = new Call(parse, globals, id, shell, cancel);
        try
        {
            return await run(call);
        }
        catch (RefusedException refused)
        {
            return call.Answers.Refused(refused.Refusal);
        }
        catch (RegionalFaultException fault)
        {
            return call.Answers.Fault(fault, call.UsedId);
        }
        catch (Exception fault) when (fault is DatabaseException or LedgerUnavailable or OutcomeUnknown)
        {
            return call.Answers.Fault(
                "ledgerUnavailable", fault.Message, "Check --db and the database, then try again.", call.UsedId);
        }
        catch (UsageException usage)
        {
            return call.Answers.Usage(usage.Message);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            return call.Answers.Usage(unusable.Message);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return call.Answers.Interrupted(call.UsedId);
        }
    }
}
