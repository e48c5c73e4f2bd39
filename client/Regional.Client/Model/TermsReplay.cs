namespace Regional.Client.Model;

/// <summary>
/// The payments between the dates lived through again under limits and terms as they stand (before) and as tried (after):
/// what is refused does not happen, and what rested on it neither.
/// </summary>
public sealed record TermsReplayView
{
    /// <summary>Payments that members wished for: forced ones and corrections are never refused.</summary>
    public required long Payments { get; init; }

    /// <summary>How many limits and terms as they stand would have refused.</summary>
    public required long RefusedBefore { get; init; }

    /// <summary>What those came to.</summary>
    public required Money AmountRefusedBefore { get; init; }

    /// <summary>How many limits and terms as tried would have refused.</summary>
    public required long RefusedAfter { get; init; }

    /// <summary>What those came to.</summary>
    public required Money AmountRefusedAfter { get; init; }

    /// <summary>How many members' accounts paid.</summary>
    public required int AccountsPaying { get; init; }

    /// <summary>The accounts that paid, those for which most changes first; at most 1,000, all in accounts.csv.</summary>
    public IReadOnlyList<AccountReplayView> Accounts { get => field ?? []; init; }

    /// <summary>Payments that either would have refused, in the order of the journal; the first 1,000, all in refused.csv.</summary>
    public IReadOnlyList<RefusedPaymentView> Refused { get => field ?? []; init; }
}

/// <summary>An account's payments, before and after.</summary>
/// <param name="Account">Its code.</param>
/// <param name="Name">Its holder.</param>
/// <param name="Payments">How many it made.</param>
/// <param name="RefusedBefore">How many of them would have been refused as things stand.</param>
/// <param name="AmountRefusedBefore">What those came to.</param>
/// <param name="RefusedAfter">How many would have been refused as tried.</param>
/// <param name="AmountRefusedAfter">What those came to.</param>
/// <param name="BalanceBefore">Where the account would stand at the end as things stand.</param>
/// <param name="BalanceAfter">Where it would stand as tried.</param>
public sealed record AccountReplayView(
    string Account, string Name, long Payments, long RefusedBefore, Money AmountRefusedBefore, long RefusedAfter,
    Money AmountRefusedAfter, Money BalanceBefore, Money BalanceAfter);

/// <summary>A payment of the past that would have been refused.</summary>
/// <param name="Id">The operation.</param>
/// <param name="BusinessDate">Its date.</param>
/// <param name="Payer">Code of the payer; of the region's account where it came from another ledger.</param>
/// <param name="Payee">Code of the payee; of the region's account where it went to another ledger.</param>
/// <param name="Amount">What was paid.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Before">Code of the refusal as things stand; null: it happens.</param>
/// <param name="After">Code of the refusal as tried; null: it happens.</param>
public sealed record RefusedPaymentView(
    Guid Id, DateOnly BusinessDate, string Payer, string Payee, Money Amount, string Purpose, string? Before, string? After);
