using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>A small komoko community whose payments are planned and carried out on lots in memory.</summary>
internal sealed class KomokoScene
{
    public static readonly Currency Komoko = new("KOM", 0);
    public static readonly LedgerId Book = new(1);
    public static readonly AccountId DemurrageAccount = new(901);
    public static readonly DateOnly March31 = new(2026, 3, 31);

    private readonly Dictionary<long, KomokoParty> _parties = [];
    private long _lotIds;

    public Dictionary<string, string> Parameters { get; } = [];

    public DemurrageSchedule Schedule { get; } = new KomokoTerms().Schedule;

    public KomokoParty this[long account]
    {
        get => _parties[account];
        set => _parties[account] = value;
    }

    public KomokoScene Business(long account, long member, AccountKind kind, long balance = 0, long? floor = -1_000_000)
    {
        Add(account, member, kind, new HolderProfile(HolderClass.Business, March31, 3, IsLongEntitled: false), balance, floor);
        return this;
    }

    public KomokoScene Household(long account, long member, AccountKind kind, long balance = 0, long? floor = 0)
    {
        Add(account, member, kind, new HolderProfile(HolderClass.Household, March31, 3, IsLongEntitled: false), balance, floor);
        return this;
    }

    public KomokoScene Own(long account, AccountRole role)
    {
        _parties[account] = new KomokoParty { Account = State(account, 0, floor: null) with { Role = role } };
        return this;
    }

    public KomokoScene WithLot(long account, long open, DateOnly maturesOn)
    {
        var party = _parties[account];
        _parties[account] = party with
        {
            Account = party.Account with { CreditsPosted = party.Account.CreditsPosted + open },
            Lots = party.Lots.Add(new Lot
            {
                Id = ++_lotIds,
                MaturesOn = maturesOn,
                OpenMinor = open,
                AccruedTo = maturesOn.AddDays(-1),
            }),
        };
        return this;
    }

    public Ruling<SchemePlan> Plan(SchemeCommand command, DateOnly date, AccountId payer, AccountId payee) =>
        new KomokoScheme().Plan(command, Context(date) with
        {
            State = new KomokoState(_parties.GetValueOrDefault(payer.Value), _parties.GetValueOrDefault(payee.Value))
            {
                RestsOn = [],
            },
        });

    public Ruling<SchemePlan> Plan(long payer, long payee, long amount, string purpose, DateOnly date) => Plan(
        new SchemeCommand.PayInside(new AccountId(payer), new AccountId(payee), new Amount(amount, Komoko), purpose),
        date, new AccountId(payer), new AccountId(payee));

    /// <summary>Plans and carries out; asserts after it that open lots sum to max(0, balance) everywhere.</summary>
    public SchemePlan Pay(long payer, long payee, long amount, string purpose, DateOnly date)
    {
        var ruling = Plan(payer, payee, amount, purpose, date);
        Assert.True(ruling.TryGet(out var plan, out var refusal), $"{refusal}");
        CarryOut(plan);
        return plan;
    }

    public string Refuse(long payer, long payee, long amount, string purpose, DateOnly date)
    {
        Assert.False(Plan(payer, payee, amount, purpose, date).TryGet(out _, out var refusal));
        return refusal!.Entry.Code;
    }

    public void CarryOut(SchemePlan plan)
    {
        foreach (var fact in plan.Facts)
        {
            Carry(fact);
        }

        foreach (var leg in plan.Legs)
        {
            Move(leg.Debit, debit: leg.Amount.Minor, credit: 0);
            Move(leg.Credit, debit: 0, credit: leg.Amount.Minor);
        }

        foreach (var party in _parties.Values.Where(static party => party.IsMaturityAware))
        {
            Assert.Equal(long.Max(0, party.Account.Balance), party.Lots.Sum(static lot => lot.OpenMinor));
        }
    }

    public (long Open, DateOnly MaturesOn)[] Open(long account) =>
        [.. Lot.InOrder(_parties[account].Lots).Select(static lot => (lot.OpenMinor, lot.MaturesOn))];

    public SchemeContext Context(DateOnly date) => new()
    {
        Ledger = Book,
        Currency = Komoko,
        BusinessDate = date,
        Parameters = new SchemeParameters(Parameters.ToImmutableSortedDictionary()),
        Accounts = _parties.Values.Select(static party => new SchemeAccount(party.Account, party.Kind))
            .ToFrozenDictionary(static account => account.State.Id),
        SystemAccounts = new Dictionary<AccountRole, AccountId> { [AccountRole.Demurrage] = DemurrageAccount }.ToFrozenDictionary(),
    };

    private void Carry(Fact fact)
    {
        switch (fact)
        {
            case LotUsed used:
                var payer = _parties[used.Account.Value];
                Assert.Contains(used.Use.Lot, payer.Lots);
                Assert.True(used.Use.OpenMinor >= 0);
                _parties[used.Account.Value] = payer with { Lots = payer.Lots.Replace(used.Use.Lot, used.Use.After) };
                break;
            case LotArrived { OpenMinor: > 0 } arrived:
                var payee = _parties[arrived.Account.Value];
                _parties[arrived.Account.Value] = payee with
                {
                    Lots = payee.Lots.Add(new Lot
                    {
                        Id = ++_lotIds,
                        MaturesOn = arrived.MaturesOn,
                        OpenMinor = arrived.OpenMinor,
                        AccruedTo = arrived.ArrivedOn.AddDays(-1),
                    }),
                };
                break;
            case StandingChanged changed:
                Assert.Equal(changed.Before, _parties[changed.Account.Value].Standing);
                _parties[changed.Account.Value] = _parties[changed.Account.Value] with { Standing = changed.After };
                break;
        }
    }

    private void Move(AccountId id, long debit, long credit)
    {
        if (_parties.TryGetValue(id.Value, out var party))
        {
            _parties[id.Value] = party with
            {
                Account = party.Account with
                {
                    DebitsPosted = party.Account.DebitsPosted + debit,
                    CreditsPosted = party.Account.CreditsPosted + credit,
                },
            };
        }
    }

    private void Add(long account, long member, AccountKind kind, HolderProfile profile, long balance, long? floor) =>
        _parties[account] = new KomokoParty
        {
            Account = State(account, balance, floor),
            Kind = kind,
            Member = new MemberId(member),
            Profile = profile,
        };

    private static AccountState State(long account, long balance, long? floor) => new()
    {
        Id = new AccountId(account),
        Ledger = Book,
        Currency = Komoko,
        Floor = floor,
        CreditsPosted = long.Max(0, balance),
        DebitsPosted = long.Max(0, -balance),
    };
}
