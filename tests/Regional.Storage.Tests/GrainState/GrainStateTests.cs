using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Regional.Storage.GrainState.Local;
using Regional.TestKit;

namespace Regional.Storage.Tests.GrainState;

public sealed class GrainStateTests : IAsyncLifetime
{
    private TestDatabase _test = null!;

    public async ValueTask InitializeAsync() => _test = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _test.DisposeAsync();

    [Theory]
    [InlineData("suro")]
    [InlineData("1")]
    [InlineData("beef")]
    [InlineData("7+suro")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef+suro")]
    [InlineData("rice+beans")]
    [InlineData("kedung-öwer")]
    public async Task State_is_read_back_as_it_was_written(string key)
    {
        var id = GrainId.Create("region", key);
        var written = new GrainState<Counter>(new Counter { Value = 41 });
        await Storage.WriteStateAsync("counter", id, written);
        written.State!.Value++;
        await Storage.WriteStateAsync("counter", id, written);

        var read = new GrainState<Counter>();
        await Storage.ReadStateAsync("counter", id, read);

        Assert.Equal((42, "2", true), (read.State!.Value, read.ETag, read.RecordExists));
        var other = new GrainState<Counter>();
        await Storage.ReadStateAsync("another", id, other);
        Assert.Equal((null, false), (other.ETag, other.RecordExists));
    }

    /// <summary>Rows that Orleans 10.4.2 wrote into these tables for grains of type region, state counter.</summary>
    [Theory]
    [InlineData("suro", 729720478, 0, 0, "suro")]
    [InlineData("1", 1168708852, 0, 1, null)]
    [InlineData("beef", -1725267504, 0, 48879, null)]
    [InlineData("7+suro", -777125201, 0, 7, "suro")]
    [InlineData("0123456789abcdef0123456789abcdef", 226093389, -3607513408948976281, -1167088121787636991, null)]
    [InlineData("0123456789abcdef0123456789abcdef+suro", 2107240748, -3607513408948976281, -1167088121787636991, "suro")]
    [InlineData("rice+beans", -2110313170, 0, 0, "rice+beans")]
    [InlineData("kedung-öwer", -1841022704, 0, 0, "kedung-öwer")]
    public async Task State_that_Orleans_wrote_is_read(string key, int hash, long n0, long n1, string? extension)
    {
        await _test.ExecuteAsync($$"""
            insert into orleansstorage values ({{hash}}, {{n0}}, {{n1}}, -747196292, 'counter',
              {{(extension is null ? "null" : $"'{extension}'")}}, 'regional', '{"Value":2}', now(), 2)
            """);

        var read = new GrainState<Counter>();
        await Storage.ReadStateAsync("counter", GrainId.Create("region", key), read);

        Assert.Equal((2, "2"), (read.State!.Value, read.ETag));
    }

    /// <summary>Hashes under which Orleans 10.4.2 stored reminders.</summary>
    [Theory]
    [InlineData("suro", 212349209u)]
    [InlineData("1", 3806648438u)]
    [InlineData("kedung-öwer", 2924848242u)]
    public void Reminders_have_the_hash_that_Orleans_gives_them(string key, uint hash) =>
        Assert.Equal(hash, GrainId.Create("region", key).GetUniformHashCode());

    [Fact]
    public async Task State_is_plain_json_without_type_names()
    {
        await Storage.WriteStateAsync("counter", GrainId.Create("region", "plain"), new GrainState<Counter>(new Counter { Value = 7 }));

        Assert.Equal(
            """{"Value":7}""",
            await _test.ScalarAsync<string>("select convert_from(payloadbinary, 'UTF8') from orleansstorage"));
    }

    [Fact]
    public async Task Of_many_first_writes_one_succeeds()
    {
        var id = GrainId.Create("region", "racing");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async value =>
        {
            try
            {
                await Storage.WriteStateAsync("counter", id, new GrainState<Counter>(new Counter { Value = value }));
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, static done => done);
        Assert.Equal(1L, await _test.ScalarAsync<long>("select count(*) from orleansstorage"));
    }

    [Fact]
    public async Task A_write_with_a_stale_version_is_refused_and_changes_nothing()
    {
        var id = GrainId.Create("region", "stale");
        var mine = new GrainState<Counter>(new Counter { Value = 1 });
        await Storage.WriteStateAsync("counter", id, mine);
        var theirs = new GrainState<Counter>();
        await Storage.ReadStateAsync("counter", id, theirs);
        await Storage.WriteStateAsync("counter", id, theirs);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("counter", id, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("counter", id, mine));
        await Storage.ReadStateAsync("counter", id, mine);
        Assert.Equal("2", mine.ETag);
    }

    [Fact]
    public async Task Cleared_state_reads_as_none_and_can_be_written_again()
    {
        var id = GrainId.Create("region", "cleared");
        var state = new GrainState<Counter>(new Counter { Value = 1 });
        await Storage.WriteStateAsync("counter", id, state);
        await Storage.ClearStateAsync("counter", id, state);

        var read = new GrainState<Counter>();
        await Storage.ReadStateAsync("counter", id, read);
        Assert.Equal((false, "2"), (read.RecordExists, read.ETag));
        await Storage.WriteStateAsync("counter", id, state);
        await Storage.ReadStateAsync("counter", id, read);
        Assert.Equal((true, "3"), (read.RecordExists, read.ETag));
    }

    [Fact]
    public async Task Reminders_are_found_by_grain_by_name_and_by_range()
    {
        var table = new PostgresReminderTable(_test.Database, "regional");
        var ids = Enumerable.Range(0, 50).Select(static no => GrainId.Create("region", $"r{no}")).ToArray();
        foreach (var id in ids)
        {
            Assert.Equal("0", await table.UpsertRow(Entry(id, "close")));
        }

        Assert.Equal("1", await table.UpsertRow(Entry(ids[0], "close")));
        await table.UpsertRow(Entry(ids[0], "sweep"));
        var row = (await table.ReadRow(ids[0], "close"))!;
        Assert.Equal(
            (ids[0], TimeSpan.FromMinutes(5), new DateTime(2026, 11, 22, 18, 0, 0, DateTimeKind.Utc)),
            (row.GrainId, row.Period, row.StartAt.ToUniversalTime()));
        Assert.Null(await table.ReadRow(ids[0], "none"));
        Assert.Equal(2, (await table.ReadRows(ids[0])).Reminders.Count);
        Assert.Equal(51, (await table.ReadRows(0, 0)).Reminders.Count);
        const uint half = 0x8000_0000;
        var (low, high) = ((await table.ReadRows(0, half)).Reminders, (await table.ReadRows(half, 0)).Reminders);
        Assert.Equal(51, low.Count + high.Count);
        Assert.All(low, static reminder => Assert.InRange(reminder.GrainId.GetUniformHashCode(), 1u, half));
    }

    [Fact]
    public async Task A_reminder_is_removed_only_with_its_own_version()
    {
        var table = new PostgresReminderTable(_test.Database, "regional");
        var id = GrainId.Create("region", "1");
        var first = (await table.UpsertRow(Entry(id, "close")))!;
        var second = (await table.UpsertRow(Entry(id, "close")))!;

        Assert.False(await table.RemoveRow(id, "close", first));
        Assert.True(await table.RemoveRow(id, "close", second));
        Assert.False(await table.RemoveRow(id, "close", second));
    }

    private PostgresGrainStorage Storage => new(_test.Database, "regional");

    private static ReminderEntry Entry(GrainId id, string name) => new()
    {
        GrainId = id,
        ReminderName = name,
        StartAt = new DateTime(2026, 11, 22, 18, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(5),
    };

    public sealed class Counter
    {
        public int Value { get; set; }
    }
}
