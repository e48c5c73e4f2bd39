using Regional.Contracts;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.Faults;
using Regional.Simulation.History;
using Regional.Simulation.Running;
using Regional.Simulation.Workload;

namespace Regional.Simulation.Clients;

/// <summary>
/// The clients: they ask, write down what they asked and were told, send the same again when the machinery failed, and
/// show it all to the auditor.
/// </summary>
internal sealed class ClientDesk(
    Simulator simulator, SiloKeeper silos, Auditor auditor, Knowledge knowledge, RunHistory history,
    AnswerCounts answers, Action<Exception> fail)
{
    /// <summary>Attempts while faults go on; who has no answer by then goes on asking once they have ended.</summary>
    private const int PatienceMax = 6;

    /// <summary>How many of those who are told that nothing happened leave it at that.</summary>
    private const int GiveUpPerMille = 250;

    private readonly HashSet<Asked> _known = new(ReferenceEqualityComparer.Instance);
    private readonly List<(int No, Asked Asked)> _unanswered = [];
    private readonly Dictionary<Guid, int> _asking = [];
    private int _underWay;

    public int UnderWay => _underWay;

    /// <summary>Those without an answer, in the order in which they gave up.</summary>
    public IReadOnlyList<(int No, Asked Asked)> Unanswered => _unanswered;

    /// <summary>Sends a request, with its own chance for the places and times of its attempts.</summary>
    public void Ask(int no, Asked asked, SimulationRandom chance)
    {
        if (asked.Id != default && _known.Add(asked))
        {
            knowledge.Sent.Add(asked);
        }

        _asking[asked.Id] = _asking.GetValueOrDefault(asked.Id) + 1;
        _ = simulator.Client(async () =>
        {
            _underWay++;
            try
            {
                if (!await AskUntilAnsweredAsync(no, asked, chance, PatienceMax) && asked.Id != default)
                {
                    _unanswered.Add((no, asked));
                }
            }
            catch (Exception found)
            {
                fail(found);
            }

            _underWay--;
        });
    }

    /// <summary>Asks once more for all who have no answer; true when there are none left.</summary>
    public async Task<bool> AskAgainAsync(SimulationRandom chance)
    {
        var open = _unanswered.ToArray();
        _unanswered.Clear();
        await Task.WhenAll(open.Select(one => simulator.Client(async () =>
        {
            if (!await AskUntilAnsweredAsync(one.No, one.Asked, chance, patience: 1))
            {
                _unanswered.Add(one);
            }
        })));
        return _unanswered.Count == 0;
    }

    /// <summary>Asks and returns what was told.</summary>
    public async Task<Told> AskOnceAsync(int no, int attempt, Asked asked, SimulatedProcess process)
    {
        var place = auditor.Asking(asked);
        history.Asked(no, attempt, asked);
        var told = await Sender.SendAsync(process, asked);
        history.Told(no, asked, told);
        simulator.Note((ulong)no);
        answers.Add(asked, told);
        auditor.Telling(asked, told, place);
        return told;
    }

    // A transient refusal, or the word that nothing was sent. Commands in several steps may have done the first.
    private static bool IsDefinite(Asked asked, Told told) =>
        asked is AskedPayment or AskedTrade or AskedResolution
        && told is ToldRefused { Class: ToldRefused.Transient } or ToldFault { Kind: nameof(LedgerUnavailable) };

    private async Task<bool> AskUntilAnsweredAsync(int no, Asked asked, SimulationRandom chance, int patience)
    {
        var isAllDefinite = true;
        for (var attempt = 1; ; attempt++)
        {
            var process = silos.CutOffSilo is { } cutOff && chance.Chance(350) ? cutOff : simulator.Process;
            var told = await AskOnceAsync(no, attempt, asked, process);
            if (told.IsFinal)
            {
                return true;
            }

            isAllDefinite &= IsDefinite(asked, told);
            if (isAllDefinite && patience > 1 && chance.Chance(GiveUpPerMille) && _asking[asked.Id] == 1)
            {
                // Nothing happened, the client was told: it goes elsewhere, and nothing may happen later.
                history.Note($"#{no} gives up {asked.Id:N}");
                knowledge.Sent.RemoveAll(sent => sent.Id == asked.Id);
                auditor.GivingUp(asked, told);
                return true;
            }

            if (attempt == patience)
            {
                return false;
            }

            await Task.Delay(chance.NextTime(TimeSpan.FromSeconds(attempt)), simulator.Time);
        }
    }
}
