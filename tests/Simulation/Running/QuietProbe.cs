using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.Clients;
using Regional.Simulation.History;
using Regional.Simulation.Workload;

namespace Regional.Simulation.Running;

/// <summary>
/// Nothing is under way: whoever has room may pay all of it, at once and again after it came back, and is never told that
/// other payments are in the way.
/// </summary>
internal sealed class QuietProbe(
    Simulator simulator, Auditor auditor, ClientDesk desk, World world, SimulationRandom chance)
{
    /// <summary>Longer than a lease: what a dead silo held has run out.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(2);

    private int _no = 2_000_000;

    public async Task RunAsync()
    {
        await Task.Delay(Rest, simulator.Time);
        foreach (var community in world.Communities)
        {
            if (auditor.Book.Ledgers[community.Ledger].IsCreditOff)
            {
                await desk.AskOnceAsync(
                    ++_no, 1, new AskedCredit(community.Ledger, IsOn: true) { Id = RandomIds.Next(chance) }, simulator.Process);
            }

            // Leases that ran out are found when somebody is in their way: the first round may meet them.
            await RoundAsync(community, isStrict: false);
            await Task.Delay(TimeSpan.FromSeconds(5), simulator.Time);
            await RoundAsync(community, isStrict: true);
            await RoundAsync(community, isStrict: true);
            await CrossAsync(community);
        }
    }

    // Two who pay each other at the same moment may be in each other's way for a moment, and never for longer.
    private async Task CrossAsync(WorldCommunity community)
    {
        var open = community.Members.Select(static member => member.Account)
            .Where(account => auditor.Book.Accounts[account] is { Status: 1 } open && open.Floor is not null).ToList();
        for (var at = 0; at + 1 < open.Count; at += 2)
        {
            var (one, other) = (open[at], open[at + 1]);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(turn => simulator.Client(
                () => PayAsync(community, turn % 2 == 0 ? one : other, turn % 2 == 0 ? other : one, amount: 1, isStrict: true))));
        }
    }

    private async Task RoundAsync(WorldCommunity community, bool isStrict)
    {
        foreach (var (_, payer) in community.Members)
        {
            auditor.Follow();
            var account = auditor.Book.Accounts[payer];
            var room = account.Balance - account.DebitsPending - (account.Floor ?? 0);
            if (account.Status != 1 || account.Floor is null || room <= 0
                || auditor.Book.Accounts[community.Opening] is not { Ceiling: null, Floor: null, Status: 1 })
            {
                continue;
            }

            var amount = (long)Int128.Min(room, long.MaxValue / 4);
            await PayAsync(community, payer, community.Opening, amount, isStrict);
            await PayAsync(community, community.Opening, payer, amount, isStrict);
        }
    }

    // The first that is open, where the database's clock was ahead and its periods have ended.
    private DateOnly Date(WorldCommunity community)
    {
        var today = DateOnly.FromDateTime(simulator.Now.UtcDateTime);
        return auditor.Book.Ledgers[community.Ledger].ClosedUntil is { } closed && closed >= today ? closed.AddDays(1) : today;
    }

    private async Task PayAsync(WorldCommunity community, long from, long to, long amount, bool isStrict)
    {
        var told = await desk.AskOnceAsync(
            ++_no,
            1,
            new AskedPayment(
                community.Ledger,
                [
                    new AskedLeg(
                        from, to, amount, community.Currency.Code, community.Currency.Scale, "opening", IsPending: false,
                        Expiry: null, Forced: null),
                ],
                new AskedTexts(Date(community), IsDateGiven: true, null, null, false),
                Request: null)
            {
                Id = RandomIds.Next(chance),
            },
            simulator.Process);
        if (isStrict && told is ToldRefused { Class: ToldRefused.Transient } or ToldFault)
        {
            throw new ViolationFoundException(new Violation(
                "liveness-hold", $"nothing is under way, and {amount} from {from} to {to} is answered with {told}"));
        }
    }
}
