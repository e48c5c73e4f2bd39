using Orleans;
using Orleans.Concurrency;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Grains;

/// <summary>
/// A grain that keeps figures of accounts in memory and admits what they have room for. Memory admits fast; only the
/// journal refuses (DESIGN section 2).
/// </summary>
public interface IAccountHolder : IGrainWithStringKey
{
    /// <summary>
    /// Holds room for one account's share of a posting, in one turn without waiting for any other grain. The hold ends
    /// with <see cref="SettleAsync"/> or with its lease.
    /// </summary>
    /// <remarks>Idempotent by posting and account.</remarks>
    [AlwaysInterleave]
    [Alias("Reserve")]
    ValueTask<Admission> ReserveAsync(Reservation reservation);

    /// <summary>Ends a hold: the posting was committed, refused or given up. Newer figures are taken over.</summary>
    /// <param name="posting">The posting.</param>
    /// <param name="account">The account.</param>
    /// <param name="committed">Its figures as committed; null: nothing is known, reload before admitting again.</param>
    [AlwaysInterleave]
    [Alias("Settle")]
    ValueTask SettleAsync(OperationId posting, AccountId account, AccountState? committed);

    /// <summary>News of an account as committed; an older version than the one known is ignored.</summary>
    [AlwaysInterleave]
    [Alias("Committed")]
    ValueTask CommittedAsync(AccountState account);

    /// <summary>The figures in memory, for comparing them with the database; null when the account is not held here.</summary>
    [AlwaysInterleave]
    [Alias("Figures")]
    ValueTask<AccountState?> FiguresAsync(AccountId account);
}

/// <summary>What a posting wants of one account.</summary>
/// <param name="Posting">The posting.</param>
/// <param name="Account">The account.</param>
/// <param name="DebitMinor">Unforced debits of the posting on it, minor units.</param>
/// <param name="CreditMinor">Unforced credits of the posting on it, minor units.</param>
[GenerateSerializer]
[Immutable]
[Alias("regional.Reservation")]
public sealed record Reservation(
    [property: Id(0)] OperationId Posting,
    [property: Id(1)] AccountId Account,
    [property: Id(2)] long DebitMinor,
    [property: Id(3)] long CreditMinor);

/// <summary>What memory says to a reservation. Numbers travel; never reuse one.</summary>
public enum AdmissionVerdict
{
    /// <summary>Room is held.</summary>
    Admitted = 1,

    /// <summary>Committed figures have room, but open reservations hold it: wait a little or answer busy.</summary>
    Busy = 2,

    /// <summary>Committed figures say no: let the journal decide. Nothing is held.</summary>
    Doubtful = 3,
}

/// <summary>Memory's answer to a reservation.</summary>
/// <param name="Verdict">What it says.</param>
/// <param name="Why">What the rules say on the figures in memory, when doubtful or busy.</param>
[GenerateSerializer]
[Immutable]
[Alias("regional.Admission")]
public sealed record Admission([property: Id(0)] AdmissionVerdict Verdict, [property: Id(1)] Refusal? Why)
{
    /// <summary>Room is held.</summary>
    public static Admission Admitted { get; } = new(AdmissionVerdict.Admitted, Why: null);
}
