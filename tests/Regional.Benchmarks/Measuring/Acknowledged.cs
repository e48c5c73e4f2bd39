namespace Regional.Benchmarks.Measuring;

/// <summary>Ids that callers were told are committed, with the transfers each must have. One per caller; not thread-safe.</summary>
internal sealed class Acknowledged
{
    private readonly List<(Guid Id, int Transfers)> _ids = [];

    public IReadOnlyList<(Guid Id, int Transfers)> Ids => _ids;

    public void Add(Workloads.Order order)
    {
        if (order.Shape == Workloads.OrderShape.Hold)
        {
            _ids.Add((order.Id, 1));
            _ids.Add((order.Second, 1));
        }
        else
        {
            _ids.Add((order.Id, order.TransferCount));
        }
    }

    public void Add(Guid id, int transfers) => _ids.Add((id, transfers));
}
