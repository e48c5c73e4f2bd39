using Regional.Client.Model;

namespace Regional.Cli.Import;

/// <summary>Turns a refused member or account into its line's reject.</summary>
internal static class AccountReject
{
    public static Reject Of(LineSlot slot, Problem refusal)
    {
        var column = refusal.Facts.TryGetValue("field", out var field) ? Column(field) : refusal.Code switch
        {
            "limitsCrossed" => AccountColumns.Floor,
            "codeTaken" or "codeMalformed" => AccountColumns.Account,
            _ => "",
        };
        var figures = string.Join(", ", refusal.Facts.Select(static fact => $"{fact.Key} {fact.Value}"));
        return new Reject(
            slot.Line, column, refusal.Code, figures.Length == 0
                ? refusal.Advice
                : $"{refusal.Advice} ({figures})", slot.Original);
    }

    private static string Column(string member) => member == "code" ? AccountColumns.Account : member;
}
