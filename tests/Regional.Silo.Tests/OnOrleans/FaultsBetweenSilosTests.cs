using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Regional.Contracts;
using Regional.Domain;
using Regional.Silo.Hosting;

namespace Regional.Silo.Tests.OnOrleans;

/// <summary>A fault thrown in a grain on another silo is the same fault here: HTTP tells its caller what it lets conclude.</summary>
public sealed class FaultsBetweenSilosTests
{
    public static TheoryData<Exception> Faults =>
    [
        new LedgerUnavailable("away", new NpgsqlException("no connection", new SocketException(111))),
        new OutcomeUnknown("perhaps", new PostgresException("too many clients", "FATAL", "FATAL", "53300")),
        new InvariantViolation("broken"),
        new TimeoutException("late"),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_keeps_its_type_and_words_on_the_way_to_another_silo(Exception fault)
    {
        var services = new ServiceCollection();
        services.AddSerializer();
        GrainRuntime.CarryFaults(services);
        using var provider = services.BuildServiceProvider();
        var serializer = provider.GetRequiredService<Serializer<Exception>>();

        var arrived = serializer.Deserialize(serializer.SerializeToArray(fault));

        Assert.IsType(fault.GetType(), arrived);
        Assert.Equal(fault.Message, arrived.Message);
        Assert.Equal(fault.InnerException is null, arrived.InnerException is null);
    }
}
