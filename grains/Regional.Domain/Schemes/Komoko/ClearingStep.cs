using System.Collections.Immutable;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// A period's end clears the businesses whose turnover period ended in it (003, 2.2, 2.3 and 5.1): own financial covers own
/// real on the balance of that date, a levy is charged on what stays. The posting is dated the clearing date. What was
/// cleared on that date before, by command, stays as it is.
/// </summary>
/// <param name="place">
/// 1, or 2 for a business whose turnover period ends a second time in the period: one posting each. That is so in a
/// period of more than a month, and when its profile changes. What ends a third time is cleared by command.
/// </param>
public sealed class ClearingStep(int place) : IPeriodStep
{
    private const string Reference = "Clearing at the end of the turnover period";

    /// <summary>Part of derived ids and of stored progress: never changed.</summary>
    public const string FirstName = "clearing";

    /// <summary>The second end of a turnover period.</summary>
    public const string SecondName = "clearing-2";

    /// <inheritdoc />
    public string Name => place == 1 ? FirstName : SecondName;

    /// <inheritdoc />
    public bool HasState => true;

    /// <inheritdoc />
    public bool IsDue(PeriodContext context) => place == 1 || context.Period.FirstDate < context.Period.LastDate;

    /// <summary>The clearing date that the step of that name carries out in a period; null: there is none.</summary>
    public static DateOnly? DateOf(string step, ProfileHistory profiles, PeriodSpan period) => profiles
        .ClearingDates(period.FirstDate, period.LastDate)
        .Skip(step == SecondName ? 1 : 0)
        .Select(static date => (DateOnly?)date)
        .FirstOrDefault();

    /// <inheritdoc />
    public PeriodChunkPlan Plan(PeriodChunk chunk, PeriodContext context)
    {
        var state = chunk.State as Turnovers
            ?? throw new InvariantViolation("The turnovers of a period's end were not read.");
        var postings = ImmutableArray.CreateBuilder<PeriodPosting>();
        var exceptions = ImmutableArray.CreateBuilder<PeriodException>();
        foreach (var turnover in state.Ended)
        {
            var (real, own) = (turnover.Real, turnover.Own);
            if (turnover.IsCleared)
            {
                continue;
            }

            if (MonthEnd.Clear(real, own, turnover.BalanceMinor, StepContext.Of(context, turnover.Date))
                .TryGet(out var plan, out var refusal))
            {
                postings.Add(new PeriodPosting(real.Account.Id, plan.Legs, plan.Facts, Reference)
                {
                    BusinessDate = turnover.Date,
                    RestsOn =
                    [
                        new(real.Account.Id, real.Account.Version),
                        .. own is null ? [] : ImmutableArray.Create(new Ledger.AccountVersion(own.Account.Id, own.Account.Version)),
                    ],
                });
            }
            else if (refusal.Reason != RefusalReason.NothingDue)
            {
                exceptions.Add(new PeriodException(real.Account.Id, refusal));
            }
        }

        return new PeriodChunkPlan(postings.ToImmutable(), [], exceptions.ToImmutable());
    }
}

/// <summary>Businesses of a chunk whose turnover period ended in the period.</summary>
public sealed record Turnovers(ImmutableArray<EndedTurnover> Ended) : PeriodState;

/// <summary>One of them.</summary>
/// <param name="Date">The clearing date.</param>
/// <param name="Real">The real account.</param>
/// <param name="Own">The holder's financial account; null: it has none.</param>
/// <param name="BalanceMinor">The real account at the end of the clearing date, signed.</param>
/// <param name="IsCleared">Whether it was cleared on that date before.</param>
public sealed record EndedTurnover(
    DateOnly Date, KomokoParty Real, KomokoParty? Own, long BalanceMinor, bool IsCleared);
