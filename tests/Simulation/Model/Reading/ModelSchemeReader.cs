using Regional.Contracts.Schemes;
using Regional.Domain;
using Regional.Domain.Schemes;

namespace Regional.Simulation.Model.Reading;

/// <summary>What schemes keep besides balances: so far no scheme that the model knows keeps anything.</summary>
internal sealed class ModelSchemeReader : ISchemeReader
{
    public Task<SchemeState> ReadAsync(SchemeRequest request, CancellationToken cancellationToken) =>
        throw new InvariantViolation($"The model keeps no state of the scheme {request.Ledger.Scheme}.");
}
