using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>Switches mutual credit of a ledger on or off. Refusals: notMutualCredit.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SwitchCreditBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whether members may go below zero within their limits.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>One switch, as it was made.</summary>
public sealed record CreditSwitchView
{
    /// <summary>Whether members may go below zero from then on.</summary>
    public required bool IsOn { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The command.</summary>
    public required Guid Operation { get; init; }
}

/// <summary>Declares what an account's holder pays or earns a month. Refusals: notMutualCredit, accountClosed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeclarePayBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>In the ledger's unit, zero or more.</summary>
    public required string MonthlyPay { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Sets limits as the model of the terms says. Refusals: notMutualCredit, limitMissing (the model is fixed and no limit is
/// named), limitFromModel (it is another and one is).
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record GrantLimitsBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>The date whose terms and sales count, today or earlier. Absent: today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Code of one account alone; absent: all members' accounts.</summary>
    public string? Account { get; init; }

    /// <summary>Under the model fixed: the credit limit for each, zero or more.</summary>
    public string? CreditLimit { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>An account's limits before and after a grant, and what the model looked at.</summary>
public sealed record LimitReviewView
{
    /// <summary>Its code.</summary>
    public required string Account { get; init; }

    /// <summary>Its holder.</summary>
    public required string Name { get; init; }

    /// <summary>fixed, greco or riegel.</summary>
    public required string Model { get; init; }

    /// <summary>Signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>Least balance now; absent: none.</summary>
    public Money? FloorBefore { get; init; }

    /// <summary>Least balance as granted.</summary>
    public required Money FloorAfter { get; init; }

    /// <summary>Greatest balance now; absent: none.</summary>
    public Money? CeilingBefore { get; init; }

    /// <summary>Greatest balance as granted; absent: none.</summary>
    public Money? CeilingAfter { get; init; }

    /// <summary>Riegel: for wages only.</summary>
    public Money? PayrollPower { get; init; }

    /// <summary>Riegel: for purchases only.</summary>
    public Money? CommercialPower { get; init; }

    /// <summary>Riegel: declared pay.</summary>
    public Money? MonthlyPay { get; init; }

    /// <summary>Greco: sales in the months that count.</summary>
    public Money? Sales { get; init; }

    /// <summary>Greco: those that count after wash damping.</summary>
    public Money? CountedSales { get; init; }

    /// <summary>Greco: over how many months.</summary>
    public int? Months { get; init; }

    /// <summary>Whether the grant changes anything.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>Whether the balance lies beyond the new limit: then it may only move towards it.</summary>
    public required bool IsBeyond { get; init; }
}

/// <summary>A change of an account's limits, with its reason.</summary>
public sealed record LimitChangeView
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Least balance from then on; absent: none.</summary>
    public Money? Floor { get; init; }

    /// <summary>Greatest balance from then on; absent: none.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>The model that granted it; absent: set by hand, or the status changed.</summary>
    public string? Model { get; init; }

    /// <summary>The date whose terms and sales counted.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Riegel: for wages only.</summary>
    public Money? PayrollPower { get; init; }

    /// <summary>Riegel: for purchases only.</summary>
    public Money? CommercialPower { get; init; }

    /// <summary>Riegel: declared pay.</summary>
    public Money? MonthlyPay { get; init; }

    /// <summary>Greco: sales that counted.</summary>
    public Money? CountedSales { get; init; }

    /// <summary>Greco: over how many months.</summary>
    public int? Months { get; init; }

    /// <summary>The command.</summary>
    public required Guid Operation { get; init; }
}

/// <summary>The health of a ledger's credit.</summary>
public sealed record CreditIndicatorsView
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>First business date of turnover and velocity.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last business date of turnover and velocity.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Members' accounts that are not closed.</summary>
    public required long Accounts { get; init; }

    /// <summary>How many are below zero now.</summary>
    public required long AccountsBelowZero { get; init; }

    /// <summary>What was paid by members, and to them from outside, between the dates.</summary>
    public required Money Turnover { get; init; }

    /// <summary>How many payments that were.</summary>
    public required long Payments { get; init; }

    /// <summary>Sum of positive balances: mean of before the first date and at the last.</summary>
    public required Money MeanVolume { get; init; }

    /// <summary>Turnover divided by that mean; absent: there is no volume.</summary>
    public string? Velocity { get; init; }

    /// <summary>The same as if it went on for 365 days.</summary>
    public string? VelocityAYear { get; init; }

    /// <summary>What accounts with a limit are below zero now.</summary>
    public required Money CreditUsed { get; init; }

    /// <summary>Sum of their credit limits now.</summary>
    public required Money CreditLines { get; init; }

    /// <summary>Per cent of the lines that is used; absent: there are none.</summary>
    public string? UtilisationPercent { get; init; }

    /// <summary>Accounts without a floor, which are in neither sum.</summary>
    public required long UnlimitedAccounts { get; init; }
}

/// <summary>An account whose balance has not been at zero for long.</summary>
public sealed record StagnantAccountView
{
    /// <summary>Its code.</summary>
    public required string Account { get; init; }

    /// <summary>Its holder.</summary>
    public required string Name { get; init; }

    /// <summary>Signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>Last business date on which its balance was, left or passed zero.</summary>
    public required DateOnly CrossedOn { get; init; }

    /// <summary>Days since then.</summary>
    public required int Days { get; init; }
}

/// <summary>A payment went through, and its payer is near the limit.</summary>
public sealed record LimitWarningView
{
    /// <summary><c>creditLimitNear</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The payer's account, <c>ledger/account</c>.</summary>
    public required string Account { get; init; }

    /// <summary>Its balance after the payment, signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>Least balance allowed.</summary>
    public required Money Floor { get; init; }

    /// <summary>What may still be used.</summary>
    public required Money Room { get; init; }

    /// <summary>Per cent of the limit from whose use on there is a warning.</summary>
    public required string SoftLimitPercent { get; init; }

    /// <summary>What to do.</summary>
    public required string Advice { get; init; }
}
