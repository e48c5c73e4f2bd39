using Regional.Domain.Money;

namespace Regional.Simulation.Workload;

/// <param name="Id">Its community's number.</param>
/// <param name="Region">Its region.</param>
/// <param name="Ledger">The komoko's ledger.</param>
/// <param name="Currency">That ledger's unit.</param>
/// <param name="Opening">Its ledger's account of opening balances.</param>
/// <param name="Mirror">Its ledger's region account.</param>
internal sealed record WorldKomoko(int Id, WorldRegion Region, int Ledger, Currency Currency, long Opening, long Mirror)
{
    /// <summary>Who takes part: at least a business and a household.</summary>
    public List<WorldHolder> Holders { get; } = [];
}

/// <param name="Member">Its number.</param>
/// <param name="Class">1 household, 2 business; 0: not entered yet.</param>
/// <param name="Real">Its account for new goods and services.</param>
/// <param name="Financial">Its account for everything else.</param>
internal sealed record WorldHolder(long Member, int Class, long Real, long Financial);
