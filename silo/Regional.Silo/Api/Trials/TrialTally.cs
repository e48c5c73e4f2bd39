using System.Globalization;
using Regional.Client.Model;
using Regional.Domain.Money;

namespace Regional.Silo.Api.Trials;

/// <summary>Figures and cases of a trial as they come.</summary>
internal sealed class TrialTally(Currency currency)
{
    /// <summary>What stands where nothing was refused.</summary>
    private const string Done = "done";

    private readonly List<FigureTrialView> _figures = [];
    private readonly List<CaseTrialView> _cases = [];

    /// <summary>Adds a sum of money.</summary>
    public void Money(string name, Int128 before, Int128 after) =>
        _figures.Add(new FigureTrialView(name, Text(before), Text(after)));

    /// <summary>Adds a count.</summary>
    public void Count(string name, long before, long after) => _figures.Add(new FigureTrialView(
        name, before.ToString(CultureInfo.InvariantCulture), after.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Adds a case whose outcome differs: codes of refusals, null where it is done.</summary>
    public void Outcome(DateOnly date, string account, string what, long minor, string? before, string? after)
    {
        if (before != after)
        {
            _cases.Add(new CaseTrialView(date, account, what, Text(minor), before ?? Done, after ?? Done));
        }
    }

    /// <summary>Adds an account whose amount differs.</summary>
    public void Amount(string account, string what, Int128 before, Int128 after)
    {
        if (before != after)
        {
            _cases.Add(new CaseTrialView(Date: null, account, what, Amount: null, Text(before), Text(after)));
        }
    }

    /// <summary>The trial with both.</summary>
    public TermsTrialView Onto(TermsTrialView trial) => trial with { Figures = _figures, Cases = _cases };

    private string Text(Int128 minor) =>
        MoneyText.Format((long)Int128.Clamp(minor, -long.MaxValue, long.MaxValue), currency.Scale);
}
