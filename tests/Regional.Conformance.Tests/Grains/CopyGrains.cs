using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Regional.Conformance.Tests.Grains;

[GenerateSerializer]
public sealed class Basket
{
    [Id(0)]
    public List<string> Names { get; set; } = [];

    [Id(1)]
    public int[] Numbers { get; set; } = [];

    [Id(2)]
    public Dictionary<string, Basket> Inner { get; set; } = [];

    [Id(3)]
    public Basket? Self { get; set; }

    [Id(4)]
    public IReadOnlyList<int>? ReadOnly { get; set; }
}

[GenerateSerializer]
public sealed record Line(
    [property: Id(0)] string Text, [property: Id(1)] decimal Amount, [property: Id(2)] DateOnly Date);

[GenerateSerializer]
public sealed record Positional(string Text, ImmutableArray<Line> Lines, Guid? Id);

[GenerateSerializer]
public readonly record struct Cents([property: Id(0)] long Value);

[GenerateSerializer]
public abstract record Shape([property: Id(0)] string Name);

[GenerateSerializer]
public sealed record Circle(string Name, [property: Id(0)] double Radius) : Shape(Name);

[GenerateSerializer]
public sealed record Box(string Name, [property: Id(0)] int Width, [property: Id(1)] List<Shape> Contents)
    : Shape(Name);

[GenerateSerializer]
[Immutable]
public sealed class Frozen
{
    [Id(0)]
    public string Text { get; init; } = string.Empty;
}

[GenerateSerializer]
public sealed class GetOnly(int number)
{
    [Id(0)]
    public int Number { get; } = number;

    [Id(1)]
    private readonly string _secret = $"secret {number}";

    public string Secret => _secret;
}

/// <summary>A type that knows nothing of grains, as Domain's do.</summary>
public sealed class Outsider(string text)
{
    public string Text { get; } = text;
}

[GenerateSerializer]
public struct OutsiderSurrogate
{
    [Id(0)]
    public string Text { get; set; }
}

[RegisterConverter]
public sealed class OutsiderConverter : IConverter<Outsider, OutsiderSurrogate>
{
    public Outsider ConvertFromSurrogate(in OutsiderSurrogate surrogate) => new(surrogate.Text);

    public OutsiderSurrogate ConvertToSurrogate(in Outsider value) => new() { Text = value.Text };
}

public enum Colour
{
    Red,
    Green,
}

[GenerateSerializer]
public sealed record Everything
{
    [Id(0)]
    public DateTime Time { get; init; }

    [Id(1)]
    public DateTimeOffset Offset { get; init; }

    [Id(2)]
    public TimeSpan Span { get; init; }

    [Id(3)]
    public Colour? Colour { get; init; }

    [Id(4)]
    public (int Left, string Right) Pair { get; init; }

    [Id(5)]
    public ImmutableList<int> List { get; init; } = [];

    [Id(6)]
    public HashSet<string> Set { get; init; } = [];

    [Id(7)]
    public ImmutableDictionary<string, int> Map { get; init; } = ImmutableDictionary<string, int>.Empty;

    [Id(8)]
    public Outsider? Outsider { get; init; }

    [Id(9)]
    public Cents[] Cents { get; init; } = [];

    [Id(10)]
    public Tuple<int, Line>? Tuple { get; init; }

    [Id(11)]
    public byte[]? Bytes { get; init; }

    [Id(12)]
    public Guid Guid { get; init; }
}

public interface ICopyGrain : IGrainWithStringKey
{
    Task Keep(Basket basket);

    Task<Basket> Kept();

    Task<Basket> KeptChanged();

    Task<Basket> Return(Basket basket);

    Task<bool> IsSame(Frozen frozen, int handle);

    Task<bool> IsSameMarked([Immutable] Basket basket, int handle);

    Task<Positional> Return(Positional value);

    Task<Cents> Return(Cents value);

    Task<Shape> ReturnShape(Shape value);

    Task<IReadOnlyList<Shape>> ReturnShapes(IReadOnlyList<Shape> values);

    Task<GetOnly> Return(GetOnly value);

    Task<Outsider> Return(Outsider value);

    Task<Everything> Return(Everything value);
}

public sealed class CopyGrain : Grain, ICopyGrain
{
    private Basket _basket = new();

    public Task Keep(Basket basket)
    {
        _basket = basket;
        return Task.CompletedTask;
    }

    public Task<Basket> Kept() => Task.FromResult(_basket);

    public async Task<Basket> KeptChanged()
    {
        await Task.Yield();
        _basket.Names.Add("changed by the grain");
        return _basket;
    }

    public Task<Basket> Return(Basket basket) => Task.FromResult(basket);

    public Task<bool> IsSame(Frozen frozen, int handle) => Task.FromResult(Handles.Is(handle, frozen));

    public Task<bool> IsSameMarked([Immutable] Basket basket, int handle) =>
        Task.FromResult(Handles.Is(handle, basket));

    public Task<Positional> Return(Positional value) => Task.FromResult(value);

    public Task<Cents> Return(Cents value) => Task.FromResult(value);

    public Task<Shape> ReturnShape(Shape value) => Task.FromResult(value);

    public Task<IReadOnlyList<Shape>> ReturnShapes(IReadOnlyList<Shape> values) => Task.FromResult(values);

    public Task<GetOnly> Return(GetOnly value) => Task.FromResult(value);

    public Task<Outsider> Return(Outsider value) => Task.FromResult(value);

    public Task<Everything> Return(Everything value) => Task.FromResult(value);
}

/// <summary>Lets a grain ask whether it holds the very object the test holds.</summary>
internal static class Handles
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, object> Objects = new();
    private static int s_last;

    public static int For(object value)
    {
        var handle = Interlocked.Increment(ref s_last);
        Objects[handle] = value;
        return handle;
    }

    public static bool Is(int handle, object value) => ReferenceEquals(Objects[handle], value);
}
