using Orleans.Concurrency;

namespace Regional.LocalRuntime.Tests;

public interface ISimulatedAccount : IGrainWithStringKey
{
    Task<long> Balance();

    Task Deposit(long amount);

    /// <summary>Checks, then awaits, then withdraws: wrong on purpose.</summary>
    Task<bool> WithdrawLate(long amount);

    Task<bool> Withdraw(long amount);
}

[Reentrant]
public sealed class SimulatedAccount : Grain, ISimulatedAccount
{
    private long _balance;

    public Task<long> Balance() => Task.FromResult(_balance);

    public Task Deposit(long amount)
    {
        _balance += amount;
        return Task.CompletedTask;
    }

    public async Task<bool> WithdrawLate(long amount)
    {
        if (_balance < amount)
        {
            return false;
        }

        await GrainFactory.GetGrain<ISimulatedAccount>("audit").Balance();
        _balance -= amount;
        return true;
    }

    public Task<bool> Withdraw(long amount)
    {
        var covered = _balance >= amount;
        _balance -= covered ? amount : 0;
        return Task.FromResult(covered);
    }
}

public interface ISimulatedTeller : IGrainWithStringKey
{
    Task<bool> Transfer(string from, string to, long amount);
}

[Reentrant]
public sealed class SimulatedTeller : Grain, ISimulatedTeller
{
    public async Task<bool> Transfer(string from, string to, long amount)
    {
        var done = await GrainFactory.GetGrain<ISimulatedAccount>(from).Withdraw(amount);
        if (done)
        {
            await GrainFactory.GetGrain<ISimulatedAccount>(to).Deposit(amount);
        }

        return done;
    }
}

public sealed class Ticks
{
    public int Count { get; set; }
}

public interface ISimulatedTicker : IGrainWithStringKey, IRemindable
{
    Task Start();

    Task<int> Timed();

    Task<int> Reminded();

    Task LeaveTheSimulation();
}

[Reentrant]
public sealed class SimulatedTicker(
    [PersistentState("ticks")] IPersistentState<Ticks> ticks, TimeProvider time) : Grain, ISimulatedTicker
{
    private int _timed;

    public async Task Start()
    {
        this.RegisterGrainTimer(
            async token =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, token);
                _timed++;
            },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        await this.RegisterOrUpdateReminder("tick", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ticks.State.Count++;
        return ticks.WriteStateAsync();
    }

    public Task<int> Timed() => Task.FromResult(_timed);

    public Task<int> Reminded() => Task.FromResult(ticks.State.Count);

    public async Task LeaveTheSimulation() => await Task.Run(() => Thread.Sleep(100));
}
