using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// What a member who was below zero when the period began was to bring in during it, and did (002, IV.B: "repayment rate of
/// 10% of balance per month?"). It books nothing: notes cannot be taken from anybody; the report names who is short.
/// </summary>
/// <param name="DebtMinor">What was owed when the period began, more than zero.</param>
/// <param name="DueMinor">The share of it that was due, rounded half up.</param>
/// <param name="PaidMinor">Notes brought in and payments received in the period, without what was corrected.</param>
public sealed record RepaymentLine(long DebtMinor, long DueMinor, long PaidMinor)
{
    /// <summary>What is missing, zero or more.</summary>
    public long ShortMinor => long.Max(0, DueMinor - PaidMinor);

    /// <summary>A member's line; null: nothing was owed.</summary>
    /// <param name="openingMinor">Balance when the period began, signed.</param>
    /// <param name="paidMinor">What came in.</param>
    /// <param name="share">Of the debt, per period.</param>
    /// <param name="currency">The book's unit.</param>
    public static RepaymentLine? Of(long openingMinor, long paidMinor, Percent share, Currency currency) =>
        openingMinor < 0 && openingMinor != long.MinValue
            ? new RepaymentLine(-openingMinor, share.Of(new Amount(-openingMinor, currency)).Minor, paidMinor)
            : null;
}

/// <summary>A period's end holds what members repaid against the share of their debt that was due.</summary>
public sealed class RepaymentStep : IPeriodStep
{
    /// <summary>Part of stored progress: never changed.</summary>
    public const string StepName = "repayments";

    /// <inheritdoc />
    public string Name => StepName;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public bool HasPostings => false;

    /// <inheritdoc />
    public bool IsDue(PeriodContext context) => !CouponParameters.Of(context).Repayment.IsZero;

    /// <inheritdoc />
    public PeriodChunkPlan Plan(PeriodChunk chunk, PeriodContext context)
    {
        var state = chunk.State as RepaidInPeriod
            ?? throw new InvariantViolation("What members repaid was not read.");
        var share = CouponParameters.Of(context).Repayment;
        var records = ImmutableArray.CreateBuilder<PeriodRecord>();
        foreach (var account in chunk.Accounts)
        {
            if (account.Role == AccountRole.Member && RepaymentLine.Of(
                account.Opening, state.Paid.GetValueOrDefault(account.Id), share, context.Currency) is { } line)
            {
                records.Add(new RepaymentRecord { Account = account.Id, Line = line });
            }
        }

        return PeriodChunkPlan.Of(records.ToImmutable());
    }
}

/// <summary>What came in, by account; one that is missing received nothing or owed nothing.</summary>
public sealed record RepaidInPeriod(ImmutableDictionary<AccountId, long> Paid) : PeriodState;

/// <summary>A member's line of repayments.</summary>
public sealed record RepaymentRecord : PeriodRecord
{
    /// <summary>Debt, due, paid.</summary>
    public required RepaymentLine Line { get; init; }
}
