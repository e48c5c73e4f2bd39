using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Commands.Komoko;

/// <summary>The form of a komoko's commands.</summary>
internal static class KomokoForm
{
    public static Refusal? Check(EnterHolder command) =>
        CommandForm.Known("class", command.Profile.Class)
        ?? (command.Profile.TurnoverMonths is < 1 or > HolderProfile.TurnoverMonthsMax
            ? CommandForm.Malformed("turnoverMonths", $"{command.Profile.TurnoverMonths}")
            : null)
        ?? (command.DepreciationMinor < 0 ? CommandForm.Malformed("depreciation", $"{command.DepreciationMinor}") : null);

    public static Refusal? Check(ApproveProject command) =>
        (command.OverdraftMinor <= 0 ? CommandForm.Malformed("overdraft", $"{command.OverdraftMinor}") : null)
        ?? (command.Project.EndsOn < command.Project.FirstMonth
            ? CommandForm.Malformed("endsOn", $"{command.Project.EndsOn:O}")
            : null)
        ?? (command.Project.FirstMonth.Day != 1
            ? CommandForm.Malformed("firstMonth", $"{command.Project.FirstMonth:O}")
            : null)
        ?? (command.Project.ForecastMinor.IsDefaultOrEmpty
            || command.Project.ForecastMinor.Length > ProjectTerms.MonthCountMax
            || command.Project.ForecastMinor.Any(static month => month < 0)
            ? CommandForm.Malformed("forecast", $"1 to {ProjectTerms.MonthCountMax} amounts, none negative")
            : null)
        ?? CommandForm.Text("pledge", command.Pledge, CommandForm.TextLengthMax)
        ?? CommandForm.Text("underwriter", command.Underwriter, CommandForm.TextLengthMax);
}
