using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.MutualCredit;

/// <summary>Mutual credit's rows in the journal's working copy: the powers of the payers, and what is drawn on them.</summary>
public sealed class CreditBook
{
    /// <summary>By account; one that is missing was granted none.</summary>
    public Dictionary<AccountId, CreditPowers> Powers { get; } = [];

    /// <summary>What payments that are taken back drew and have not given back, by payment and payer, in order.</summary>
    public Dictionary<(OperationId Payment, AccountId Account), ImmutableArray<DrawnPower>> Drawn { get; } = [];

    /// <summary>What accepted postings drew or gave back, in order.</summary>
    public List<PowerDraw> Draws { get; } = [];
}

/// <summary>One draw on a power.</summary>
/// <param name="Operation">The posting.</param>
/// <param name="Account">The payer.</param>
/// <param name="Power">Which.</param>
/// <param name="AmountMinor">How much of it, more than zero; less: given back.</param>
/// <param name="After">The powers after it.</param>
/// <param name="Returns">The payment whose draw is given back; null: it is drawn.</param>
public sealed record PowerDraw(
    OperationId Operation, AccountId Account, CreditPower Power, long AmountMinor, CreditPowers After,
    OperationId? Returns = null);
