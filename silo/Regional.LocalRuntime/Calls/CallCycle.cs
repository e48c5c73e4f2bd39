using System.Text;
using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.Calls;

/// <summary>
/// A call that could only be answered after its own sender has finished: under Orleans both would wait for the
/// time-out.
/// </summary>
public sealed class CallCycleException(string message) : InvalidOperationException(message);

/// <summary>Finds the deadlock in which a call waits behind one of the calls it was made for.</summary>
internal static class CallCycle
{
    public static CallCycleException? Find(Request request, Activation target)
    {
        for (var ancestor = request.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (!ancestor.IsFinished && target.IsHeldUpBy(ancestor))
            {
                return new CallCycleException(Describe(request, ancestor));
            }
        }

        return null;
    }

    private static string Describe(Request request, Request ancestor)
    {
        var chain = new StringBuilder();
        for (var link = request; link != ancestor.Parent && link is not null; link = link.Parent)
        {
            chain.Insert(0, $" -> {link}");
        }

        return $"Call cycle:{chain}. The last call waits for the first to finish, which waits for the last. "
            + "Make the grain [Reentrant] or the method [AlwaysInterleave], or do not await this call.";
    }
}
