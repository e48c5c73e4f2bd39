using Microsoft.Extensions.Logging;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.Clearing;

/// <summary>Makes the clearing run of a region's grain.</summary>
internal sealed class ClearingRunFactory(
    IJournalStore journal,
    IClearingReader reader,
    ILedgerDirectory directory,
    TermsCache terms,
    AccountBoard board,
    PostingCoordinator coordinator,
    PendingEnds ends,
    TimeProvider time,
    ILogger<ClearingRun> logger)
{
    public ClearingRun For(RegionId region, OwnHolds self)
    {
        var desk = new ClearingDesk(region, self, journal, terms, board, coordinator);
        return new ClearingRun(
            desk, reader, directory, new SettlementPayments(desk, reader, directory), ends, time, logger);
    }
}
