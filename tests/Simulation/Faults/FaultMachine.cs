using Orleans.Runtime;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Model;
using Regional.Simulation.Model.Runtime;
using Regional.Simulation.Running;

namespace Regional.Simulation.Faults;

/// <summary>Lets things go wrong, as the seed has it, until it is told to stop.</summary>
internal sealed class FaultMachine
{
    private static readonly TimeSpan CallTimeLimit = TimeSpan.FromSeconds(30);

    private readonly Simulator _simulator;
    private readonly ModelDatabase _database;
    private readonly SiloKeeper _silos;
    private readonly SimulationRandom _chance;
    private readonly FaultMix _mix;
    private readonly Func<IReadOnlyList<GrainId>> _grains;
    private readonly RunHistory _history;
    private bool _isOn;

    public FaultMachine(
        Simulator simulator, ModelDatabase database, SiloKeeper silos, SimulationRandom chance,
        Func<IReadOnlyList<GrainId>> grains, RunHistory history)
    {
        (_simulator, _database, _silos, _chance, _grains, _history) =
            (simulator, database, silos, chance, grains, history);
        _mix = new FaultMix(chance);
    }

    public FaultCounts Counts { get; } = new();

    public void Start()
    {
        _isOn = true;
        _simulator.OnMessage = FateOf;
        _database.OnTransaction = FateOf;
        _database.OnRead = FateOf;
        _database.Reminders.OnAccess = FateOfReminders;
        _database.GrainStorage.OnAccess = FateOfState;
        Repeat("silo_killed", TimeSpan.FromSeconds(90), Kill);
        Repeat("silo_cut_off", TimeSpan.FromSeconds(150), CutOff);
        Repeat("activation_doubled", TimeSpan.FromSeconds(20), Double);
        Repeat("database_away", TimeSpan.FromSeconds(120), SendAway);
        Repeat("clock_jump_silo", TimeSpan.FromSeconds(60), JumpSilo);
        Repeat("clock_jump_database", TimeSpan.FromSeconds(100), JumpDatabase);
        Repeat("reminder_doubled", TimeSpan.FromSeconds(20), Remind);
    }

    /// <summary>Nothing goes wrong any more; what is under way ends as it was to end.</summary>
    public void Stop()
    {
        _isOn = false;
        _simulator.OnMessage = static _ => MessageFate.Deliver;
        _database.OnTransaction = _ => Answered();
        _database.OnRead = _ => Read();
        _database.Reminders.OnAccess = static (_, _) => default;
        _database.GrainStorage.OnAccess = static (_, _) => default;
        _database.ComeBack();
        _silos.EndCutOff();
        _simulator.Process.ClockOffset = _database.ClockOffset;
    }

    private void Repeat(string kind, TimeSpan seldom, Action strike)
    {
        if (_mix.Every(kind, seldom) is { } mean)
        {
            _simulator.After(_chance.NextTime(mean * 2), () =>
            {
                if (_isOn)
                {
                    _history.Note(kind);
                    strike();
                    Repeat(kind, seldom, strike);
                }
            });
        }
    }

    private MessageFate FateOf(SimulatedMessage message)
    {
        if (message.Method is "SettleAsync" or "CommittedAsync" && _mix.Strikes("notice_lost", _chance, 400))
        {
            return Struck("notice_lost", MessageFate.Lose, message);
        }

        if (message.Method == "ReceiveReminder")
        {
            return _mix.Strikes("reminder_lost", _chance, 2_000) ? Struck("reminder_lost", MessageFate.Lose, message)
                : _mix.Strikes("reminder_late", _chance, 2_000)
                    ? Struck(
                        "reminder_late", MessageFate.After(_chance.NextTime(TimeSpan.FromMinutes(3))), message)
                    : MessageFate.Deliver;
        }

        var kind = message.IsAnswer ? "answer_lost" : "call_lost";
        if (_mix.Strikes(kind, _chance, 15))
        {
            return Struck(kind, MessageFate.Lose, message);
        }

        return _mix.Strikes("message_delayed", _chance, 40)
            ? Struck(
                "message_delayed",
                MessageFate.After(_chance.NextTime(_chance.Chance(100) ? 2 * CallTimeLimit : TimeSpan.FromSeconds(2))),
                message)
            : MessageFate.Deliver;
    }

    private TransactionFate FateOf(TransactionInfo transaction)
    {
        if (_mix.Strikes("commit_unreachable", _chance, 50))
        {
            return Struck("commit_unreachable", new TransactionFate.Unreachable(Soon()));
        }

        if (_mix.Strikes("commit_lost", _chance, 40))
        {
            return Struck("commit_lost", new TransactionFate.RequestLost(Soon()));
        }

        if (_mix.Strikes("commit_answer_lost", _chance, 60))
        {
            return Struck("commit_answer_lost", new TransactionFate.AnswerLost(Soon(), Soon()));
        }

        if (_mix.Strikes("commit_late", _chance, 25))
        {
            return Struck("commit_late", new TransactionFate.Late(Soon(), _chance.NextTime(TimeSpan.FromSeconds(30))));
        }

        if (_mix.Strikes("commit_hung", _chance, 12))
        {
            return Struck("commit_hung", new TransactionFate.Held(
                Soon(), _chance.NextTime(TimeSpan.FromSeconds(10)), _chance.NextTime(TimeSpan.FromMinutes(2)),
                _chance.Chance(500)));
        }

        return _mix.Strikes("commit_slow", _chance, 8)
            ? Struck("commit_slow", new TransactionFate.Answered(
                _chance.NextTime(TimeSpan.FromMinutes(_chance.Chance(300) ? 3 : 0.2)), Soon()))
            : Answered();
    }

    private TransactionFate.Answered Answered() => new(
        _chance.NextTime(TimeSpan.FromMilliseconds(3)), _chance.NextTime(TimeSpan.FromMilliseconds(2)));

    private ReadFate FateOf(string read)
    {
        if (_mix.Strikes("read_failed", _chance, 30))
        {
            Counts.Add("read_failed");
            return new ReadFate(Soon(), TimeSpan.Zero, Fails: true);
        }

        if (_mix.Strikes("read_slow", _chance, 20))
        {
            Counts.Add("read_slow");
            return new ReadFate(
                _chance.NextTime(TimeSpan.FromSeconds(2)), _chance.NextTime(TimeSpan.FromSeconds(5)), Fails: false);
        }

        return Read();
    }

    private ReadFate Read() => new(
        _chance.NextTime(TimeSpan.FromMilliseconds(1)), _chance.NextTime(TimeSpan.FromMilliseconds(1)), Fails: false);

    private StateFate FateOfReminders(string access, GrainId? grain)
    {
        if (!_mix.Strikes("reminder_table_failed", _chance, 500))
        {
            return new StateFate(Soon(), Fault: null);
        }

        Counts.Add("reminder_table_failed");
        return new StateFate(Soon(), new InjectedFaultException("The reminder table cannot be reached."));
    }

    private StateFate FateOfState(string access, GrainId grain)
    {
        if (access != "write" || !_mix.Strikes("etag_conflict", _chance, 1_000))
        {
            return new StateFate(Soon(), Fault: null);
        }

        Counts.Add("etag_conflict");
        return new StateFate(Soon(), new Orleans.Storage.InconsistentStateException("Somebody else wrote it.", "2", "1"));
    }

    private void Kill()
    {
        Counts.Add("silo_killed");
        _silos.Kill(downFor: _chance.NextTime(TimeSpan.FromSeconds(_chance.Chance(200) ? 30 : 2)));
    }

    private void CutOff()
    {
        Counts.Add("silo_cut_off");
        _silos.CutOff(livesFor: _chance.NextTime(TimeSpan.FromSeconds(60)));
    }

    private void Double()
    {
        var grains = _grains();
        if (_simulator.Process.IsAlive && _simulator.Isolate(grains[_chance.Next(grains.Count)]))
        {
            Counts.Add("activation_doubled");
        }
    }

    private void SendAway()
    {
        Counts.Add("database_away");
        _database.GoAway();
        _simulator.After(_chance.NextTime(TimeSpan.FromSeconds(20)), _database.ComeBack);
    }

    private void JumpSilo()
    {
        Counts.Add("clock_jump_silo");
        _simulator.Process.ClockOffset += Jump();
    }

    private void JumpDatabase()
    {
        Counts.Add("clock_jump_database");
        _database.ClockOffset += Jump();
    }

    // Mostly a little, either way; at times over a cut-off, forwards.
    private TimeSpan Jump() => _chance.Next(10) switch
    {
        < 4 => _chance.NextTime(TimeSpan.FromSeconds(90)),
        < 7 => -_chance.NextTime(TimeSpan.FromSeconds(60)),
        < 8 => -_chance.NextTime(TimeSpan.FromHours(1)),
        _ => _chance.NextTime(TimeSpan.FromHours(30)),
    };

    private void Remind()
    {
        var regions = _grains().Where(static grain => grain.Type.ToString() == "region").ToList();
        if (_simulator.Process.IsAlive && regions.Count > 0)
        {
            Counts.Add("reminder_doubled");
            _simulator.Process.Remind(regions[_chance.Next(regions.Count)], "wake");
        }
    }

    private TimeSpan Soon() => _chance.NextTime(TimeSpan.FromMilliseconds(20));

    private MessageFate Struck(string kind, MessageFate fate, SimulatedMessage message)
    {
        Counts.Add(kind);
        _history.Note($"{kind} {message}");
        return fate;
    }

    private TransactionFate Struck(string kind, TransactionFate fate)
    {
        Counts.Add(kind);
        _history.Note($"{kind} {fate}");
        return fate;
    }
}
