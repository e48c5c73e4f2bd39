using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Simulation.Model.Commands;

/// <summary>Shorthand for the outcomes of commands.</summary>
internal static class Outcome
{
    public static CommandOutcome Done(params ReadOnlySpan<(string Name, object? Value)> result) => Done([], result);

    public static CommandOutcome Done(
        ImmutableArray<AccountState> accounts, params ReadOnlySpan<(string Name, object? Value)> result)
    {
        var named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in result)
        {
            named.Add(name, value is DateTimeOffset time
                ? time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }

        return new CommandOutcome.Done(named.ToImmutable(), accounts);
    }

    public static CommandOutcome Refused(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) =>
        new CommandOutcome.Refused(Refusal.For(reason, facts));

    public static CommandOutcome ParentUnknown(string what, object value) =>
        Refused(RefusalReason.ParentUnknown, new("what", what), new("value", $"{value}"));

    public static CommandOutcome CodeTaken(string field, string value) =>
        Refused(RefusalReason.CodeTaken, new("field", field), new("value", value));
}
