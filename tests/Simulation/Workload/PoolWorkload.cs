using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>
/// Savings pools: cash in and out, payments and trades, loans from the proposal to the last draw, points brought along. Also
/// by and for whom it is not meant; there may be none.
/// </summary>
internal sealed class PoolWorkload(Knowledge knowledge)
{
    public Asked? Deposit(SimulationRandom random) => With(random, pool => new AskedDeposit(
        pool.Ledger, Account(random, pool), pool.Bank, Amount(random), Currency(random, pool), pool.Currency.Scale, Texts(random))
    {
        Id = RandomIds.Next(random),
    });

    public Asked? Withdrawal(SimulationRandom random) => With(random, pool =>
    {
        var account = Account(random, pool);
        return new AskedWithdrawal(
            pool.Ledger, account, pool.Bank, Amount(random), Currency(random, pool), pool.Currency.Scale,
            random.Chance(200) ? Agreement(random) : null, Texts(random))
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Payment(SimulationRandom random) => With(random, pool =>
    {
        var isPending = random.Chance(300);
        var leg = new AskedLeg(
            Account(random, pool), Account(random, pool), Amount(random), pool.Currency.Code, pool.Currency.Scale, "goods",
            isPending, isPending && random.Chance(500) ? TimeSpan.FromSeconds(1 + random.Next(90)) : null,
            random.Chance(40) ? "because the pool says so" : null);
        return new AskedPayment(pool.Ledger, random.Chance(30) ? [leg, leg] : [leg], Texts(random), Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    /// <summary>Out of the pool, or into it.</summary>
    public Asked? Trade(SimulationRandom random) => With(random, pool =>
    {
        var other = Pick.From(random, knowledge.World.Communities);
        var isOut = random.Chance(600);
        var unit = isOut ? other.Currency : pool.Currency;
        return new AskedTrade(
            isOut ? pool.Region.Id : other.Region.Id,
            isOut ? Account(random, pool) : Pick.Member(random, other),
            isOut ? Pick.Member(random, other) : Account(random, pool),
            1 + random.Next(60), unit.Code, unit.Scale, random.Chance(900) ? "goods" : "loan", PayerMax: null, Texts(random),
            Request: null)
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Proposal(SimulationRandom random) => With(random, pool =>
    {
        var (amount, term) = (1L + random.Next(600), 1 + random.Next(12));
        return new AskedProposal(
            random.Chance(20) ? Pick.From(random, knowledge.World.Communities).Ledger : pool.Ledger,
            Account(random, pool), amount, term, (amount / term) + random.Next(3), random.Next(60))
        {
            Id = RandomIds.Next(random),
        };
    });

    public Asked? Vote(SimulationRandom random) => With(random, pool => new AskedVote(
        Agreement(random), Member(random, pool), random.Next(20) switch { < 16 => 1, < 18 => 3, _ => 2 })
    {
        Id = RandomIds.Next(random),
    });

    public Asked? Signature(SimulationRandom random) => With(random, pool => new AskedSignature(
        Agreement(random), Member(random, pool)) { Id = RandomIds.Next(random) });

    public Asked? End(SimulationRandom random) => With(random, _ => new AskedAgreementEnd(
        Agreement(random), random.Chance(700)) { Id = RandomIds.Next(random) });

    public Asked? CashReturn(SimulationRandom random) => With(random, pool => new AskedCashReturn(
        pool.Ledger, pool.Bank, Texts(random)) { Id = RandomIds.Next(random) });

    public Asked? Points(SimulationRandom random) => With(random, pool => new AskedPoints(
        pool.Ledger, [(Account(random, pool), random.Next(-2_000, 2_000))]) { Id = RandomIds.Next(random) });

    public Asked? Status(SimulationRandom random) => With(random, pool => new AskedStatus(
        Account(random, pool), random.Next(10) switch { < 8 => 1, < 9 => 2, _ => 3 }) { Id = RandomIds.Next(random) });

    private Asked? With(SimulationRandom random, Func<WorldPool, Asked> make) =>
        knowledge.World.Pools.Count == 0 ? null : make(Pick.From(random, knowledge.World.Pools));

    private long Account(SimulationRandom random, WorldPool pool) => random.Next(100) switch
    {
        < 1 => 99_997,
        < 2 => pool.Bank,
        < 3 => Pick.Member(random, knowledge.World.Communities[0]),
        _ => Pick.From(random, pool.Members).Account,
    };

    private static long Member(SimulationRandom random, WorldPool pool) =>
        random.Chance(20) ? 77_776 : Pick.From(random, pool.Members).Member;

    // Mostly one that is still to be decided, or drawn.
    private Guid Agreement(SimulationRandom random)
    {
        var known = knowledge.Book.Agreements.Where(pair => pair.Value.Status < 3 || random.Chance(50)).ToList();
        return known.Count == 0 || random.Chance(20) ? RandomIds.Next(random) : known[^(1 + random.Next(Math.Min(known.Count, 4)))].Key;
    }

    private static long Amount(SimulationRandom random) => random.Next(100) switch
    {
        < 2 => Pick.Amount(random),
        < 70 => 1 + random.Next(120),
        _ => 1 + random.Next(600),
    };

    private static string Currency(SimulationRandom random, WorldPool pool) => random.Chance(10) ? "ODD" : pool.Currency.Code;

    private AskedTexts Texts(SimulationRandom random) => new(
        knowledge.Today.AddDays(random.Chance(850) ? 0 : -random.Next(9)), random.Chance(800), Reference: null, Document: null,
        ClaimsDocument: false);
}
