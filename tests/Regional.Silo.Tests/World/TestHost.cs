using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Regional.Silo.Hosting;
using Regional.TestKit;

namespace Regional.Silo.Tests.World;

/// <summary>The real host in this process, on a free port of the loopback and a database of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase? _owned;

    private TestHost(WebApplication app, TestDatabase? owned) => (_app, _owned) = (app, owned);

    public Uri Address => new(_app.Urls.First());

    public static async Task<TestHost> StartAsync(
        Func<HostSettings, HostSettings>? adjust = null, Action<WebApplicationBuilder>? compose = null)
    {
        var database = await TestDatabase.CreateAsync();
        await InsertRootAsync(database);
        return await StartOnAsync(database, owns: true, adjust, compose);
    }

    public static async Task<TestHost> StartOnAsync(
        TestDatabase database, bool owns, Func<HostSettings, HostSettings>? adjust = null,
        Action<WebApplicationBuilder>? compose = null)
    {
        var settings = SettingsFor(database.ConnectionString);
        var app = RegionalHost.Build(adjust?.Invoke(settings) ?? settings, compose);
        await app.StartAsync();
        return new TestHost(app, owns ? database : null);
    }

    public static HostSettings SettingsFor(string connectionString) => new()
    {
        ConnectionString = connectionString,
        Urls = "http://127.0.0.1:0",
        Configuration = new ConfigurationBuilder().Build(),
    };

    public Caller As(string token) => new(Address, token);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }

    // The token an installation begins with; the command line writes it the same way.
    private static Task InsertRootAsync(TestDatabase database) => database.ExecuteAsync(
        """
        insert into tokens (id, hash, actor, role, issued_at, issued_by)
        values (gen_random_uuid(), sha256('root'), 'coordinator:root', 7, clock_timestamp(), 'test')
        """);
}
