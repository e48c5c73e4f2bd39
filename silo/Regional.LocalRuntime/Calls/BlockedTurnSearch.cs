using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Hosting;

namespace Regional.LocalRuntime.Calls;

/// <summary>A turn of the called grain holds its thread: it waits synchronously or computes without end.</summary>
public sealed class BlockedTurnException(string message) : InvalidOperationException(message);

/// <summary>Finds turns that go on for too long while somebody waits for their grain.</summary>
internal sealed class BlockedTurnSearch(Silo silo, TimeSpan turnTimeMax)
{
    private Dictionary<TurnQueue, (int Turn, long Since)> _seen = [];

    public void Search(List<Call> calls)
    {
        var seen = new Dictionary<TurnQueue, (int Turn, long Since)>();
        foreach (var waiting in calls.GroupBy(c => c.Activation?.Turns))
        {
            if (waiting.Key is not { IsInTurn: true } turns)
            {
                continue;
            }

            var turn = turns.TurnCount;
            var isSame = _seen.TryGetValue(turns, out var last) && last.Turn == turn;
            var since = isSame ? last.Since : silo.Time.GetTimestamp();
            seen[turns] = (turn, since);
            if (silo.Time.GetElapsedTime(since) >= turnTimeMax)
            {
                Fail(turns.Activation!, waiting);
            }
        }

        _seen = seen;
    }

    private void Fail(Activation activation, IEnumerable<Call> calls)
    {
        silo.Log.TurnBlocked(activation.GrainId, turnTimeMax);
        foreach (var call in calls)
        {
            call.GiveUp(new BlockedTurnException(
                $"{call} was given up: a turn of {activation.GrainId} has held its thread for over {turnTimeMax}."));
        }
    }
}
