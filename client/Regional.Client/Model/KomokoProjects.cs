using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// Approves an investment project on an account of kind project: overdraft, ceiling zero, forecast. Refusals:
/// fieldMalformed, amountMalformed, notKomoko, projectApproved.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ApproveProjectBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>First day of the first month.</summary>
    public required DateOnly? FirstMonth { get; init; }

    /// <summary>When it is to be finished.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>Spending by month, decimal text in units, the first month first.</summary>
    public required IReadOnlyList<string> Forecast { get; init; }

    /// <summary>Whether the cumulative forecast binds the overdraft month by month.</summary>
    public bool HasMonthlyLimits { get; init; }

    /// <summary>Overdraft of the whole project, decimal text in units.</summary>
    public required string Overdraft { get; init; }

    /// <summary>The document that secures it.</summary>
    public required string Pledge { get; init; }

    /// <summary>Who refunds the community if it fails.</summary>
    public required string Underwriter { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Gives an investment project up as failed. Refusals: fieldMalformed, amountMalformed, projectUnknown, projectEnded,
/// projectHeld, recoveryDiffers, nothingDue.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FailProjectBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>What the underwriter refunded in all, as posted, decimal text in units; default nothing.</summary>
    public string? Refunded { get; init; }

    /// <summary>What the sale of the pledge brought in all, as posted, decimal text in units; default nothing.</summary>
    public string? Proceeds { get; init; }

    /// <summary>Why the rest is a loss, for the record, at most 140 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Date in the books; default today.</summary>
    public DateOnly? BusinessDate { get; init; }
}

/// <summary>
/// Covers a loss out of the ledger's levies. Refusals: fieldMalformed, amountMalformed, notFound, lossExceeded,
/// availableExceeded.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CoverLossBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Decimal text in units, more than zero, at most the loss.</summary>
    public required string Amount { get; init; }

    /// <summary>The ledger's currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Who decided what, for the record, at most 140 characters.</summary>
    public required string Decision { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateOnly? DecidedOn { get; init; }

    /// <summary>Date in the books; default today.</summary>
    public DateOnly? BusinessDate { get; init; }
}

/// <summary>An investment project.</summary>
public sealed record ProjectView
{
    /// <summary>The account, as ledger/account.</summary>
    public required string Account { get; init; }

    /// <summary>When it is to be finished.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Whether the cumulative forecast binds the overdraft month by month.</summary>
    public required bool HasMonthlyLimits { get; init; }

    /// <summary>The document that secures it.</summary>
    public required string Pledge { get; init; }

    /// <summary>Who refunds the community if it fails.</summary>
    public required string Underwriter { get; init; }

    /// <summary>Its account, never above zero.</summary>
    public required Money Balance { get; init; }

    /// <summary>The least balance allowed; null: none.</summary>
    public Money? Floor { get; init; }

    /// <summary>Month by month from the first of the forecast on.</summary>
    public required IReadOnlyList<ProjectMonthView> Months { get; init; }

    /// <summary>How it failed; null: it has not.</summary>
    public ProjectFailureView? Failure { get; init; }
}

/// <summary>A month of a project.</summary>
public sealed record ProjectMonthView
{
    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Forecast of spending.</summary>
    public required Money Forecast { get; init; }

    /// <summary>Spent; payments before the first month are in the first.</summary>
    public required Money Spent { get; init; }

    /// <summary>Forecast to the month's end.</summary>
    public required Money ForecastSoFar { get; init; }

    /// <summary>Spent to the month's end.</summary>
    public required Money SpentSoFar { get; init; }
}

/// <summary>How a project failed.</summary>
public sealed record ProjectFailureView
{
    /// <summary>Business date.</summary>
    public required DateOnly EndedOn { get; init; }

    /// <summary>The posting of the loss.</summary>
    public required Guid Operation { get; init; }

    /// <summary>By the underwriter.</summary>
    public required Money Refunded { get; init; }

    /// <summary>Of the pledge.</summary>
    public required Money Proceeds { get; init; }

    /// <summary>What nobody refunded.</summary>
    public required Money Loss { get; init; }
}
