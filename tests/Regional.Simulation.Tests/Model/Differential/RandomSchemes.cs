using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>Commands of pools, mutual credit and period calendars at random: mostly sense, some nonsense.</summary>
internal sealed class RandomSchemes(Known known)
{
    /// <summary>How long before today the first periods begin.</summary>
    public const int PastDays = 40;

    private const string Me = "test";
    private const int MemberCount = 4;

    private static readonly Currency Unit = new("IDR", 0);
    private static readonly string[] Cycles = ["daily", "weekly:5", "monthly:31"];

    /// <summary>Which town's pool the newest proposal is of.</summary>
    private int _pool = 1;

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>A region with a mutual credit and two pools; each is asked for when the one before is done.</summary>
    public IEnumerable<Command> Beginning()
    {
        yield return new CreateRegion("region", "Region", Unit, "UTC", CapPolicy.Refuse) { Id = known.NewId(), Actor = Me };
        foreach (var scheme in new[] { "mutual-credit", SavingsPoolScheme.SchemeName, SavingsPoolScheme.SchemeName })
        {
            yield return new CreateCommunity(known.Regions[0], $"town-{known.Communities.Count}", "Town")
            {
                Id = known.NewId(),
                Actor = Me,
            };
            yield return new CreateLedger(
                known.Communities[^1], $"book-{known.Communities.Count}", Unit, scheme, IsTrading: true)
            {
                Id = known.NewId(),
                Actor = Me,
            };
            for (var member = 0; member < MemberCount; member++)
            {
                yield return new AddMember(known.Communities[^1], $"m{member}", "Member") { Id = known.NewId(), Actor = Me };
                yield return new OpenAccount(
                    known.Ledgers[^1].Id, $"a{member}", known.Members[^1], AccountKind.General, Floor: null, Ceiling: null)
                {
                    Id = known.NewId(),
                    Actor = Me,
                };
            }
        }

        foreach (var (ledger, _, _) in known.Ledgers.Where(static ledger => !ledger.IsOfRegion).ToArray())
        {
            yield return Calendar(ledger, Today.AddDays(-PastDays));
        }
    }

    public Command Next()
    {
        var id = known.NewId();
        return known.Next(16) switch
        {
            0 => new SwitchCredit(known.Chance(700) ? Towns[0] : Ledger(), known.Chance(350)) { Id = id, Actor = Me },
            1 => Calendar(Ledger(), known.Chance(500) ? null : Today.AddDays(-known.Next(2 * PastDays))),
            2 => new SetTerms(Ledger(), Today.AddDays(1 + known.Next(2)), Parameters()) { Id = id, Actor = Me },
            3 => new TakeOverPoints(Ledger(), Points()) { Id = id, Actor = Me },
            4 or 5 => Propose(),
            6 or 7 or 8 or 9 => new CastVote(
                Agreement(), Member(), known.Chance(900) ? VoteChoice.For : VoteChoice.Against)
            {
                Id = id,
                Actor = Me,
            },
            10 or 11 or 12 or 13 => new SignAgreement(Agreement(), Member()) { Id = id, Actor = Me },
            14 when known.Chance(300) => new EndAgreement(Agreement(), known.Chance(500)) { Id = id, Actor = Me },
            _ => new SetStatus(known.AnyAccount(), known.Chance(700) ? AccountStatus.Open : AccountStatus.Suspended)
            {
                Id = id,
                Actor = Me,
            },
        };
    }

    /// <summary>Something a member asks of a pool or of a plain ledger.</summary>
    public (SchemeCommand Command, ImmutableArray<AccountId> Accounts) NextOrder(LedgerId ledger)
    {
        var (account, other) = (known.AccountOf(ledger), known.AccountOf(ledger));
        var amount = new Amount(1 + known.Next(80), Unit);
        var kind = ledger == Towns[0] && known.Chance(850) ? 9 : known.Next(10);
        return kind switch
        {
            < 3 => (new Deposit(account, amount), [account]),
            < 6 => (new Withdraw(account, amount, known.Chance(800) ? null : Agreement()), [account]),
            6 => (new ReturnSettlementCash(), []),
            7 => (new SchemeCommand.PendInside(account, other, amount, "goods", TimeSpan.FromHours(1)), [account, other]),
            _ => (new SchemeCommand.PayInside(account, other, amount, "goods"), [account, other]),
        };
    }

    /// <summary>A date in the books, in periods that are closed, that end and that are open.</summary>
    public DateOnly Date() => Today.AddDays(known.Chance(400) ? 0 : -known.Next(PastDays + 3));

    private ProposeAgreement Propose()
    {
        _pool = 1 + known.Next(Towns.Length - 1);
        var ledger = known.Chance(900) ? Towns[_pool] : Ledger();
        return new ProposeAgreement(
            ledger, known.AccountOf(Towns[_pool]), 1 + known.Next(60), 1 + known.Next(6), 5 + known.Next(20), known.Next(20))
        {
            Id = known.NewId(),
            Actor = Me,
        };
    }

    private SetPeriodCalendar Calendar(LedgerId ledger, DateOnly? first) => new(
        ledger, Cycles[known.Next(Cycles.Length)], new TimeOnly(known.Next(24), 0), [6, 7],
        [Today.AddDays(-known.Next(PastDays))], first)
    {
        Id = known.NewId(),
        Actor = Me,
    };

    private ImmutableArray<AccountPoints> Points() =>
        [.. Enumerable.Range(0, 1 + known.Next(3)).Select(_ => known.AnyAccount()).Distinct()
            .Select(account => new AccountPoints(account, known.Next(2_000) - 1_000))];

    private ImmutableSortedDictionary<string, string> Parameters()
    {
        var (name, value) = known.Next(4) switch
        {
            0 => (PoolTerms.VotesAgainstParameter, $"{known.Next(3)}"),
            1 => (PoolTerms.SignatoriesParameter, $"{1 + known.Next(3)}"),
            2 => (PoolTerms.QuorumParameter, $"{1 + known.Next(3)}/3"),
            _ => ("lateLines", "open-period"),
        };
        return ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
    }

    private LedgerId[] Towns => [.. known.Ledgers.Where(static ledger => !ledger.IsOfRegion).Select(static ledger => ledger.Id)];

    private LedgerId Ledger() => known.Any(known.Ledgers, (new LedgerId(99), default, false)).Id;

    // The newest is still to be decided, by the members of its pool.
    private OperationId Agreement() => known.AnyId([.. known.Agreements.TakeLast(known.Chance(800) ? 1 : 4)]);

    private MemberId Member() => known.Any(
        known.Chance(900) ? known.Members[(_pool * MemberCount)..((_pool + 1) * MemberCount)] : known.Members,
        new MemberId(99));
}
