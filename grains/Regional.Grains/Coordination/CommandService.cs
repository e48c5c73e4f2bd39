using Orleans;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Grains.Memory;
using Regional.Grains.Telemetry;

namespace Regional.Grains.Coordination;

/// <summary>
/// Carries out commands other than postings: the journal decides, then the grains concerned are told. What they miss
/// costs a read later.
/// </summary>
public sealed class CommandService
{
    private readonly IJournalStore _journal;
    private readonly AccountBoard _board;
    private readonly TermsCache _terms;
    private readonly AccountHolders _holders;

    internal CommandService(IJournalStore journal, AccountBoard board, TermsCache terms, AccountHolders holders) =>
        (_journal, _board, _terms, _holders) = (journal, board, terms, holders);

    /// <summary>Executes and tells. Faults as for <see cref="IJournalStore.ExecuteAsync"/>; idempotent by id.</summary>
    public async Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken)
    {
        var outcome = await _journal.ExecuteAsync(command, cancellationToken);
        switch (outcome)
        {
            case CommandOutcome.Done done:
                await TellAsync(command, done);
                break;
            case CommandOutcome.Refused refused:
                RegionalTelemetry.Count(refused.Refusal);
                break;
        }

        return outcome;
    }

    private async Task TellAsync(Command command, CommandOutcome.Done done)
    {
        if (command is SetTerms or SetRate or SetCommunityStatus or CreateLedger or CreateCommunity or SetCalendar
            or JoinRegion or SetPeriodCalendar or SwitchCredit)
        {
            _terms.Clear();
        }

        if (command is SetPeriodCalendar { Ledger: var ledger }
            && await _holders.FindCommunityAsync(ledger) is { } community)
        {
            community.SweepPeriodsAsync().LetGo();
        }

        _board.Publish(done.Accounts);
        foreach (var account in done.Accounts)
        {
            if (account.Role != AccountRole.Member || command is SetLimits or GrantLimits or SetStatus or CloseAccount)
            {
                (await _holders.FindAsync(account)).CommittedAsync(account).LetGo();
            }
        }
    }
}
