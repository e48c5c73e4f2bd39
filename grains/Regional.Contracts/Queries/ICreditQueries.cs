using Regional.Domain.Ledger;

namespace Regional.Contracts.Queries;

/// <summary>What people read of mutual credit beyond accounts and payments. Committed rows.</summary>
public interface ICreditQueries
{
    /// <summary>Switches of a ledger's mutual credit, newest first: the first one is in force. None: it is on.</summary>
    Task<Page<CreditSwitchDetail>> FindSwitchesAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>One switch, as it was made.</summary>
/// <param name="No">The order in which they were made.</param>
/// <param name="IsOn">Whether members may go below zero from then on.</param>
/// <param name="At">When.</param>
/// <param name="Actor">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operation">The command.</param>
public sealed record CreditSwitchDetail(
    long No, bool IsOn, DateTimeOffset At, string Actor, string? Reason, OperationId Operation);
