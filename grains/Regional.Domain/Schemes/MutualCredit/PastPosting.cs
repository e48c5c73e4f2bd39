using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>A posting of the past as terms are tried on it: what it moved in one ledger.</summary>
/// <param name="Operation">The posting.</param>
/// <param name="Date">Its business date.</param>
/// <param name="Corrects">The posting it takes back; null: none.</param>
/// <param name="Transfers">In order, those that moved balances.</param>
public sealed record PastPosting(
    OperationId Operation, DateOnly Date, OperationId? Corrects, ImmutableArray<PastTransfer> Transfers);

/// <summary>One transfer of it.</summary>
/// <param name="Debit">The payer, or the region's account where it came from another ledger.</param>
/// <param name="Credit">The payee, or the region's account.</param>
/// <param name="Minor">Minor units, more than zero.</param>
/// <param name="Purpose">Its code.</param>
/// <param name="IsForced">Whether no limit was asked.</param>
public sealed record PastTransfer(AccountId Debit, AccountId Credit, long Minor, string Purpose, bool IsForced);

/// <summary>Limits of an account that are tried. Minor units.</summary>
/// <param name="Floor">Least balance, signed; null: none.</param>
/// <param name="Ceiling">Greatest balance, signed; null: none.</param>
/// <param name="Payroll">Riegel's payroll power, not negative; asked only under his model.</param>
/// <param name="Commercial">Riegel's commercial power, not negative; asked only under his model.</param>
public sealed record TriedLimits(long? Floor, long? Ceiling, long Payroll, long Commercial);
