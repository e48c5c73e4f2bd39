namespace Regional.LocalRuntime.Calls;

/// <summary>
/// Finds requests that wait for each other in a circle. A request waits for the calls it has made, and in a queue for
/// the request ahead; a circle seen in two searches is a deadlock, and the youngest call in it fails.
/// </summary>
internal sealed class DeadlockSearch
{
    private HashSet<Call> _suspects = [];

    public void Search(List<Call> calls)
    {
        var waitsFor = calls.Where(c => c.Parent is { IsFinished: false }).ToLookup(c => c.Parent!);
        var suspects = new HashSet<Call>();
        foreach (var call in calls.Where(c => c.IsWaiting))
        {
            if (IsInCircle(call, waitsFor))
            {
                suspects.Add(call);
            }
        }

        var victim = suspects.Where(_suspects.Contains).MaxBy(c => c.Sent);
        _suspects = suspects;
        victim?.Reject(
            $"Deadlock: {victim} waits for {victim.Activation?.Blocker}, which waits for it through other calls. "
            + "Make one of the grains [Reentrant] or one of the methods [AlwaysInterleave].");
    }

    private static bool IsInCircle(Call start, ILookup<Request, Call> waitsFor)
    {
        var seen = new HashSet<Request>();
        var open = new Stack<Request>();
        open.Push(start);
        while (open.TryPop(out var request))
        {
            foreach (var next in Next(request, waitsFor))
            {
                if (next == start)
                {
                    return true;
                }

                if (seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    private static IEnumerable<Request> Next(Request request, ILookup<Request, Call> waitsFor)
    {
        var calls = waitsFor[request];
        return request.IsWaiting && request.Activation?.Blocker is { } blocker && blocker != request
            ? calls.Prepend<Request>(blocker)
            : calls;
    }
}
