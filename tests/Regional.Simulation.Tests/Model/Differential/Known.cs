using System.Globalization;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>What a random run has made so far, to be named again: rightly most of the time, wrongly now and then.</summary>
internal sealed class Known(SimulationRandom chance)
{
    private int _ids;

    public List<RegionId> Regions { get; } = [];

    public List<CommunityId> Communities { get; } = [];

    public List<(LedgerId Id, Currency Unit, bool IsOfRegion)> Ledgers { get; } = [];

    public List<MemberId> Members { get; } = [];

    public List<(AccountId Id, LedgerId Ledger)> Accounts { get; } = [];

    public List<Posting> Postings { get; } = [];

    public List<Posting> Pendings { get; } = [];

    public List<Command> Commands { get; } = [];

    public List<OperationId> Requests { get; } = [];

    public List<OperationId> Trades { get; } = [];

    public List<OperationId> Tokens { get; } = [];

    public List<WindowId> Windows { get; } = [];

    public List<OperationId> Instructions { get; } = [];

    public List<OperationId> Agreements { get; } = [];

    public OperationId NewId() => DerivedId.Of($"differential/{chance.NextUInt64()}/{++_ids}");

    public bool Chance(int perMille) => chance.Chance(perMille);

    public int Next(int exclusiveMax) => chance.Next(exclusiveMax);

    public T Any<T>(IReadOnlyList<T> list, T otherwise) =>
        list.Count == 0 || chance.Chance(15) ? otherwise : list[chance.Next(list.Count)];

    public OperationId AnyId(IReadOnlyList<OperationId> list) => Any(list, NewId());

    public AccountId AnyAccount() => Any(Accounts, (new AccountId(999_999), default)).Id;

    public AccountId AccountOf(LedgerId ledger)
    {
        var all = Accounts.Where(account => account.Ledger == ledger).ToArray();
        return all.Length == 0 || chance.Chance(15) ? AnyAccount() : all[chance.Next(all.Length)].Id;
    }

    public LedgerId AnyLedger() => Any(Ledgers, (new LedgerId(99), default, false)).Id;

    public long? Limit(int most) => chance.Chance(500) ? null : chance.Next(-most, most);

    /// <summary>Takes in what a command made.</summary>
    public void Take(Command command, CommandOutcome? outcome)
    {
        if (outcome is not CommandOutcome.Done { Result: var made } done)
        {
            return;
        }

        foreach (var account in done.Accounts.Where(account => Accounts.TrueForAll(known => known.Id != account.Id)))
        {
            Accounts.Add((account.Id, account.Ledger));
        }

        switch (command)
        {
            case CreateRegion region:
                Regions.Add(new RegionId(Number(made["region"])));
                Ledgers.Add((new LedgerId(Number(made["ledger"])), region.Currency, true));
                break;
            case CreateCommunity:
                Communities.Add(new CommunityId(Number(made["community"])));
                break;
            case CreateLedger ledger:
                Ledgers.Add((new LedgerId(Number(made["ledger"])), ledger.Currency, false));
                break;
            case AddMember:
                Members.Add(new MemberId(Number(made["member"])));
                break;
            case RequestPayment:
                Requests.Add(command.Id);
                break;
            case QueueTrade:
                Trades.Add(command.Id);
                break;
            case ProposeAgreement:
                Agreements.Add(command.Id);
                break;
            case IssueToken:
                Tokens.Add(command.Id);
                break;
            case CutWindow:
                Windows.Add(new WindowId(Number(made["window"])));
                Windows.Add(new WindowId(Number(made["next"])));
                break;
            case PlanSettlement plan:
                Instructions.AddRange(plan.Positions.Select(static position => position.Instruction).OfType<OperationId>());
                break;
        }
    }

    /// <summary>Takes in what a batch posted.</summary>
    public void Take(IEnumerable<Posting> members, JournalResult? result)
    {
        foreach (var posting in members)
        {
            if (result?.Outcomes[posting.Id] is PostingOutcome.Posted { IsReplay: false })
            {
                Postings.Add(posting);
                if (posting.Legs.Any(static leg => leg.Action == TransferAction.Pend))
                {
                    Pendings.Add(posting);
                }
            }
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
