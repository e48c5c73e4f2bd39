using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>Where the coordinator is with a window.</summary>
public enum ClearingPhase
{
    Idle = 0,

    /// <summary>A window is being cut, closed, its settlement planned and placed.</summary>
    Closing,

    /// <summary>Its payments are being confirmed.</summary>
    Settling,
}

/// <summary>The coordinator: cuts the open window now and then and confirms the payments of all that are closed.</summary>
public sealed class ClearingClient(
    Courier courier, IReadOnlyList<Uri> silos, Random chance, ConcurrentBag<Order> unresolved)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(12);
    private const int AttemptCountMax = 20;
    private const int WindowCountMax = 200;

    private readonly Sender _sender = new(courier, silos, chance);
    private readonly SemaphoreSlim _nudge = new(0, 1);
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it waits for an answer to.</summary>
    public ClearingPhase Phase { get; private set; }

    /// <summary>Whom it asks.</summary>
    public Uri Silo => _sender.Silo;

    public async Task RunAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        while (!loadEnd.IsCancellationRequested)
        {
            await CutAsync(loadEnd, cancel);
            await SettleAsync(loadEnd, cancel);
            await Task.WhenAny(_nudge.WaitAsync(cancel), Task.Delay(Period, loadEnd));
        }
    }

    /// <summary>Has it begin the next window at once.</summary>
    public void Nudge()
    {
        if (_nudge.CurrentCount == 0)
        {
            _nudge.Release();
        }
    }

    /// <summary>Waits until it is there; false: not in time.</summary>
    public async Task<bool> WaitForAsync(ClearingPhase phase, TimeSpan timeout, CancellationToken cancel)
    {
        var end = DateTimeOffset.UtcNow + timeout;
        while (Phase != phase)
        {
            var left = end - DateTimeOffset.UtcNow;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.WhenAny(_changed.Task, Task.Delay(left, cancel));
            cancel.ThrowIfCancellationRequested();
        }

        return true;
    }

    public Task CutAsync(CancellationToken loadEnd, CancellationToken cancel) => SendAsync(
        ClearingPhase.Closing,
        Order.New(
            CommandKind.Cut, World.Coordinator, $"/v1/regions/{World.Region}/windows/cut",
            new() { ["reason"] = "cut under load" }),
        loadEnd, cancel);

    /// <summary>Confirms what is placed, payments in before payments out; true: every closed window is settled.</summary>
    public async Task<bool> SettleAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        if (await ReadAsync($"windows?limit={WindowCountMax}", cancel) is not { } windows)
        {
            return false;
        }

        var isSettled = true;
        foreach (var window in windows.Where(static window => $"{window!["status"]}" is "closing" or "closed").Reverse())
        {
            isSettled = false;
            var payments = await ReadAsync($"windows/{window!["no"]}/settlements", cancel) ?? [];
            foreach (var payment in payments
                .Where(static payment => $"{payment!["status"]}" == "pending")
                .OrderBy(static payment => $"{payment!["direction"]}" == "payOut"))
            {
                await SendAsync(
                    ClearingPhase.Settling,
                    Order.New(
                        CommandKind.Confirmation, World.Coordinator,
                        $"/v1/regions/{World.Region}/settlements/{payment!["id"]}/confirm", []),
                    loadEnd, cancel);
            }
        }

        return isSettled;
    }

    private async Task SendAsync(
        ClearingPhase phase, Order order, CancellationToken loadEnd, CancellationToken cancel)
    {
        Enter(phase);
        if (await _sender.SendAsync(order, AttemptCountMax, loadEnd, cancel) is null)
        {
            unresolved.Add(order);
        }

        Enter(ClearingPhase.Idle);
    }

    private async Task<JsonArray?> ReadAsync(string what, CancellationToken cancel)
    {
        var answer = await courier.ReadAsync(
            World.Coordinator, $"/v1/regions/{World.Region}/{what}", _sender.Silo, ReadTimeout, cancel);
        if (answer is null)
        {
            _sender.FailOver();
        }

        return answer?["items"] as JsonArray;
    }

    private void Enter(ClearingPhase phase)
    {
        Phase = phase;
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .SetResult();
    }
}
