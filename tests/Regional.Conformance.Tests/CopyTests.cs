using System.Collections.Immutable;
using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class CopyTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task What_the_caller_changes_after_the_call_the_grain_does_not_see()
    {
        var grain = Fresh<ICopyGrain>();
        var basket = new Basket { Names = ["a"], Numbers = [1], Inner = { ["in"] = new Basket { Names = ["deep"] } } };
        var keeping = grain.Keep(basket);
        basket.Names.Add("b");
        basket.Numbers[0] = 2;
        basket.Inner["in"].Names.Clear();
        await keeping;
        var kept = await grain.Kept();
        Assert.Equal(["a"], kept.Names);
        Assert.Equal([1], kept.Numbers);
        Assert.Equal(["deep"], kept.Inner["in"].Names);
    }

    [Fact]
    public async Task What_the_caller_does_to_a_result_the_grain_does_not_see()
    {
        var grain = Fresh<ICopyGrain>();
        await grain.Keep(new Basket { Names = ["a"] });
        (await grain.Kept()).Names.Add("changed by the caller");
        Assert.Equal(["a", "changed by the grain"], (await grain.KeptChanged()).Names);
    }

    [Fact]
    public async Task An_object_met_twice_is_copied_once_and_may_hold_itself()
    {
        var basket = new Basket();
        basket.Self = basket;
        basket.Inner["again"] = basket;
        var copy = await Fresh<ICopyGrain>().Return(basket);
        Assert.NotSame(basket, copy);
        Assert.Same(copy, copy.Self);
        Assert.Same(copy, copy.Inner["again"]);
    }

    [Fact]
    public async Task Immutable_types_and_parameters_are_shared()
    {
        var grain = Fresh<ICopyGrain>();
        var (frozen, basket) = (new Frozen { Text = "x" }, new Basket());
        Assert.True(await grain.IsSame(frozen, Handles.For(frozen)));
        Assert.True(await grain.IsSameMarked(basket, Handles.For(basket)));
    }

    [Fact]
    public async Task Records_structs_and_positional_members_arrive_whole()
    {
        var grain = Fresh<ICopyGrain>();
        var line = new Line("rice", 12.50m, new DateOnly(2024, 2, 29));
        var value = new Positional("p", [line, line with { Amount = -1 }], Guid.NewGuid());
        var copy = await grain.Return(value);
        Assert.Equal((value.Text, value.Id), (copy.Text, copy.Id));
        Assert.Equal(value.Lines, copy.Lines);
        Assert.Equal(new Cents(long.MinValue), await grain.Return(new Cents(long.MinValue)));
    }

    [Fact]
    public async Task A_default_immutable_array_stays_default()
    {
        var copy = await Fresh<ICopyGrain>().Return(new Positional("p", default, null));
        Assert.True(copy.Lines.IsDefault);
    }

    [Fact]
    public async Task Derived_records_keep_their_type_behind_a_base_or_an_interface()
    {
        var grain = Fresh<ICopyGrain>();
        var box = new Box("box", 3, [new Circle("c", 1.5), new Box("inner", 1, [])]);
        var copy = Assert.IsType<Box>(await grain.ReturnShape(box));
        Assert.Equal(("box", 3), (copy.Name, copy.Width));
        Assert.Equal(new Circle("c", 1.5), copy.Contents[0]);
        Shape[] shapes = [box, new Circle("d", 2)];
        var copies = await grain.ReturnShapes(shapes);
        Assert.Equal(["box", "d"], copies.Select(s => s.Name));
        Assert.NotSame(box, copies[0]);
    }

    [Fact]
    public async Task Read_only_lists_may_be_arrays_lists_or_immutable()
    {
        var grain = Fresh<ICopyGrain>();
        IReadOnlyList<Shape>[] lists =
        [
            new Shape[] { new Circle("c", 1) }, new List<Shape> { new Circle("c", 1) },
            ImmutableArray.Create<Shape>(new Circle("c", 1)), ImmutableList.Create<Shape>(new Circle("c", 1)),
        ];
        foreach (var list in lists)
        {
            Assert.Equal(list, await grain.ReturnShapes(list));
        }
    }

    [Fact]
    public async Task Get_only_and_private_members_with_an_id_arrive()
    {
        var copy = await Fresh<ICopyGrain>().Return(new GetOnly(5));
        Assert.Equal((5, "secret 5"), (copy.Number, copy.Secret));
    }

    [Fact]
    public async Task A_type_without_serializer_travels_as_its_surrogate()
    {
        var value = new Outsider("outside");
        var copy = await Fresh<ICopyGrain>().Return(value);
        Assert.NotSame(value, copy);
        Assert.Equal("outside", copy.Text);
    }

    [Fact]
    public async Task Every_kind_of_member_arrives()
    {
        var value = new Everything
        {
            Time = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Offset = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(7)),
            Span = TimeSpan.FromTicks(1),
            Colour = Colour.Green,
            Pair = (1, "r"),
            List = [1, 2],
            Set = ["s"],
            Map = ImmutableDictionary<string, int>.Empty.Add("k", 1),
            Outsider = new Outsider("o"),
            Cents = [new Cents(1)],
            Tuple = Tuple.Create(1, new Line("t", 1, default)),
            Bytes = [1, 2, 3],
            Guid = Guid.NewGuid(),
        };
        var copy = await Fresh<ICopyGrain>().Return(value);
        Assert.Equal(
            (value.Time, value.Offset, value.Span, value.Colour, value.Pair, value.Guid, value.Tuple),
            (copy.Time, copy.Offset, copy.Span, copy.Colour, copy.Pair, copy.Guid, copy.Tuple));
        Assert.Equal(value.Time.Kind, copy.Time.Kind);
        Assert.Equal(value.List, copy.List);
        Assert.Equal(value.Set, copy.Set);
        Assert.Equal(value.Map, copy.Map);
        Assert.Equal(value.Outsider.Text, copy.Outsider?.Text);
        Assert.Equal(value.Cents, copy.Cents);
        Assert.Equal(value.Bytes, copy.Bytes);
        Assert.NotSame(value.Bytes, copy.Bytes);
    }

    [Fact]
    public async Task Nulls_arrive_as_nulls()
    {
        var copy = await Fresh<ICopyGrain>().Return(new Basket { Names = null!, Numbers = null!, Inner = null! });
        Assert.Null(copy.Names);
        Assert.Null(copy.Numbers);
        Assert.Null(copy.Inner);
        Assert.Null(await Fresh<ICopyGrain>().Return((Basket)null!));
    }

    [Fact]
    public async Task A_value_of_a_type_without_serializer_fails_the_call()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Fresh<ICopyGrain>().ReturnShape(new Blob("no serializer")));
    }

    [Fact]
    public async Task A_list_of_an_unknown_type_behind_an_interface_arrives_as_a_plain_list()
    {
        IReadOnlyList<Shape> unknown = new Shapes { new Circle("c", 1) };
        Assert.Equal(unknown, Assert.IsType<List<Shape>>(await Fresh<ICopyGrain>().ReturnShapes(unknown)));
        IReadOnlyList<Shape> ofTheCompiler = [new Circle("c", 1), new Circle("d", 2)];
        Assert.Equal(ofTheCompiler, Assert.IsType<List<Shape>>(await Fresh<ICopyGrain>().ReturnShapes(ofTheCompiler)));
    }

    private sealed record Blob(string Name) : Shape(Name);

    private sealed class Shapes : List<Shape>;
}
