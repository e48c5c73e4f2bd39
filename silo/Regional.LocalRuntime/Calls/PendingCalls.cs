namespace Regional.LocalRuntime.Calls;

/// <summary>
/// The calls whose callers wait, in linked lists swept for time-outs. Lists and not a queue of deadlines: a finished
/// call is gone at once instead of after its thirty seconds.
/// </summary>
internal sealed class PendingCalls
{
    /// <summary>Lists, so that senders on different cores seldom meet; a power of two.</summary>
    private const int StripeCount = 16;

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(_ => new Stripe())];

    public void Add(Call call)
    {
        var index = Environment.CurrentManagedThreadId & (StripeCount - 1);
        call.Pending.Stripe = index;
        var stripe = _stripes[index];
        lock (stripe)
        {
            call.Pending.IsListed = true;
            call.Pending.Previous = stripe.Last;
            if (stripe.Last is { } last)
            {
                last.Pending.Next = call;
            }
            else
            {
                stripe.First = call;
            }

            stripe.Last = call;
        }
    }

    public void Remove(Call call)
    {
        var stripe = _stripes[call.Pending.Stripe];
        lock (stripe)
        {
            if (call.Pending.IsListed)
            {
                stripe.Unlink(call);
            }
        }
    }

    /// <summary>Every waiting call at some moment, oldest first per list.</summary>
    public List<Call> Snapshot()
    {
        var calls = new List<Call>();
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                for (var call = stripe.First; call is not null; call = call.Pending.Next)
                {
                    calls.Add(call);
                }
            }
        }

        return calls;
    }

    /// <summary>A call's place in its list.</summary>
    internal struct Links
    {
        public Call? Previous;
        public Call? Next;
        public int Stripe;
        public bool IsListed;
    }

    private sealed class Stripe
    {
        public Call? First;
        public Call? Last;

        public void Unlink(Call call)
        {
            ref var links = ref call.Pending;
            if (links.Previous is { } previous)
            {
                previous.Pending.Next = links.Next;
            }
            else
            {
                First = links.Next;
            }

            if (links.Next is { } next)
            {
                next.Pending.Previous = links.Previous;
            }
            else
            {
                Last = links.Previous;
            }

            links.Previous = links.Next = null;
            links.IsListed = false;
        }
    }
}
