using Regional.Silo.Hosting;
using Regional.Silo.Tests.World;
using Regional.TestKit;

namespace Regional.Silo.Tests.OnLocal;

/// <summary>On the local runtime one process hosts a database; on Orleans several share it.</summary>
public sealed class SecondHostTests
{
    [Fact]
    public async Task A_second_host_on_a_database_refuses_to_start_and_a_third_may_when_the_first_has_gone()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using (await TestHost.StartOnAsync(database, owns: false))
        {
            var fault = await Assert.ThrowsAnyAsync<Exception>(() => TestHost.StartOnAsync(database, owns: false));
            var refused = Assert.IsType<HostRefused>(fault is AggregateException many ? many.InnerExceptions[0] : fault);
            Assert.Equal(ExitCode.DatabaseTaken, refused.ExitCode);
        }

        await using var third = await TestHost.StartOnAsync(database, owns: false);
        Assert.Equal(200, (await new Caller(third.Address, token: null).GetAsync("/health/ready")).Status);
    }
}
