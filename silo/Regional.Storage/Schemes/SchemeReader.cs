using System.Collections.Frozen;
using Regional.Contracts.Schemes;
using Regional.Domain;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Schema;
using Regional.Storage.Schemes.Coupons;
using Regional.Storage.Schemes.Komoko;
using Regional.Storage.Schemes.SavingsPool;

namespace Regional.Storage.Schemes;

/// <summary>Reads of each scheme's own tables, by the scheme's name.</summary>
public sealed class SchemeReader(RegionalDatabase database) : ISchemeReader
{
    private static readonly FrozenDictionary<string, Func<RegionalDatabase, SchemeRequest, CancellationToken, Task<SchemeState>>>
        Readers = new Dictionary<string, Func<RegionalDatabase, SchemeRequest, CancellationToken, Task<SchemeState>>>
        {
            [SavingsPoolScheme.SchemeName] = PoolReader.ReadAsync,
            [CouponScheme.SchemeName] = CouponStateReader.ReadAsync,
            [ConvertibleScheme.SchemeName] = CouponStateReader.ReadAsync,
            [KomokoScheme.SchemeName] = KomokoStateReader.ReadAsync,
        }.ToFrozenDictionary();

    /// <inheritdoc />
    public Task<SchemeState> ReadAsync(SchemeRequest request, CancellationToken cancellationToken) =>
        Readers.TryGetValue(request.Ledger.Scheme, out var read)
            ? read(database, request, cancellationToken)
            : throw new InvariantViolation($"The scheme {request.Ledger.Scheme} keeps no state that could be read.");
}
