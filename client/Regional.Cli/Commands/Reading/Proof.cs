using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Reading;

internal static class Proof
{
    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        return verbs.Read(
            "proof", "Prove that every ledger sums to zero and both sides of every mirror agree.", [region],
            async call =>
            {
                var answer = await call.Client.FindProofAsync(call.Get(region), call.Cancel);
                var code = call.Answers.Tell(answer, WireJson.Default.ProofView, Print);
                return answer is { IsDone: true, Value.Holds: false } ? ExitCode.Differences : code;
            });
    }

    private static void Print(AnswerPrinter to, ProofView proof)
    {
        to.Print(
            ("region", proof.Region),
            ("at", Figures.Time(proof.At)),
            ("holds", proof.Holds ? "yes" : "NO"));
        to.Print(
            proof.Ledgers,
            new("ledger", static ledger => ledger.Ledger),
            new("accounts", static ledger => Figures.Count(ledger.Accounts), IsFigure: true),
            new("sum", static ledger => $"{ledger.Sum}", IsFigure: true));
        to.Print(
            proof.Mirrors,
            new("ledger", static mirror => mirror.Ledger),
            new("at the region", static mirror => $"{mirror.RegionSide}", IsFigure: true),
            new("in the ledger", static mirror => $"{mirror.CommunitySide}", IsFigure: true),
            new("in flight", static mirror => mirror.InFlight.Count == 0
                ? ""
                : $"{mirror.InFlight.Count}", IsFigure: true),
            new("difference", static mirror => $"{mirror.Difference}", IsFigure: true));
    }
}
