namespace Regional.Benchmarks.Workloads;

/// <summary>What one call asks for.</summary>
internal enum OrderShape
{
    /// <summary>One transfer.</summary>
    Transfer,

    /// <summary>Three linked transfers: the payment, a fee, a levy.</summary>
    Fees,

    /// <summary>A payment to another community: one transfer in each of three ledgers.</summary>
    Trade,

    /// <summary>A pending transfer, then its posting: two calls, one after the other.</summary>
    Hold,
}

/// <summary>
/// One order, the same for the product, the procedures and the bare writer. Quarters are places in the town; accounts
/// are the database's numbers.
/// </summary>
/// <param name="Id">Time-ordered, as the product advises its callers.</param>
/// <param name="Second">Id of the posting that ends a hold.</param>
internal readonly record struct Order(
    Guid Id, Guid Second, OrderShape Shape, int PayerQuarter, long Payer, int PayeeQuarter, long Payee, long Amount)
{
    /// <summary>Transfers it makes.</summary>
    public int TransferCount => Shape switch
    {
        OrderShape.Transfer => 1,
        OrderShape.Hold => 2,
        OrderShape.Fees or OrderShape.Trade => 3,
    };
}
