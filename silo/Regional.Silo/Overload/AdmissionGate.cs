using System.Threading.RateLimiting;
using Regional.Domain.Refusals;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Overload;

/// <summary>
/// How much is worked on at once. What does not fit waits in a bounded queue; beyond that the answer is "overloaded" at
/// once, which costs the caller a second and the system nothing.
/// </summary>
internal sealed class AdmissionGate(HostSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter _requests = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.RequestCountMax,
        QueueLimit = settings.QueueCountMax,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // Streams wait for nothing: whoever cannot be served now asks again.
    private readonly ConcurrencyLimiter _streams = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = settings.StreamCountMax,
        QueueLimit = 0,
    });

    public async ValueTask<IDisposable> EnterAsync(HttpContext http)
    {
        var limiter = http.GetEndpoint()?.Metadata.GetMetadata<StreamingMark>() is null ? _requests : _streams;
        var lease = await limiter.AcquireAsync(1, http.RequestAborted);
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            throw EdgeRefusal.For(RefusalReason.Overloaded);
        }

        return lease;
    }

    public void Dispose()
    {
        _requests.Dispose();
        _streams.Dispose();
    }
}

/// <summary>Marks an endpoint that answers for minutes or for ever.</summary>
internal sealed class StreamingMark;
