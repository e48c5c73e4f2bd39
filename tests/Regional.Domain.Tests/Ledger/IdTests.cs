using FsCheck.Fluent;
using Regional.Domain.Ledger;

namespace Regional.Domain.Tests.Ledger;

public sealed class IdTests
{
    [Fact]
    public void Operation_ids_are_ordered_as_PostgreSQL_orders_uuids_by_their_text() => Holds.ForAll(
        Any.Long(long.MinValue, long.MaxValue).Zip(Any.Long(long.MinValue, long.MaxValue)).Two(),
        static pair =>
        {
            var (one, other) = (Id(pair.Item1), Id(pair.Item2));
            Assert.Equal(
                Math.Sign(string.CompareOrdinal(one.ToString(), other.ToString())), Math.Sign(one.CompareTo(other)));
        });

    [Fact]
    public void Derived_ids_differ_by_step_and_origin_and_are_the_same_again()
    {
        var origin = Scene.Operation(1);
        Assert.Equal(DerivedId.Of(origin, "release"), DerivedId.Of(origin, "release"));
        Assert.NotEqual(DerivedId.Of(origin, "release"), DerivedId.Of(origin, "void"));
        Assert.NotEqual(DerivedId.Of(origin, "release"), DerivedId.Of(Scene.Operation(2), "release"));
        Assert.False(DerivedId.Of(origin, "release").IsEmpty);
    }

    private static OperationId Id((long, long) halves)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, halves.Item1);
        BitConverter.TryWriteBytes(bytes[8..], halves.Item2);
        return new OperationId(new Guid(bytes));
    }
}
