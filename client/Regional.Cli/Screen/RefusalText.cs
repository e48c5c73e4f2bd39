using Regional.Client.Model;

namespace Regional.Cli.Screen;

/// <summary>A refusal for people: code, sentence, facts, advice.</summary>
internal static class RefusalText
{
    public static void Write(TextWriter to, Problem refusal)
    {
        var said = refusal.Detail ?? refusal.Title;
        to.WriteLine(said.Length > 0 ? $"Refused: {refusal.Code}. {said}" : $"Refused: {refusal.Code}");
        foreach (var (name, value) in refusal.Facts)
        {
            to.WriteLine($"  {name}: {value}");
        }

        if (refusal.Advice.Length > 0)
        {
            to.WriteLine(refusal.Advice);
        }
    }
}
