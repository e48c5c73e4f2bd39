namespace Regional.Benchmarks.Workloads;

/// <summary>What a caller was told.</summary>
internal enum Answered
{
    /// <summary>It is committed.</summary>
    Posted,

    /// <summary>Too much to do: send the same id again later.</summary>
    Shed,

    /// <summary>Refused for another reason: none is expected in a benchmark.</summary>
    Refused,

    /// <summary>No answer, or none that was understood.</summary>
    Failed,
}

/// <summary>Carries out one order and returns when it is answered. One per caller.</summary>
internal interface ISender
{
    ValueTask<Answered> SendAsync(Order order);
}
