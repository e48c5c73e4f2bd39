using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Grains.Coordination;
using Regional.Silo.Access;
using Regional.Silo.Overload;
using Regional.Silo.Problems;

namespace Regional.Silo.Api;

/// <summary>Sends commands on and turns what became of them into answers; keeps each token's budget of refusals.</summary>
internal sealed class CommandDesk(
    CommandService commands, ILedgerDirectory directory, FactTranslator facts, RefusalBudget budget)
{
    /// <summary>Whether the caller has refusals left; otherwise the answer it gets.</summary>
    public IResult? CheckBudget(Caller caller) =>
        budget.SecondsToWait(caller.Token) is { } seconds
            ? new ProblemAnswer(ProblemOf.From(budget.Spent()), seconds)
            : null;

    /// <summary>Executes a command other than a payment.</summary>
    /// <param name="caller">Who commands it.</param>
    /// <param name="command">Past the edge: its actor is the caller's.</param>
    /// <param name="codes">What the answer names, by codes; numbers of the database stay inside.</param>
    /// <param name="kept">Names of results that are no numbers of the database.</param>
    public Task<IResult> ExecuteAsync(
        Caller caller, Command command, Dictionary<string, string> codes, params string[] kept) =>
        CarryOutAsync(caller, command, (done, known) => Task.FromResult(
            Answer.Done(View(command.Id, known, done, codes, kept), known is not null)));

    /// <summary>Executes a command whose answer is read afterwards.</summary>
    public Task<IResult> ExecuteThenAsync(Caller caller, Command command, Func<bool, Task<IResult>> answer) =>
        CarryOutAsync(caller, command, (_, known) => answer(known is not null));

    private async Task<IResult> CarryOutAsync(
        Caller caller, Command command, Func<CommandOutcome.Done, OperationRecord?, Task<IResult>> answer)
    {
        if (CheckBudget(caller) is { } spent)
        {
            return spent;
        }

        // A command under way is not given up because its caller hung up: the journal's word would be lost, not the deed.
        var known = await directory.FindOperationAsync(command.Id, CancellationToken.None);
        var outcome = await commands.ExecuteAsync(command, CancellationToken.None);
        return await AfterTheDeed.AnswerAsync(async () => outcome switch
        {
            CommandOutcome.Done done => await answer(done, known),
            CommandOutcome.Refused refused => await RefuseAsync(caller, refused.Refusal),
            _ => throw new InvariantViolation($"A command ended as {outcome.GetType().Name}."),
        });
    }

    /// <summary>A refusal from behind the edge as an answer.</summary>
    public async Task<IResult> RefuseAsync(Caller caller, Refusal refusal) =>
        new ProblemAnswer(await ProblemAsync(caller, refusal));

    /// <summary>A refusal from behind the edge in the words of the wire, taken off the caller's budget.</summary>
    public async Task<Problem> ProblemAsync(Caller caller, Refusal refusal)
    {
        budget.Spend(caller.Token, refusal);
        return ProblemOf.From(await facts.TranslateAsync(refusal, CancellationToken.None));
    }

    private static CommandView View(
        OperationId id, OperationRecord? known, CommandOutcome.Done done, Dictionary<string, string> codes, string[] kept)
    {
        foreach (var name in kept)
        {
            if (done.Result.TryGetValue(name, out var value))
            {
                codes[name] = value;
            }
        }

        return new CommandView { Id = id.Value, IsReplay = known is not null, RecordedAt = known?.At, Result = codes };
    }
}
