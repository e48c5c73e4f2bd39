using System.Collections.Immutable;
using Regional.Storage.Schema;
using Regional.TestKit;

namespace Regional.Storage.Tests.Schema;

public sealed class MigratorTests
{
    public static TheoryData<int> Earlier => [.. Migration.All.Select(static migration => migration.No).SkipLast(1)];

    [Fact]
    public void Migrations_are_numbered_once_and_named_by_intent()
    {
        Assert.NotEmpty(Migration.All);
        Assert.Equal(Migration.All.Length, Migration.All.Select(static m => m.No).Distinct().Count());
        Assert.All(Migration.All, static m => Assert.Matches("^[a-z][a-z0-9_]+$", m.Name));
    }

    [Fact]
    public async Task An_empty_database_gets_every_migration_once()
    {
        await using var test = await EmptyAsync();

        Assert.Equal(Migration.All.Length, await ApplyAsync(test, Migration.All));
        Assert.Equal(0, await ApplyAsync(test, Migration.All));
        Assert.Equal(Migration.All.Length, await test.ScalarAsync<long>("select count(*) from schema_migrations"));
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task A_database_of_an_earlier_version_is_brought_up_to_date(int version)
    {
        await using var test = await EmptyAsync();
        var head = Migration.All.Where(m => m.No <= version).ToImmutableArray();
        await ApplyAsync(test, head);

        Assert.Equal(Migration.All.Length - head.Length, await ApplyAsync(test, Migration.All));
    }

    [Fact]
    public async Task Silos_that_start_together_apply_each_migration_once()
    {
        await using var test = await EmptyAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ApplyAsync(test, Migration.All)));

        Assert.Equal(Migration.All.Length, counts.Sum());
    }

    [Fact]
    public async Task A_migration_changed_after_it_was_applied_is_refused()
    {
        await using var test = await EmptyAsync();
        await ApplyAsync(test, Migration.All);
        var changed = Migration.All.SetItem(0, Migration.All[0] with { Text = "select 1" });
        changed = changed.SetItem(0, new Migration(changed[0].No, changed[0].Name, changed[0].Text));

        var mismatch = await Assert.ThrowsAsync<SchemaMismatch>(() => ApplyAsync(test, changed));

        Assert.Contains("changed", mismatch.Message);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        await using var test = await EmptyAsync();
        await ApplyAsync(test, Migration.All);

        var mismatch = await Assert.ThrowsAsync<SchemaMismatch>(() => ApplyAsync(test, Migration.All[..^1]));

        Assert.Contains("newer", mismatch.Message);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using var test = await EmptyAsync();
        var broken = new Migration(Migration.All[^1].No + 1, "broken", "create table half (id int); select 1 / 0;");

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => ApplyAsync(test, Migration.All.Add(broken)));

        Assert.True(await test.ScalarAsync<bool>("select to_regclass('half') is null"));
        Assert.Equal(Migration.All.Length, await test.ScalarAsync<long>("select count(*) from schema_migrations"));
    }

    private static async Task<TestDatabase> EmptyAsync() =>
        await TestDatabase.CreateOnAsync(await PostgresServer.SharedAsync(), isMigrated: false);

    private static async Task<int> ApplyAsync(TestDatabase test, ImmutableArray<Migration> migrations)
    {
        await using var connection = await test.Database.OpenAsync(CancellationToken.None);
        return await Migrator.ApplyAsync(connection, migrations, CancellationToken.None);
    }
}
