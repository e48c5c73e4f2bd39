using Regional.LocalRuntime.Subset;

namespace Regional.LocalRuntime.Tests;

public sealed class SubsetTests
{
    private static readonly IReadOnlyList<string> Found = GrainSubset.Violations(typeof(SubsetTests).Assembly);

    [Theory]
    [InlineData("IGenericGrain`1: a grain interface is not generic.")]
    [InlineData("INoKeyGrain: grains have string keys")]
    [InlineData("IOutsideGrain: a grain interface has methods only.")]
    [InlineData("IOutsideGrain.Send: returns Void")]
    [InlineData("IOutsideGrain.Generic: a grain method is not generic.")]
    [InlineData("IOutsideGrain.Stream: returns IAsyncEnumerable<Int32>")]
    [InlineData("IOutsideGrain.Refer: parameter 'number' is passed by reference")]
    [InlineData("IOutsideGrain.Early: parameter 'token' is a cancellation token and not the last.")]
    [InlineData("IOutsideGrain.Take: parameter 'anything' has type Object")]
    [InlineData("IOutsideGrain.Give: the result holds NoSerializer, which has type NoSerializer")]
    [InlineData("IOutsideGrain.Frozen: parameter 'value' has type ImmutableOnly")]
    [InlineData("IOutsideGrain.Deep: parameter 'values' holds Careless[], which holds Careless, which")]
    [InlineData("Careless.Lost: no [Id]; the copy would lose it.")]
    [InlineData("Careless: two members have [Id(0)].")]
    [InlineData("Careless.Unknown has type NoSerializer")]
    [InlineData("AsyncVoidGrain.Forget: async void")]
    public void What_is_outside_the_subset_is_named(string violation) =>
        Assert.Contains(Found, f => f.StartsWith(violation, StringComparison.Ordinal));

    [Fact]
    public void What_is_inside_the_subset_is_not() => Assert.Equal(16, Found.Count);
}
