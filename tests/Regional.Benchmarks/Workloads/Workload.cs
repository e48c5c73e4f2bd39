using Regional.Benchmarks.Towns;

namespace Regional.Benchmarks.Workloads;

/// <summary>A stream of orders over a town.</summary>
/// <param name="Name">As in figures and on the command line.</param>
/// <param name="Next">The next order of a caller.</param>
internal sealed record Workload(string Name, Func<Draw, Town, Order> Next)
{
    private const double ZipfExponent = 0.99;

    /// <summary>The best case of a stored procedure: two different accounts of many each time.</summary>
    public static Workload Uniform { get; } = new("uniform", static (draw, town) =>
        Inside(draw, town, OrderShape.Transfer, Any(draw, town.Main), Any(draw, town.Main)));

    public static Workload HotPayee { get; } = new("hot-payee", static (draw, town) =>
        Inside(draw, town, OrderShape.Transfer, Other(draw, town.Main), town.Main.Members[0]));

    public static Workload HotPayer { get; } = new("hot-payer", static (draw, town) =>
        Inside(draw, town, OrderShape.Transfer, town.Main.Members[0], Other(draw, town.Main)));

    public static Workload Fees { get; } = new("fees", static (draw, town) =>
        Inside(draw, town, OrderShape.Fees, Any(draw, town.Main), Any(draw, town.Main)));

    public static Workload Hold { get; } = new("pending-then-post", static (draw, town) =>
        Inside(draw, town, OrderShape.Hold, Any(draw, town.Main), Any(draw, town.Main)));

    /// <summary>All of them, in the order of the report.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        Uniform, Skewed(), HotPayee, HotPayer, Fees, Trades(20), Trades(50), Trades(100), Hold,
    ];

    public static Workload Find(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new ArgumentException($"There is no workload '{name}': {string.Join(", ", All.Select(static w => w.Name))}.");

    /// <summary>Payments in the smaller communities, this share of them to another community.</summary>
    public static Workload Trades(int percent) => new($"trade-{percent}", (draw, town) =>
    {
        var from = 1 + draw.Next(town.Quarters.Length - 1);
        if (draw.Next(100) >= percent)
        {
            var quarter = town.Quarters[from];
            return Inside(draw, town, OrderShape.Transfer, Any(draw, quarter), Any(draw, quarter), from);
        }

        var to = 1 + draw.Next(town.Quarters.Length - 2);
        to += to >= from ? 1 : 0;
        return NewOrder(
            draw, OrderShape.Trade, from, Any(draw, town.Quarters[from]), to, Any(draw, town.Quarters[to]));
    });

    private static Workload Skewed()
    {
        Zipf? zipf = null;
        return new Workload("zipf", (draw, town) =>
        {
            var ranks = zipf ??= new Zipf(town.Main.Members.Length, ZipfExponent);
            return Inside(
                draw, town, OrderShape.Transfer, town.Main.Members[ranks.Next(draw)], town.Main.Members[ranks.Next(draw)]);
        });
    }

    private static Order Inside(Draw draw, Town town, OrderShape shape, long payer, long payee, int quarter = 0)
    {
        while (payee == payer)
        {
            payee = Any(draw, town.Quarters[quarter]);
        }

        return NewOrder(draw, shape, quarter, payer, quarter, payee);
    }

    private static Order NewOrder(
        Draw draw, OrderShape shape, int payerQuarter, long payer, int payeeQuarter, long payee) => new(
            Guid.CreateVersion7(),
            shape == OrderShape.Hold ? Guid.CreateVersion7() : Guid.Empty,
            shape,
            payerQuarter,
            payer,
            payeeQuarter,
            payee,
            100 + draw.Next(900));

    private static long Any(Draw draw, Quarter quarter) => quarter.Members[draw.Next(quarter.Members.Length)];

    private static long Other(Draw draw, Quarter quarter) => quarter.Members[1 + draw.Next(quarter.Members.Length - 1)];
}
