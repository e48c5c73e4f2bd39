using System.Collections.Immutable;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>What a komoko's plans rest on.</summary>
internal static class ModelKomokoReader
{
    private const string LevyPurpose = "levy";
    private const string ClearingPurpose = "clearing";

    public static SchemeState Read(ModelTables tables, SchemeRequest request) => request.Command switch
    {
        CorrectLots correct => Correction(tables, correct, request),
        ClearTurnover clear => Turnover(tables, clear, request.BusinessDate),
        FailProject fail => Failure(tables, fail, request.BusinessDate),
        SchemeCommand.PayOut pay => Payment(tables, pay.Legs[0].Debit, pay.Legs[0].Credit, request),
        SchemeCommand.ReceiveIn receive => Payment(tables, receive.Legs[0].Debit, receive.Legs[0].Credit, request),
        _ => Payment(tables, request.Accounts[0], request.Accounts[^1], request),
    };

    /// <summary>One side of a payment on a date; null: there is no such account.</summary>
    public static KomokoParty? Party(ModelTables tables, AccountId id, DateOnly date)
    {
        if (tables.Account(id) is not { } row)
        {
            return null;
        }

        var holder = row.Member is { } member ? tables.Komoko.Holder(row.State.Ledger, member, date) : null;
        return new KomokoParty
        {
            Account = row.State,
            Kind = row.Kind,
            Member = row.Member,
            Profile = holder?.Profile,
            DepreciationMinor = holder?.DepreciationMinor ?? 0,
            Standing = tables.Komoko.Standings.GetValueOrDefault(id, AccountStanding.Fresh),
            Project = tables.Komoko.Projects.GetValueOrDefault(id),
            Lots = [.. tables.Komoko.LotsOf(id).Select(static lot => lot.State).Where(static lot => lot.OpenMinor > 0)],
        };
    }

    /// <summary>An account's balance at the end of a date.</summary>
    public static long BalanceOn(ModelTables tables, AccountState account, DateOnly date)
    {
        var later = 0L;
        foreach (var row in tables.Transfers)
        {
            if (row.Moves && row.BusinessDate > date)
            {
                later += (row.Leg.Credit == account.Id ? row.Leg.Amount.Minor : 0)
                    - (row.Leg.Debit == account.Id ? row.Leg.Amount.Minor : 0);
            }
        }

        return account.Balance - later;
    }

    /// <summary>
    /// Whether a business was cleared on a date: by command or by a period's end, not by a payment of the holder's own.
    /// </summary>
    public static bool IsCleared(ModelTables tables, AccountId account, DateOnly date) => tables.Transfers.Exists(row =>
        row.BusinessDate == date
        && ((row.Leg.Debit == account && row.Leg.Purpose == LevyPurpose)
            || (row.Leg.Credit == account && row.Leg.Purpose == ClearingPurpose))
        && tables.Operations[row.Operation].Kind is OperationKind.ClearTurnover or OperationKind.PeriodPosting);

    // It rests on the payer's lots; one that clears, on what it clears too.
    private static KomokoState Payment(ModelTables tables, AccountId payer, AccountId payee, SchemeRequest request)
    {
        var (from, to) = (Party(tables, payer, request.BusinessDate), Party(tables, payee, request.BusinessDate));
        var purpose = request.Command switch
        {
            SchemeCommand.PayInside pay => pay.Purpose,
            SchemeCommand.PendInside pend => pend.Purpose,
            _ => "",
        };
        var covers = request.Command is CoverLoss;
        var rests = new List<KomokoParty?> { covers || from is { Account.Role: AccountRole.Member } ? from : null };
        if ((covers || purpose == ClearingPurpose) && payer != payee)
        {
            rests.Add(to);
        }

        return new KomokoState(from, to)
        {
            RestsOn =
            [
                .. rests.OfType<KomokoParty>()
                    .Select(static party => new AccountVersion(party.Account.Id, party.Account.Version)),
            ],
        };
    }

    private static ProjectState Failure(ModelTables tables, FailProject fail, DateOnly date) =>
        Party(tables, fail.Account, date) is not { } project
            ? new ProjectState(Project: null, RefundedMinor: 0, ProceedsMinor: 0) { RestsOn = [] }
            : new ProjectState(
                project, Recovered(tables, fail.Account, KomokoScheme.UnderwritingPurpose),
                Recovered(tables, fail.Account, KomokoScheme.PledgePurpose))
            {
                RestsOn = [new AccountVersion(project.Account.Id, project.Account.Version)],
            };

    // Less what was corrected.
    private static long Recovered(ModelTables tables, AccountId project, string purpose)
    {
        var corrections = tables.Corrections.Values.ToHashSet();
        return tables.Transfers
            .Where(row => row.Moves && row.Leg.Credit == project && row.Leg.Purpose == purpose
                && !corrections.Contains(row.Operation) && !tables.Corrections.ContainsKey(row.Operation))
            .Sum(static row => row.Leg.Amount.Minor);
    }

    private static KomokoCorrectionState Correction(ModelTables tables, CorrectLots correct, SchemeRequest request)
    {
        var taken = tables.Komoko.Uses.Where(use => use.Operation == correct.Corrected)
            .OrderBy(static use => use.Lot)
            .Select(use => (Use: use, Lot: tables.Komoko.Lot(use.Lot)!))
            .Select(static one => new LotTaken(
                one.Lot.Account, one.Lot.State.MaturesOn, one.Use.PaidMinor + one.Use.ChargedMinor));
        ImmutableArray<KomokoParty> parties =
        [
            .. request.Accounts.Distinct().Order()
                .Select(id => Party(tables, id, DateOnly.MaxValue)).OfType<KomokoParty>(),
        ];
        return new KomokoCorrectionState(parties, [.. taken])
        {
            RestsOn =
            [
                .. parties.Where(static party => party.IsMaturityAware)
                    .Select(static party => new AccountVersion(party.Account.Id, party.Account.Version)),
            ],
        };
    }

    private static TurnoverState Turnover(ModelTables tables, ClearTurnover clear, DateOnly date)
    {
        var (financial, real) = (Party(tables, clear.Financial, date), Party(tables, clear.Real, date));
        return new TurnoverState(
            financial,
            real,
            real is null ? 0 : BalanceOn(tables, real.Account, date),
            IsCleared(tables, clear.Real, date))
        {
            RestsOn =
            [
                .. new[] { financial, real }.OfType<KomokoParty>().Select(static party => party.Account)
                    .DistinctBy(static account => account.Id).OrderBy(static account => account.Id)
                    .Select(static account => new AccountVersion(account.Id, account.Version)),
            ],
        };
    }
}
