using Regional.Contracts.Journal;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;

namespace Regional.Simulation.Model.Commands;

/// <summary>Mutual credit's own commands.</summary>
internal static class CreditExecutions
{
    public static CommandOutcome Run(SwitchCredit command, CommandContext context)
    {
        if (context.Tables.Ledger(command.Ledger) is not { Community: not null } ledger)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (ledger.Scheme != MutualCreditScheme.SchemeName)
        {
            return Outcome.Refused(RefusalReason.NotMutualCredit, new RefusalFact("scheme", ledger.Scheme));
        }

        if (command.IsOn)
        {
            context.Tables.CreditOff.Remove(ledger.Id);
        }
        else
        {
            context.Tables.CreditOff.Add(ledger.Id);
        }

        context.RaiseTerms(ledger);
        return Outcome.Done(("credit", command.IsOn ? "on" : "off"), ("version", ledger.TermsVersion));
    }
}
