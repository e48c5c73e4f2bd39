using Regional.Conformance.Tests.Cluster;

namespace Regional.Conformance.Tests.Grains;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task RegisterAndDeactivate(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<bool> Has(string name);

    Task<string[]> All();

    Task<TickStatus> LastTick();
}

public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    private TickStatus _last;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _last = status;
        Gate.Of($"{this.GetPrimaryKeyString()} {reminderName}").Arrive();
        return Task.CompletedTask;
    }

    public async Task Register(string name, TimeSpan dueTime, TimeSpan period) =>
        await this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task RegisterAndDeactivate(string name, TimeSpan dueTime, TimeSpan period)
    {
        await Register(name, dueTime, period);
        DeactivateOnIdle();
    }

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is { } found && found.ReminderName == name;

    public async Task<string[]> All() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order()];

    public Task<TickStatus> LastTick() => Task.FromResult(_last);
}

public interface INotRemindableGrain : IGrainWithStringKey
{
    Task Register();
}

public sealed class NotRemindableGrain : Grain, INotRemindableGrain
{
    public Task Register() => this.RegisterOrUpdateReminder("none", TimeSpan.Zero, TimeSpan.FromMinutes(1));
}
