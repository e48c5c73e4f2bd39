namespace Regional.Domain.Schemes.Periods;

/// <summary>
/// What a period's totals of one account are, from its lines alone: the rule that the database's set-wise statement, the
/// verifier and models of it follow.
/// </summary>
/// <param name="Opening">Balance before the first date, signed.</param>
/// <param name="Debits">Debits of the period.</param>
/// <param name="Credits">Credits of the period.</param>
public sealed record PeriodTotals(long Opening, long Debits, long Credits)
{
    /// <summary>Opening − debits + credits.</summary>
    public long Closing => Opening - Debits + Credits;

    /// <summary>Totals lines that move balances; amounts positive, minor units.</summary>
    public static PeriodTotals Of(PeriodSpan period, IEnumerable<(DateOnly Date, bool IsDebit, long Minor)> lines)
    {
        var totals = new PeriodTotals(0, 0, 0);
        foreach (var (date, isDebit, minor) in lines)
        {
            totals = (date < period.FirstDate, period.Contains(date), isDebit) switch
            {
                (true, _, true) => totals with { Opening = totals.Opening - minor },
                (true, _, false) => totals with { Opening = totals.Opening + minor },
                (_, true, true) => totals with { Debits = totals.Debits + minor },
                (_, true, false) => totals with { Credits = totals.Credits + minor },
                (false, false, _) => totals,
            };
        }

        return totals;
    }
}
