using Regional.Contracts;

namespace Regional.Simulation.Model.Reading;

/// <summary>
/// The way of every read: it sees the committed tables at one instant, and is answered later. A read has no effect, so
/// it does not matter whether its caller still lives.
/// </summary>
internal sealed class ReadGate(ModelDatabase database)
{
    public Task<T> ReadAsync<T>(string what, Func<T> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var fate = database.OnRead(what);
        if (fate == default && !database.IsAway)
        {
            return Task.FromResult(read());
        }

        var answer = new TaskCompletionSource<T>();
        database.Clock.After(fate.Before, () => See(fate, read, answer));
        return answer.Task;
    }

    private void See<T>(ReadFate fate, Func<T> read, TaskCompletionSource<T> answer)
    {
        if (fate.Fails || database.IsAway)
        {
            database.Clock.After(fate.After, () => answer.SetException(
                new LedgerUnavailable("The database broke off a read.")));
            return;
        }

        var seen = read();
        database.Clock.After(fate.After, () => answer.SetResult(seen));
    }
}
