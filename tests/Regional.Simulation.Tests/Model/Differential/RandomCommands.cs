using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>Commands at random: mostly sense, some nonsense, replays as they were and altered.</summary>
internal sealed class RandomCommands(Known known)
{
    private static readonly Currency[] Units = [new("IDR", 0), new("KOM", 2), new("EUR", 2), new("bad", 2)];
    private static readonly string[] Codes = ["a", "b", "c", "d", "e", "f", "g", "h", "region", "rest-of-world", "Bad Code"];
    private static readonly string[] Zones = ["UTC", "Asia/Jakarta", "Europe/Vienna", "Mars/Olympus"];
    private static readonly string[] Cycles = ["daily", "weekly:5", "monthly:31", "sometimes"];
    private static readonly DateOnly Future = new(2030, 1, 1);

    private const string Me = "test";
    private const int TownCount = 4;
    private const int AccountCount = 3;

    private int _tokens;

    /// <summary>Ledgers, accounts and what else a run begins with; each is asked for when the one before is done.</summary>
    public IEnumerable<Command> Beginning()
    {
        yield return new CreateRegion("first", "First", Units[0], "Asia/Jakarta", CapPolicy.Queue)
        {
            Id = known.NewId(),
            Actor = Me,
        };
        yield return new CreateRegion("second", "Second", Units[2], "UTC", CapPolicy.Refuse)
        {
            Id = known.NewId(),
            Actor = Me,
        };
        for (var count = 0; count < TownCount; count++)
        {
            var region = known.Regions[count % 2];
            yield return new CreateCommunity(region, $"town-{count}", "Town") { Id = known.NewId(), Actor = Me };
            var town = known.Communities[^1];
            yield return new CreateLedger(town, $"book-{count}", Units[count % 3], "mutual-credit", IsTrading: true)
            {
                Id = known.NewId(),
                Actor = Me,
            };
            yield return new AddMember(town, "m", "Member") { Id = known.NewId(), Actor = Me };
            for (var account = 0; account < AccountCount; account++)
            {
                var (ledger, member) = (known.Ledgers[^1].Id, known.Members[^1]);
                yield return new OpenAccount(ledger, $"a{account}", member, AccountKind.General, known.Limit(300), null)
                {
                    Id = known.NewId(),
                    Actor = Me,
                };
            }
        }
    }

    public Command Next()
    {
        if (known.Commands.Count > 0 && known.Chance(60))
        {
            var again = known.Commands[known.Next(known.Commands.Count)];
            return known.Chance(600) ? again : Fresh() with { Id = again.Id };
        }

        var command = Fresh();
        known.Commands.Add(command);
        return command;
    }

    private Command Fresh()
    {
        var id = known.NewId();
        return Signed(known.Next(30) switch
        {
            0 => new CreateRegion(Code(), "Region", Unit(), Any(Zones), CapPolicy.Queue) { Id = id, Actor = Me },
            1 => new JoinRegion(Region(), Region()) { Id = id, Actor = Me },
            2 => new CreateCommunity(Region(), Code(), "Town") { Id = id, Actor = Me },
            3 => new CreateLedger(
                Community(), Code(), Unit(), known.Chance(50) ? "unheard-of" : "mutual-credit",
                known.Chance(500)) { Id = id, Actor = Me },
            4 => new AddMember(Community(), Code(), "Member") { Id = id, Actor = Me },
            5 or 6 => new OpenAccount(
                Ledger(), Code(), known.Any(known.Members, new MemberId(99)), AccountKind.General, known.Limit(300),
                known.Limit(300)) { Id = id, Actor = Me },
            7 or 8 => new SetLimits(known.AnyAccount(), known.Limit(200), known.Limit(200)) { Id = id, Actor = Me },
            9 => new SetStatus(known.AnyAccount(), (AccountStatus)(1 + known.Next(4))) { Id = id, Actor = Me },
            10 => new SetStatus(known.AnyAccount(), AccountStatus.Open) { Id = id, Actor = Me },
            11 => new CloseAccount(known.AnyAccount()) { Id = id, Actor = Me },
            12 => new SetCommunityStatus(Community(), known.Chance(500)) { Id = id, Actor = Me },
            13 => new SetRate(
                Ledger(), (TransferKind)(1 + known.Next(2)), known.Chance(300) ? "goods" : null,
                (RateSide)(1 + known.Next(2)), new Rate(1 + known.Next(9), 1 + known.Next(9)),
                Date()) { Id = id, Actor = Me },
            14 => new SetTerms(Ledger(), Date(), Parameters()) { Id = id, Actor = Me },
            15 => Token(),
            16 => new RevokeToken(known.AnyId(known.Tokens)) { Id = id, Actor = Me },
            17 or 18 => new RequestPayment(
                known.AnyAccount(), known.AnyAccount(), known.Next(50), TransferKind.Real, "goods", null, null,
                TimeSpan.FromHours(known.Next(3))) { Id = id, Actor = Me },
            19 => new EndRequest(known.AnyId(known.Requests), known.Chance(500)) { Id = id, Actor = Me },
            20 or 21 => Queued(),
            22 => new EndQueuedTrade(known.AnyId(known.Trades), known.Chance(500) ? null : Refusal.For(
                RefusalReason.AccountClosed, RefusalFact.Account(known.AnyAccount()))) { Id = id, Actor = Me },
            23 => new SetCalendar(
                Region(), Any(Cycles), new TimeOnly(known.Next(24), 0), [6, 7], [Future]) { Id = id, Actor = Me },
            24 or 25 => new CutWindow(Region()) { Id = id, Actor = Me },
            26 => new CloseWindow(Window()) { Id = id, Actor = Me },
            27 => new RecordWindowStep(Window(), (WindowStep)(3 + known.Next(7))) { Id = id, Actor = Me },
            28 => new DeclareArrears(known.AnyId(known.Instructions)) { Id = id, Actor = Me },
            _ => new PlanSettlement(Window(), new DateOnly(2020, 1, 1), []) { Id = id, Actor = Me },
        });
    }

    private Command Signed(Command command) =>
        known.Chance(5) ? command with { Actor = " " } : known.Chance(200) ? command with { Reason = "so it is" } : command;

    private Command Token() => new IssueToken(
        [.. Enumerable.Repeat((byte)(known.Chance(800) ? ++_tokens : _tokens), known.Chance(30) ? 31 : 32)],
        "member:x", AccessRole.Teller, known.Chance(500) ? null : Region(), Community(), Member: null, ExpiresAt: null)
    {
        Id = known.NewId(),
        Actor = Me,
    };

    private Command Queued()
    {
        var id = known.NewId();
        return new QueueTrade(
            Region(), known.AnyAccount(), known.AnyAccount(), known.Next(50), TransferKind.Real, "goods", Future,
            known.AnyAccount(), new TradeDetails(null, null, null, null),
            new Fingerprint.Builder(OperationKind.Trade).Add("id", id.ToString()).Build())
        {
            Id = id,
            Actor = Me,
        };
    }

    private ImmutableSortedDictionary<string, string> Parameters() => known.Next(5) switch
    {
        0 => Of("queueCountMax", $"{known.Next(4)}"),
        1 => Of("capPolicy", known.Chance(800) ? "queue" : "whatever"),
        2 => Of("carry.town-0", "5"),
        3 => Of("carry.nowhere", "5"),
        _ => Of("something", "else"),
    };

    private static ImmutableSortedDictionary<string, string> Of(string name, string value) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(name, value);

    private DateOnly Date() => known.Chance(150) ? new DateOnly(2020, 1, 1) : Future.AddDays(known.Next(3));

    private string Code() => known.Chance(700) ? $"{Any(Codes)}{known.Next(20)}" : Any(Codes);

    private Currency Unit() => known.Chance(950) ? Units[known.Next(3)] : Units[3];

    private string Any(string[] texts) => texts[known.Next(texts.Length)];

    private RegionId Region() => known.Any(known.Regions, new RegionId(99));

    private CommunityId Community() => known.Any(known.Communities, new CommunityId(99));

    private LedgerId Ledger() => known.Any(known.Ledgers, (new LedgerId(99), default, false)).Id;

    private WindowId Window() => known.Any(known.Windows, new WindowId(99_999));
}
