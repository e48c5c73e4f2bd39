using System.Globalization;
using Regional.Benchmarks.Ours;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;

namespace Regional.Benchmarks.Growth;

/// <summary>Wakes account grains, as the first payments of a silo's day would.</summary>
internal static class Waking
{
    // Enough at once to be quick, few enough not to be a load.
    private const int AtOnce = 1_024;

    public static async Task WakeAsync(OwnSilo silo, IEnumerable<long> accounts)
    {
        foreach (var some in accounts.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(account => silo.Grains
                .GetGrain<IAccountGrain>(account.ToString(CultureInfo.InvariantCulture))
                .FiguresAsync(new AccountId(account)).AsTask()));
        }
    }
}
