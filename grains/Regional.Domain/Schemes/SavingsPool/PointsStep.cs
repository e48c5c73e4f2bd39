using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>
/// A pool's month end (001): points = points before + balance, for every account of the ledger and the bank's among them,
/// so that points sum to zero as balances do. An account whose points would not fit is named and keeps its points.
/// </summary>
public sealed class PointsStep : IPeriodStep
{
    /// <summary>Part of derived ids and of stored progress: never changed.</summary>
    public const string StepName = "points";

    /// <inheritdoc />
    public string Name => StepName;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public bool HasPostings => false;

    /// <inheritdoc />
    public PeriodChunkPlan Plan(PeriodChunk chunk, PeriodContext context)
    {
        var state = chunk.State as OpeningPoints
            ?? throw new InvariantViolation("The points of a month end were not read.");
        var records = ImmutableArray.CreateBuilder<PeriodRecord>(chunk.Accounts.Length);
        var exceptions = ImmutableArray.CreateBuilder<PeriodException>();
        foreach (var account in chunk.Accounts)
        {
            var opening = state.Points.GetValueOrDefault(account.Id);
            var total = (Int128)opening + account.Closing;
            if (total < long.MinValue || total > long.MaxValue)
            {
                exceptions.Add(new PeriodException(
                    account.Id, Refusal.For(RefusalReason.BalanceOverflow, RefusalFact.Account(account.Id))));
                continue;
            }

            records.Add(new PointsRecord { Account = account.Id, Line = PointsRules.MonthEnd(opening, account.Closing) });
        }

        return new PeriodChunkPlan([], records.ToImmutable(), exceptions.ToImmutable());
    }
}

/// <summary>Points before a month end, by account; one that is missing has none.</summary>
public sealed record OpeningPoints(ImmutableDictionary<AccountId, long> Points) : PeriodState;

/// <summary>An account's line of a month end.</summary>
public sealed record PointsRecord : PeriodRecord
{
    /// <summary>Balance, points before and after.</summary>
    public required PointsLine Line { get; init; }
}
