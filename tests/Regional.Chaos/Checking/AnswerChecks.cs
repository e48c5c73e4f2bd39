using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>What the clients were told, held against itself: same id, same outcome, for ever.</summary>
public static class AnswerChecks
{
    public static IEnumerable<Finding> Check(NotedCommand command)
    {
        var decided = command.Contents.Count(static content => content.Decided is not null);
        if (decided > 1)
        {
            yield return Violation(command, "two contents have the same id");
        }

        foreach (var content in command.Contents)
        {
            if (!content.IsAnswered)
            {
                yield return Violation(command, $"no answer to {content.First.Method} {content.First.Path}");
            }

            if (decided == 0 && content.All.Any(static attempt => attempt.Verdict is Verdict.Rejected { IsIdReused: true }))
            {
                yield return Violation(command, "refused as taken by another content, which nobody was told of");
            }

            foreach (var what in Check(content))
            {
                yield return Violation(command, what);
            }
        }
    }

    private static IEnumerable<string> Check(Attempts content)
    {
        if (content.Decided is not { } first)
        {
            yield break;
        }

        foreach (var later in content.All.Where(attempt => attempt != first))
        {
            switch (first.Verdict, later.Verdict)
            {
                case (Verdict.Done then, Verdict.Done now) when then.Commit != now.Commit:
                    yield return $"told of commit {then.Commit}, then of {now.Commit}";
                    break;
                case (Verdict.Done, Verdict.Done { IsReplay: false, Commit: not null }) when later.Asked.At > first.ToldAt:
                    yield return "told of as new a second time";
                    break;
                case (Verdict.Refused then, Verdict.Refused now) when then != now:
                    yield return $"refused as {then.Code}, then as {now.Code}";
                    break;
                case (Verdict.Done, Verdict.Refused) or (Verdict.Refused, Verdict.Done):
                    yield return $"told {first.Verdict}, then {later.Verdict}";
                    break;
                case (_, Verdict.Rejected now) when later.Asked.At > first.ToldAt:
                    yield return $"told {first.Verdict}, then rejected as {now.Code}";
                    break;
            }
        }

        // A replay may be of the attempt's own doing: the silo itself sends again what it does not know the outcome of.
        if (first.Verdict is Verdict.Done { IsReplay: true, RecordedAt: { } at } && at < first.Asked.At
            && !content.All.Any(attempt => attempt.Asked.At < at && MayHaveDone(attempt)))
        {
            yield return $"it had happened at {at:O}, it says; but every attempt until then was told that nothing happened";
        }
    }

    private static bool MayHaveDone(Attempt attempt) =>
        attempt.Verdict is Verdict.Unknown { DeniesAll: false } or Verdict.Done { IsReplay: false };

    private static Finding Violation(NotedCommand command, string what) =>
        new(FindingKind.Violation, $"{command.Contents[0].First.Kind} {command.Id}: {what}");
}
