using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>Every command held against the journal: there once and as asked, or not at all.</summary>
public sealed class OperationChecks(Journal journal)
{
    // What the product does on its own account: settlement payments placed, exchange differences booked, charges of a
    // period's end, holds expired.
    private const int PlaceSettlement = 43;
    private const int ExchangeDifference = 45;
    private const int Resolution = 2;
    private const int PeriodPosting = 67;
    private const string Expiry = "system:expiry";

    private readonly ContentChecks _contents = new(journal);

    public IEnumerable<Finding> Check(NotedCommand command)
    {
        var what = $"{command.Contents[0].First.Kind} {command.Id}";
        var stored = journal.Operations.GetValueOrDefault(command.Id);
        return command.Owner switch
        {
            null when stored is not null =>
                [new Finding(FindingKind.Violation, $"{what} is in the journal, but nobody was told of it")],
            null => [],
            { Decided.Verdict: Verdict.Done done } owner => CheckDone(what, owner, done, stored),
            { Decided.Verdict: Verdict.Refused refused } => CheckRefused(what, refused, command.Id, stored),
            _ => throw new InvalidOperationException($"{what} was decided neither way."),
        };
    }

    /// <summary>Transfers that nobody asked for.</summary>
    public IEnumerable<Finding> CheckUnasked(IReadOnlyList<NotedCommand> commands)
    {
        var asked = commands.Select(static command => command.Id).ToHashSet();
        var references = commands.SelectMany(static command => command.Contents)
            .Select(static content => (string?)content.First.Body["reference"])
            .Where(static text => text is not null).ToHashSet();
        return journal.Transfers.Select(static row => row.Operation).Distinct()
            .Where(id => !asked.Contains(id) && !IsOfTheProduct(journal.Operations.GetValueOrDefault(id)))
            .Select(id => journal.ByOperation[id].Any(row => references.Contains(row.Reference))
                ? new Finding(FindingKind.Doubled, $"operation {id} is a payment that stands under another id already")
                : new Finding(FindingKind.Violation, $"operation {id} was asked for by nobody"));
    }

    private IEnumerable<Finding> CheckDone(string what, Attempts owner, Verdict.Done done, OperationRow? stored)
    {
        if (stored is null && owner.First.Kind == CommandKind.PeriodEnd)
        {
            // Asked while the same end was under way under another id: it was told how far that one came.
            yield break;
        }

        if (stored is null || stored.Refusal is not null)
        {
            yield return new Finding(
                FindingKind.Lost,
                $"{what}: told that it was done, found {(stored is null ? "nothing" : $"refusal {stored.Refusal}")}");
            yield break;
        }

        if (done.Commit is { } commit && commit != stored.Commit)
        {
            yield return new Finding(FindingKind.Violation, $"{what}: told of commit {commit}, found in {stored.Commit}");
        }

        foreach (var finding in _contents.Check(owner.First, done))
        {
            yield return finding with { What = $"{what}: {finding.What}" };
        }
    }

    private IEnumerable<Finding> CheckRefused(string what, Verdict.Refused refused, Guid id, OperationRow? stored)
    {
        if (stored?.Refusal != refused.Number)
        {
            yield return new Finding(
                FindingKind.Violation,
                $"{what}: told of refusal {refused.Number} {refused.Code}, stored "
                + (stored is null ? "nothing" : stored.Refusal is { } other ? $"refusal {other}" : "as done"));
        }

        if (journal.ByOperation[id].Any())
        {
            yield return new Finding(FindingKind.Violation, $"{what}: told that it was refused, and it has transfers");
        }
    }

    private static bool IsOfTheProduct(OperationRow? operation) => operation
        is { Kind: PlaceSettlement or ExchangeDifference or PeriodPosting } or { Kind: Resolution, Actor: Expiry };
}
