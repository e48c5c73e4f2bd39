using Regional.Contracts.Schemes;
using Regional.Domain;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Simulation.Model.Reading;

/// <summary>What schemes keep besides balances: the model knows savings pools, coupon books and komokos.</summary>
internal sealed class ModelSchemeReader(ModelDatabase database) : ISchemeReader
{
    private readonly ReadGate _gate = new(database);

    public Task<SchemeState> ReadAsync(SchemeRequest request, CancellationToken cancellationToken) =>
        request.Ledger.Scheme switch
        {
            SavingsPoolScheme.SchemeName => _gate.ReadAsync(
                "pool", () => ModelPoolReader.Read(database.Tables, request), cancellationToken),
            KomokoScheme.SchemeName => _gate.ReadAsync(
                "komoko", () => ModelKomokoReader.Read(database.Tables, request), cancellationToken),
            CouponScheme.SchemeName or ConvertibleScheme.SchemeName => _gate.ReadAsync(
                "coupons", () => ModelCouponReader.Read(database.Tables, request), cancellationToken),
            _ => throw new InvariantViolation($"The model keeps no state of the scheme {request.Ledger.Scheme}."),
        };
}
