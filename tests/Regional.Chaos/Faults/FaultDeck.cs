namespace Regional.Chaos.Faults;

/// <summary>The order of faults: a deck shuffled by the seed, dealt out, shuffled again. Every kind comes round.</summary>
public sealed class FaultDeck(Random chance, bool isLocal)
{
    private static readonly (FaultKind Kind, int Count)[] Contents =
    [
        (FaultKind.KillSilo, 4), (FaultKind.KillPostgres, 5), (FaultKind.PowerCut, 2), (FaultKind.KillInRecovery, 3),
        (FaultKind.KillInClosing, 2), (FaultKind.KillInSettlement, 2), (FaultKind.KillInImport, 2),
        (FaultKind.PauseSilo, 1), (FaultKind.PausePostgres, 1), (FaultKind.PauseSessions, 1), (FaultKind.HoldLocks, 1),
        (FaultKind.TakeConnections, 1), (FaultKind.SecondHost, 1),
    ];

    // However short the run, it begins with these.
    private readonly Queue<FaultKind> _next = new([FaultKind.KillSilo, FaultKind.KillPostgres, FaultKind.KillInClosing]);

    public FaultKind Next()
    {
        if (_next.Count == 0)
        {
            FaultKind[] deck =
            [
                .. Contents.Where(card => isLocal || card.Kind != FaultKind.SecondHost)
                    .SelectMany(static card => Enumerable.Repeat(card.Kind, card.Count)),
            ];
            chance.Shuffle(deck);
            foreach (var kind in deck)
            {
                _next.Enqueue(kind);
            }
        }

        return _next.Dequeue();
    }
}
