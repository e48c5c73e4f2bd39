using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Ceiling;

/// <summary>What the bare writer knows of an account: it is the only one who writes, so it need not ask.</summary>
internal sealed class BareAccount
{
    public long Debits { get; set; }

    public long Credits { get; set; }

    public long Entries { get; set; }
}

/// <summary>Rows of one batch, laid out before the batch in front of it is committed.</summary>
internal sealed class BareBatch
{
    public List<Order> Orders { get; } = [];

    public List<BareRow> Rows { get; } = [];

    /// <summary>Accounts touched, by number, with the figures the batch leaves.</summary>
    public SortedDictionary<long, (long Debits, long Credits, long Entries)> Accounts { get; } = [];

    public static BareBatch Of(int size, Func<Order> next, Town town, Dictionary<long, BareAccount> accounts)
    {
        var batch = new BareBatch();
        for (var at = 0; at < size; at++)
        {
            var order = next();
            batch.Orders.Add(order);
            short place = 0;
            foreach (var leg in Legs.Of(order, town))
            {
                batch.Add(order, place++, leg, accounts);
            }
        }

        return batch;
    }

    private void Add(Order order, short place, PlainLeg leg, Dictionary<long, BareAccount> accounts)
    {
        var (debit, credit) = (Find(accounts, leg.Debit), Find(accounts, leg.Credit));
        debit.Debits += order.Amount;
        debit.Entries++;
        credit.Credits += order.Amount;
        credit.Entries++;
        Rows.Add(new BareRow(
            order, place, leg, debit.Entries, debit.Credits - debit.Debits, credit.Entries, credit.Credits - credit.Debits));
        Accounts[leg.Debit] = (debit.Debits, debit.Credits, debit.Entries);
        Accounts[leg.Credit] = (credit.Debits, credit.Credits, credit.Entries);
    }

    private static BareAccount Find(Dictionary<long, BareAccount> accounts, long id)
    {
        if (!accounts.TryGetValue(id, out var account))
        {
            accounts.Add(id, account = new BareAccount());
        }

        return account;
    }
}

/// <summary>One row of <c>transfers</c>.</summary>
internal readonly record struct BareRow(
    Order Order, short Leg, PlainLeg Said, long DebitEntry, long DebitBalance, long CreditEntry, long CreditBalance);
