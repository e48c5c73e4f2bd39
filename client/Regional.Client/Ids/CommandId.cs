namespace Regional.Client;

/// <summary>Ids of commands, minted by the caller before the first attempt and kept for every further one.</summary>
public static class CommandId
{
    /// <summary>
    /// A new id: a UUID of version 7 (RFC 9562), ordered by time so that the server's index stays small.
    /// </summary>
    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());
}
