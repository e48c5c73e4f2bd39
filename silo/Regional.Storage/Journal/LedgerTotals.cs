using Regional.Domain.Money;

namespace Regional.Storage.Journal;

/// <summary>What a batch says of one ledger.</summary>
internal sealed class LedgerTotals
{
    /// <summary>Its place among the batch's ledgers, from 0, by id.</summary>
    public int Place { get; set; }

    /// <summary>The currency of its legs; null: it has none.</summary>
    public Currency? Currency { get; set; }

    /// <summary>The version decided under; null: any.</summary>
    public long? Terms { get; set; }

    /// <summary>Whether a leg moves balances there, so that a region's ledger needs a window.</summary>
    public bool Moves { get; set; }
}
