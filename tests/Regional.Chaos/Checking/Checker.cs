using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>
/// Judges a run by the clients' notes and the database, and by nothing else. It shares no code with the product: neither
/// its statements nor its rules.
/// </summary>
public static class Checker
{
    public static async Task<CheckResult> CheckAsync(string notes, string connectionString, CancellationToken cancel)
    {
        var commands = NoteReader.Read(notes);
        var journal = await Journal.ReadAsync(connectionString, cancel);
        var operations = new OperationChecks(journal);
        Finding[] findings =
        [
            .. commands.SelectMany(AnswerChecks.Check),
            .. commands.SelectMany(operations.Check),
            .. operations.CheckUnasked(commands),
            .. new AccountChecks(journal, NotedLimits.Read(commands, journal)).Check(),
            .. new BookChecks(journal).Check(),
            .. new PeriodChecks(journal).Check(),
        ];
        return new CheckResult(
            commands.Count(static command => Decided<Verdict.Done>(command)),
            commands.Count(static command => Decided<Verdict.Refused>(command)),
            commands.Sum(static command => command.Contents.Count(
                static content => content is { HasUnknown: true, IsAnswered: true })),
            findings);
    }

    private static bool Decided<TVerdict>(NotedCommand command)
        where TVerdict : Verdict =>
        command.Owner is { } owner && owner.First.Kind != CommandKind.SetUp && owner.Decided!.Verdict is TVerdict;
}
