using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>A komoko's people, and what they ask for at random: mostly sense, some nonsense.</summary>
internal sealed class RandomKomoko(Known known)
{
    /// <summary>How long before today the first period begins.</summary>
    public const int PastDays = 220;

    private const string Me = "test";

    /// <summary>Businesses first, then households; the last member is never entered.</summary>
    private static readonly HolderClass?[] Classes =
    [
        HolderClass.Business, HolderClass.Business, HolderClass.Household, HolderClass.Household, HolderClass.Household,
        null,
    ];

    private static readonly Currency Unit = new("KOM", 0);
    private static readonly string[] Cycles = ["monthly:31", "monthly:15"];

    private static readonly string[] RealPurposes = ["goods", "services", "wages", "fixed-asset", "dividend"];

    private static readonly string[] FinancialPurposes = ["loan", "instalment", "currency", "household", "old-good"];

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    public LedgerId Ledger => known.Ledgers[^1].Id;

    /// <summary>The project, and a household whom it pays.</summary>
    public (AccountId Project, AccountId Household) Failing => (Accounts[^1], Accounts[4]);

    /// <summary>Each member's real account, then its financial one, as in the classes; a project's comes last.</summary>
    private List<AccountId> Accounts { get; } = [];

    /// <summary>A region with one komoko; each command is asked for when the one before is done.</summary>
    public IEnumerable<Command> Beginning()
    {
        yield return new CreateRegion("region", "Region", Unit, "UTC", CapPolicy.Refuse)
        {
            Id = known.NewId(),
            Actor = Me,
        };
        yield return new CreateCommunity(known.Regions[0], "kamen", "Kamen") { Id = known.NewId(), Actor = Me };
        yield return new CreateLedger(known.Communities[0], "kamen", Unit, KomokoScheme.SchemeName, IsTrading: true)
        {
            Id = known.NewId(),
            Actor = Me,
        };
        foreach (var holder in Classes)
        {
            yield return new AddMember(known.Communities[0], $"m{known.Members.Count}", "Member")
            {
                Id = known.NewId(),
                Actor = Me,
            };
            foreach (var kind in new[] { AccountKind.Real, AccountKind.Financial })
            {
                yield return Open(kind, kind == AccountKind.Financial ? 0 : -known.Next(400));
                Accounts.Add(known.Accounts[^1].Id);
            }

            if (holder is { } entered)
            {
                yield return Enter(known.Members[^1], entered, Today.AddYears(-2));
            }
        }

        yield return Open(AccountKind.Project, null);
        Accounts.Add(known.Accounts[^1].Id);
        yield return Approve(Accounts[^1]);
        yield return new SetPeriodCalendar(
            Ledger, Cycles[known.Next(Cycles.Length)], new TimeOnly(0, 0), [], [], Today.AddDays(-PastDays))
        {
            Id = known.NewId(),
            Actor = Me,
        };
    }

    public Command Next() => known.Next(6) switch
    {
        0 => Enter(
            known.Any(known.Members, new MemberId(99)), (HolderClass)(1 + known.Next(2)),
            Today.AddDays(known.Next(9) - 2)),
        1 => new SetTerms(Ledger, Today.AddDays(known.Next(2)), Parameters()) { Id = known.NewId(), Actor = Me },
        2 => new SetStatus(known.AnyAccount(), known.Chance(800) ? AccountStatus.Open : AccountStatus.Suspended)
        {
            Id = known.NewId(),
            Actor = Me,
        },
        3 => new SetLimits(
            Account(), known.Chance(300) ? null : -known.Next(600), known.Chance(900) ? null : known.Next(900))
        {
            Id = known.NewId(),
            Actor = Me,
        },
        4 => Approve(known.AnyAccount()),
        _ => new CloseAccount(Account()) { Id = known.NewId(), Actor = Me },
    };

    /// <summary>A payment, a held amount, one side of a trade, or an end of a month or turnover period.</summary>
    public (SchemeCommand Command, ImmutableArray<AccountId> Accounts) NextOrder(AccountId world)
    {
        var (payer, payee, purpose) = Pair();
        var amount = new Amount(1 + known.Next(known.Chance(900) ? 90 : 600), Unit);
        var isForced = known.Chance(40);
        switch (known.Next(20))
        {
            case < 10:
                return (
                    new SchemeCommand.PayInside(payer, payee, amount, purpose) { IsForced = isForced }, [payer, payee]);
            case < 13:
                return (
                    new SchemeCommand.PendInside(payer, payee, amount, purpose, TimeSpan.FromHours(2))
                    {
                        IsForced = isForced,
                    },
                    [payer, payee]);
            case < 15:
                return (new SchemeCommand.PayOut([Side(payer, world, amount, purpose)]), [payer, world]);
            case < 17:
                return (new SchemeCommand.ReceiveIn([Side(world, payee, amount, purpose)]), [world, payee]);
            case < 18:
                var member = known.Next(Classes.Length);
                var (real, own) = (Accounts[2 * member], Accounts[(2 * member) + 1]);
                return (new ClearTurnover(own, real), [own, real]);
            default:
                var account = Account();
                return (new ChargeDemurrage(account), [account]);
        }
    }

    /// <summary>A date in periods that are closed, that end and that are open; some are ends of turnovers.</summary>
    public DateOnly Date() => known.Next(10) switch
    {
        < 4 => Today,
        < 6 => Clearing.AddMonths(-known.Next(7)),
        _ => Today.AddDays(-known.Next(PastDays + 3)),
    };

    private static DateOnly Clearing => new(Today.Year, Today.Month, 28);

    private AccountId Account() => known.Chance(20) ? known.AnyAccount() : Accounts[known.Next(Accounts.Count)];

    // Mostly as the table has it, so that more than refusals is compared; or anybody to anybody.
    private (AccountId Payer, AccountId Payee, string Purpose) Pair()
    {
        string Of(string[] purposes) => purposes[known.Next(purposes.Length)];
        var (business, household) = (known.Next(2), 2 + known.Next(3));
        var financial = (2 * known.Next(5)) + 1;
        return known.Next(12) switch
        {
            < 3 => (Accounts[2 * business], Accounts[2 * household], Of(RealPurposes)),
            < 5 => (Accounts[2 * household], Accounts[2 * business], Of(RealPurposes)),
            5 => (Accounts[2 * household], Accounts[financial], Of(FinancialPurposes)),
            6 => (Accounts[2 * business], Accounts[financial], Of(FinancialPurposes)),
            7 => (Accounts[financial], Accounts[(2 * known.Next(5)) + 1], Of(FinancialPurposes)),
            8 => (Accounts[financial], Accounts[2 * (known.Chance(500) ? business : household)], Of(RealPurposes)),
            9 => Own(known.Next(5)),
            _ => (Account(), Account(), known.Chance(500) ? Of(RealPurposes) : Of(FinancialPurposes)),
        };
    }

    private (AccountId Payer, AccountId Payee, string Purpose) Own(int member) =>
        (Accounts[(2 * member) + 1], Accounts[2 * member], KomokoScheme.ClearingPurpose);

    private Leg Side(AccountId debit, AccountId credit, Amount amount, string purpose) => new()
    {
        Ledger = Ledger,
        Debit = debit,
        Credit = credit,
        Amount = amount,
        Kind = Purposes.KindOf(purpose)!.Value,
        Purpose = purpose,
        Counter = amount,
    };

    private OpenAccount Open(AccountKind kind, long? floor) => new(
        Ledger, $"{kind}-{known.Members.Count}".ToLowerInvariant(), known.Members[^1], kind, floor, Ceiling: null)
    {
        Id = known.NewId(),
        Actor = Me,
    };

    private EnterHolder Enter(MemberId member, HolderClass holder, DateOnly from) => new(
        Ledger, member, new HolderProfile(holder, Clearing, 1 + known.Next(4), known.Chance(500)), known.Next(100),
        from)
    {
        Id = known.NewId(),
        Actor = Me,
    };

    private ApproveProject Approve(AccountId account)
    {
        var first = new DateOnly(Today.Year, Today.Month, 1).AddMonths(-3);
        return new ApproveProject(
            account, new ProjectTerms(first, first.AddMonths(9), [60, 90, 30, 200], known.Chance(500)), 300, "land",
            "b1")
        {
            Id = known.NewId(),
            Actor = Me,
        };
    }

    private ImmutableSortedDictionary<string, string> Parameters()
    {
        var (name, value) = known.Next(6) switch
        {
            0 => (KomokoTerms.ScheduleParameter, "0.1,0.2,0.4"),
            1 => (KomokoTerms.GraceParameter, $"{60 + known.Next(60)}"),
            2 => (KomokoTerms.RenewParameter, "renewed"),
            3 => (KomokoTerms.InstalmentParameter, "false"),
            4 => ("lateLines", "open-period"),
            _ => (KomokoTerms.OperativeParameter, $"{known.Next(30)}"),
        };
        return ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
    }
}
