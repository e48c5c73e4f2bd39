using System.Globalization;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Towns;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;

namespace Regional.Benchmarks.Validity;

/// <summary>Whether every grain's figures are the database's, once all is quiet.</summary>
internal sealed class MemoryAudit(IGrainFactory grains, GrainSender sender, ILedgerDirectory directory, Town town)
{
    // Enough at once to be quick, few enough not to be a load.
    private const int AtOnce = 256;

    // The last news of a commit may still be under way to a grain.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>What is wrong, in words; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var wrong = await CompareAsync();
            if (wrong.Count == 0 || DateTime.UtcNow > deadline)
            {
                return wrong;
            }

            await Task.Delay(100);
        }
    }

    private async Task<List<string>> CompareAsync()
    {
        var wrong = new List<string>();
        var region = grains.GetGrain<IRegionGrain>(town.Region.ToString(CultureInfo.InvariantCulture));
        var asked = town.Quarters.SelectMany(static quarter => quarter.Members)
            .Select(account => (Account: new AccountId(account), Holder: (IAccountHolder)sender.Account(account)))
            .Concat(town.Quarters.Select(quarter => (Account: new AccountId(quarter.AtRegion), Holder: (IAccountHolder)region)));
        foreach (var some in asked.Chunk(AtOnce))
        {
            var figures = await Task.WhenAll(some.Select(static one => one.Holder.FiguresAsync(one.Account).AsTask()));
            var rows = (await directory.FindAccountsAsync(
                [.. some.Select(static one => one.Account)], CancellationToken.None)).ToDictionary(static row => row.Id);
            wrong.AddRange(figures.Zip(some).Where(pair => pair.First is { } memory && memory != rows[pair.Second.Account])
                .Select(pair => $"memory of account {pair.Second.Account} is {pair.First}, the database's {rows[pair.Second.Account]}"));
        }

        return wrong;
    }
}
