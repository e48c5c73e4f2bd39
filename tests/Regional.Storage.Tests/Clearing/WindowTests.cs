using Regional.Contracts.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Clearing;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Clearing;

public sealed class WindowTests
{
    [Fact]
    public async Task A_cut_ends_the_open_window_now_and_begins_the_next_with_its_remainder()
    {
        await using var world = await World.CreateAsync();
        await world.DoneAsync(New(Calendar(world)));
        var before = await WindowsAsync(world);

        var cut = await world.DoneAsync(New(Cut(world)));

        var after = await WindowsAsync(world);
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Equal(Enumerable.Range(1, after.Count), after.Select(static window => window.No));
        Assert.Equal((cut["window"], cut["next"]), ($"{after[0].Id}", $"{after[1].Id}"));
        Assert.Equal(before[0].Closes, after[1].Closes);
        AssertWithoutGap(after);
        Assert.Equal(before.Skip(1).Select(static window => window.Id), after.Skip(2).Select(static window => window.Id));
    }

    [Fact]
    public async Task A_posting_falls_in_the_window_that_holds_its_time()
    {
        await using var world = await World.CreateAsync();
        var first = await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 100));
        var cut = await world.DoneAsync(New(Cut(world)));
        var second = await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 100));

        Assert.Equal((cut["window"], cut["next"]), ($"{first.Window}", $"{second.Window}"));
    }

    [Fact]
    public async Task Windows_close_in_order_and_only_at_their_time()
    {
        await using var world = await World.CreateAsync();
        var first = Window(await world.DoneAsync(New(Cut(world))), "window");
        var cut = await world.DoneAsync(New(Cut(world)));
        var (second, open) = (Window(cut, "window"), Window(cut, "next"));

        await world.RefusedAsync(New(Close(open)), RefusalReason.WindowNotDue);
        await world.RefusedAsync(New(Close(second)), RefusalReason.WindowOutOfOrder);
        await world.RefusedAsync(New(Close(new WindowId(999))), RefusalReason.WindowUnknown);
        await world.DoneAsync(New(Close(first)));
        await world.DoneAsync(New(Close(second)));
        await world.RefusedAsync(New(Close(first)), RefusalReason.WindowClosing);

        var unsettled = await Reader(world).FindUnsettledAsync(world.Region, TestContext.Current.CancellationToken);
        Assert.Equal([first, second], unsettled.Select(static window => window.Id));
        Assert.All(unsettled, static window => Assert.Equal((WindowStatus.Closed, WindowStep.Closed), (window.Status, window.StepsDone[0])));
    }

    [Fact]
    public async Task A_region_without_open_window_cannot_be_cut()
    {
        await using var world = await World.CreateAsync();
        await world.Test.ExecuteAsync("update windows set closes = clock_timestamp()");

        await world.RefusedAsync(New(Cut(world)), RefusalReason.WindowUnknown);
    }

    [Fact]
    public async Task The_first_calendar_ends_the_window_without_end_and_makes_the_following_ones()
    {
        await using var world = await World.CreateAsync();

        await world.DoneAsync(New(Calendar(world)));

        var windows = await WindowsAsync(world);
        Assert.True(windows[0].Closes < DateTimeOffset.UtcNow.AddDays(4));
        Assert.True(windows[^1].Closes > DateTimeOffset.UtcNow.AddDays(39));
        AssertWithoutGap(windows);
        Assert.All(windows, static window => Assert.False(window.BusinessDate.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.Equal(windows.Count, windows.Select(static window => window.BusinessDate).Distinct().Count());
    }

    [Fact]
    public async Task Windows_are_extended_once_however_many_ask()
    {
        await using var world = await World.CreateAsync();
        await world.DoneAsync(New(Calendar(world)));
        var until = DateTimeOffset.UtcNow.AddDays(80);

        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Reader(world).ExtendWindowsAsync(world.Region, until, TestContext.Current.CancellationToken)));

        Assert.Single(added, static count => count > 0);
        var windows = await WindowsAsync(world);
        AssertWithoutGap(windows);
        Assert.True(windows[^1].Closes > until);
    }

    [Fact]
    public async Task Without_a_calendar_the_end_of_the_open_window_is_kept_far_ahead()
    {
        await using var world = await World.CreateAsync();
        await world.Test.ExecuteAsync("update windows set closes = clock_timestamp() + interval '9 days'");

        await Reader(world).ExtendWindowsAsync(world.Region, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);

        Assert.True(Assert.Single(await WindowsAsync(world)).Closes > DateTimeOffset.UtcNow.AddDays(365));
        await world.Test.ExecuteAsync("update windows set closes = clock_timestamp() - interval '1 day'");
        await Reader(world).ExtendWindowsAsync(world.Region, DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        var windows = await WindowsAsync(world);
        Assert.Equal(2, windows.Count);
        AssertWithoutGap(windows);
    }

    [Fact]
    public async Task A_calendar_for_no_region_or_without_business_days_is_refused()
    {
        await using var world = await World.CreateAsync();

        await world.RefusedAsync(New(Calendar(world) with { Region = new(999) }), RefusalReason.ParentUnknown);
        await world.RefusedAsync(New(Calendar(world) with { Cycle = "hourly" }), RefusalReason.CalendarInvalid);
        await world.RefusedAsync(New(Calendar(world) with { Weekend = [1, 2, 3, 4, 5, 6, 7] }), RefusalReason.CalendarInvalid);
    }

    private static ClearingReader Reader(World world) => new(world.Test.Database);

    private static async Task<List<WindowRecord>> WindowsAsync(World world)
    {
        var windows = new List<WindowRecord>();
        for (var id = 1; id < 200; id++)
        {
            if (await Reader(world).FindWindowAsync(new WindowId(id), TestContext.Current.CancellationToken) is { } window)
            {
                windows.Add(window);
            }
        }

        return [.. windows.OrderBy(static window => window.No)];
    }

    private static void AssertWithoutGap(List<WindowRecord> windows) =>
        Assert.Equal(windows.Skip(1).Select(static window => window.Opens), windows.SkipLast(1).Select(static window => window.Closes));

    private static WindowId Window(IReadOnlyDictionary<string, string> result, string name) =>
        new(long.Parse(result[name]));

    private static SetCalendar Calendar(World world) =>
        new(world.Region, "daily", new TimeOnly(18, 0), [6, 7], []) { Id = default, Actor = "" };

    private static CutWindow Cut(World world) => new(world.Region) { Id = default, Actor = "" };

    private static CloseWindow Close(WindowId window) => new(window) { Id = default, Actor = "" };
}
