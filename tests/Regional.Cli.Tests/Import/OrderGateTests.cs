using Regional.Cli.Import;
using Regional.Client.Model;

namespace Regional.Cli.Tests.Import;

public sealed class OrderGateTests
{
    [Fact]
    public void A_payment_waits_for_the_answers_to_all_earlier_receipts_of_its_payer()
    {
        var gate = Gate(floors: ["a"]);
        var (in1, in2, other, payment) = (Pay("x", "a"), Pay("y", "a"), Pay("x", "y"), Pay("a", "z"));
        Assert.True(gate.Enter(in1));
        Assert.True(gate.Enter(in2));
        Assert.True(gate.Enter(other));
        Assert.False(gate.Enter(payment));

        Assert.Empty(gate.Leave(other));
        Assert.Empty(gate.Leave(in2));
        Assert.Equal([payment], gate.Leave(in1));
    }

    [Fact]
    public void Payments_of_one_payer_do_not_wait_for_each_other()
    {
        var gate = Gate(floors: ["a"]);
        Assert.True(gate.Enter(Pay("a", "x")));
        Assert.True(gate.Enter(Pay("a", "y")));
    }

    [Fact]
    public void Without_limits_nothing_waits()
    {
        var gate = Gate();
        Assert.True(gate.Enter(Pay("x", "a")));
        Assert.True(gate.Enter(Pay("a", "x")));
    }

    [Fact]
    public void A_receipt_of_an_account_with_a_ceiling_waits_for_its_earlier_payments()
    {
        var gate = Gate(ceilings: ["a"]);
        var payment = Pay("a", "x");
        var receipt = Pay("x", "a");
        Assert.True(gate.Enter(payment));
        Assert.False(gate.Enter(receipt));
        Assert.Equal([receipt], gate.Leave(payment));
    }

    [Fact]
    public void A_chain_of_payments_goes_one_by_one()
    {
        var gate = Gate(floors: ["a", "b", "c"]);
        var (first, second, third) = (Pay("a", "b"), Pay("b", "c"), Pay("c", "a"));
        Assert.True(gate.Enter(first));
        Assert.False(gate.Enter(second));
        Assert.False(gate.Enter(third));
        Assert.Equal([second], gate.Leave(first));
        Assert.Equal([third], gate.Leave(second));
        Assert.Empty(gate.Leave(third));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_line_gets_through_and_never_before_what_it_waits_for(int seed)
    {
        var random = new Random(seed);
        var names = Enumerable.Range(0, 6).Select(static number => $"m{number}").ToArray();
        var gate = Gate(names, names);
        var (open, done) = (new List<ImportItem>(), new HashSet<ImportItem>());
        var all = Enumerable.Range(0, 500).Select(_ =>
        {
            var payer = random.Next(names.Length);
            return Pay(names[payer], names[(payer + 1 + random.Next(names.Length - 1)) % names.Length]);
        }).ToList();
        var next = 0;
        while (done.Count < all.Count)
        {
            if (next < all.Count && random.Next(2) == 0)
            {
                if (gate.Enter(all[next]))
                {
                    open.Add(all[next]);
                }

                next++;
            }
            else if (open.Count > 0)
            {
                var item = open[random.Next(open.Count)];
                open.Remove(item);
                var at = all.IndexOf(item);
                Assert.All(
                    all.Take(at).Where(
                        earlier => earlier.Credited[0] == item.Debited[0] || earlier.Debited[0] == item.Credited[0]),
                    earlier => Assert.True(done.Contains(earlier), $"seed {seed}, line {at}"));
                done.Add(item);
                open.AddRange(gate.Leave(item));
            }
            else
            {
                Assert.True(next < all.Count, $"seed {seed}: {all.Count - done.Count} lines wait for ever.");
            }
        }
    }

    private static OrderGate Gate(string[]? floors = null, string[]? ceilings = null) =>
        new((floors ?? []).Contains, (ceilings ?? []).Contains);

    private static ImportItem Pay(string payer, string payee) => new(
        new LineSlot(1, ""),
        new BatchItem { Kind =
            "transfer", Id = Guid.Empty, Payer = payer, Payee = payee, Amount = "1", Currency = "X" },
        [payer], [payee]);
}
