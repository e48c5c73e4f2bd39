using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Reading;

internal static class OperationShow
{
    public static Command Build(Verbs verbs)
    {
        var id = Given.Id("operation", "The operation's id.");
        return verbs.Read("show", "Show a stored operation and its outcome.", [id], async call => call.Answers.Tell(
            await call.Client.FindOperationAsync(call.Get(id), call.Cancel), WireJson.Default.OperationView,
            static (to, view) =>
            {
                to.Print(
                [
                    ("operation", $"{view.Id}"),
                    ("kind", view.Kind),
                    ("status", view.Status),
                    ("actor", view.Actor),
                    ("at", Figures.Time(view.At)),
                    .. (view.Result ?? new Dictionary<string, string>()).Select(
                        static pair => (pair.Key, (string?)pair.Value)),
                ]);
                if (view.Posting is { } posting)
                {
                    CommandText.Print(to, posting);
                }

                if (view.Refusal is { } refusal)
                {
                    RefusalText.Write(to.Shell.Out, refusal);
                }
            }));
    }
}
