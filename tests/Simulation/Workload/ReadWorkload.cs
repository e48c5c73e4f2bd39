using System.Globalization;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>Reads of figures, memory, statements and quotes.</summary>
internal sealed class ReadWorkload(Knowledge knowledge)
{
    private readonly PaymentWorkload _payments = new(knowledge);

    public Asked? Figures(SimulationRandom random) => new AskedFigures(Account(random)) { Id = default };

    public Asked? Memory(SimulationRandom random)
    {
        var id = Account(random);
        var account = knowledge.Book.Accounts[id];
        var ledger = knowledge.Book.Ledgers[account.Ledger];
        var (holder, key) = account.Role == AuditRole.Member ? (HolderKind.Member, id)
            : ledger.Community is { } community ? (HolderKind.Community, community)
            : account.Role is AuditRole.RestOfWorld or AuditRole.Suspense ? (HolderKind.World, ledger.Region)
            : (HolderKind.Region, ledger.Region);
        return new AskedMemory(id, holder, key.ToString(CultureInfo.InvariantCulture)) { Id = default };
    }

    public Asked? Statement(SimulationRandom random)
    {
        var sent = Pick.Last(random, knowledge.Sent.Where(static asked => asked is AskedPayment or AskedTrade), count: 20);
        return sent is null ? null : new AskedStatement(sent.Id) { Id = default };
    }

    public Asked? Quote(SimulationRandom random) =>
        _payments.Trade(random) is { } trade ? new AskedQuote(trade) { Id = default } : null;

    public Asked? Diary(SimulationRandom random) => new AskedDiary($"d{random.Next(2)}") { Id = default };

    private long Account(SimulationRandom random)
    {
        var community = Pick.From(random, knowledge.World.Communities);
        return random.Next(10) switch
        {
            0 => community.AtRegion,
            1 => community.Mirror,
            2 => community.Opening,
            _ => Pick.Member(random, community),
        };
    }
}
