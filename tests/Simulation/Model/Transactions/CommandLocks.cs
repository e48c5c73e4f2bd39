using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>What a command holds: its id, and the rows and unique values it changes or rests on.</summary>
internal static class CommandLocks
{
    public static List<LockKey> Of(Command command, ModelTables tables) =>
        [LockKey.Of(LockKind.Operation, command.Id), .. Rows(command, tables)];

    private static LockKey[] Rows(Command command, ModelTables tables) => command switch
    {
        CreateRegion c => [Code("region", c.Code), Code("ledger", c.Code)],
        JoinRegion c => [new(LockKind.Correspondents, default, 0, null), Terms(c.Region), Terms(c.Parent)],
        CreateCommunity c => [Code("community", c.Code)],
        CreateLedger c => [Code("ledger", c.Code), Code($"trading/{c.Community}", "")],
        AddMember c => [Code($"member/{c.Community}", c.Code)],
        SetCommunityStatus c => tables.Community(c.Community) is { } community ? [Terms(community.Region)] : [],
        OpenAccount c => [Code($"account/{c.Ledger}", c.Code)],
        SetLimits c => [Account(c.Account)],
        SetStatus c => [Account(c.Account)],
        CloseAccount c => [Account(c.Account)],
        SetRate c => TermsOf(c.Ledger, tables),
        SetTerms c => TermsOf(c.Ledger, tables),
        IssueToken c => [Code("token", Convert.ToHexString(c.Hash.AsSpan()))],
        RevokeToken c => [Code("token/id", c.Token.ToString())],
        EndRequest c => [LockKey.Of(LockKind.Request, c.Request), .. PostingLocks.Missing([c.Request], tables)],
        QueueTrade c => [LockKey.Of(LockKind.Trade, c.Id)],
        EndQueuedTrade c => [LockKey.Of(LockKind.Trade, c.Trade), .. PostingLocks.Missing([c.Trade], tables)],
        SetCalendar c => [Windows(c.Region)],
        CutWindow c => [Windows(c.Region)],
        CloseWindow c => tables.Window(c.Window) is { } window ? [Windows(window.Region), Window(c.Window)] : [],
        PlanSettlement c => [Window(c.Window)],
        RecordWindowStep c => [Window(c.Window)],
        DeclareArrears c => tables.Instructions.TryGetValue(c.Instruction, out var instruction)
            ? [Window(instruction.Window), Account(instruction.Account)]
            : [],
        SetPeriodCalendar c => [Books(c.Ledger)],
        BeginPeriodEnd c => [Books(c.Ledger)],
        CompletePeriod c => tables.Period(c.Period) is { } period ? [Books(period.Ledger), Period(c.Period)] : [],
        TotalPeriodChunk c => [Period(c.Period)],
        RecordPeriodChunk c =>
            [Period(c.Period), .. c.Records.Select(static record => record.Account).Distinct().Select(Account)],
        SignOffPeriod c => [Books(c.Ledger)],
        PublishPeriod c => [Books(c.Ledger)],
        SwitchCredit c => [Books(c.Ledger)],
        ProposeAgreement c => [Account(c.Account)],
        CastVote c => [Agreement(c.Agreement)],
        SignAgreement c => [Agreement(c.Agreement)],
        EndAgreement c => [Agreement(c.Agreement)],
        EnterHolder c => TermsOf(c.Ledger, tables),
        ApproveProject c => [Account(c.Account)],
        TakeOverPoints c =>
            [Books(c.Ledger), LockKey.Of(LockKind.Points, c.Ledger.Value), .. c.Points.Select(static one => Account(one.Account))],
        RegisterSeries c => [Code("series", c.Code)],
        PrintNotes c => [Code("series", c.Notes.Series)],
        OpenTill c => [Code($"till/{c.Ledger}", c.Actor), .. PostingLocks.Notes(c.Notes)],
        CloseTill c => [LockKey.Of(LockKind.Till, c.Till), .. PostingLocks.Notes(c.Notes)],
        SetPin c => [Code("pin", c.Member.ToString())],
        _ => [],
    };

    private static LockKey Agreement(OperationId agreement) => LockKey.Of(LockKind.Agreement, agreement);

    private static LockKey Books(LedgerId ledger) => LockKey.Of(LockKind.Books, ledger.Value);

    private static LockKey Period(PeriodId period) => LockKey.Of(LockKind.Window, period.Value, "period");

    private static LockKey Code(string of, string code) => LockKey.Of(LockKind.Code, 0, $"{of}/{code}");

    private static LockKey Account(AccountId account) => LockKey.Of(LockKind.Account, account.Value);

    private static LockKey Window(WindowId window) => LockKey.Of(LockKind.Window, window.Value);

    private static LockKey Windows(RegionId region) => LockKey.Of(LockKind.RegionWindows, region.Value);

    private static LockKey Terms(RegionId region) => LockKey.Of(LockKind.Terms, region.Value);

    private static LockKey[] TermsOf(LedgerId ledger, ModelTables tables) =>
        tables.Ledger(ledger) is { } row ? [Terms(row.Region)] : [];
}
