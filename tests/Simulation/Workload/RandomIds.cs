using System.Buffers.Binary;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Workload;

/// <summary>Ids of commands from the seed.</summary>
internal static class RandomIds
{
    public static Guid Next(SimulationRandom random)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, random.NextUInt64());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], random.NextUInt64());
        return new Guid(bytes, bigEndian: true);
    }
}
