using FsCheck;
using FsCheck.Fluent;
using Regional.Domain.Money;

namespace Regional.Domain.Tests;

/// <summary>
/// Runs a property. A failure's message holds the case and the seed; REGIONAL_SEED="seed,gamma" replays it.
/// </summary>
internal static class Holds
{
    private const int CasesPerRun = 400;

    public static void ForAll<T>(Gen<T> gen, Action<T> assert, int cases = CasesPerRun)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true);
        if (Environment.GetEnvironmentVariable("REGIONAL_SEED")?.Split(',') is [var seed, var gamma])
        {
            config = config.WithReplay(ulong.Parse(seed), ulong.Parse(gamma));
        }

        Prop.ForAll(Arb.From(gen), assert).Check(config);
    }
}

/// <summary>Generators whose range is that of the types, with the edges drawn often.</summary>
internal static class Any
{
    /// <summary>Whole numbers of every size from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Gen<long> Long(long least, long most) =>
        Gen.OneOf(
            Uniform(least, most),
            Gen.Choose(0, 62).SelectMany(static bits => Uniform(-(1L << bits), 1L << bits))
                .Select(value => long.Clamp(value, least, most)),
            Gen.Elements(least, most, 0L, 1L).Select(value => long.Clamp(value, least, most)),
            Gen.Elements(1L, 2L).Select(step => most > step ? most - step : least));

    /// <summary>Rates over the whole range.</summary>
    public static Gen<Rate> WholeRange { get; } =
        Long(1, Rate.PartMax).Zip(Long(1, Rate.PartMax)).Select(static pair => new Rate(pair.Item1, pair.Item2));

    /// <summary>Rates as regions set them.</summary>
    public static Gen<Rate> UsualRate { get; } =
        Long(1, 100_000).Zip(Long(1, 1000)).Select(static pair => new Rate(pair.Item1, pair.Item2));

    private static Gen<long> Uniform(long least, long most) =>
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(int.MinValue, int.MaxValue)).Select(pair =>
        {
            var bits = unchecked(((ulong)(uint)pair.Item1 << 32) | (uint)pair.Item2);
            var span = (UInt128)((Int128)most - least + 1);
            return (long)(least + (Int128)(bits % span));
        });
}
