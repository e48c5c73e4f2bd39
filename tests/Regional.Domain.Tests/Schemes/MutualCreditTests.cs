using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes;

/// <summary>One row: parameters, who pays whom for what, and what the scheme says.</summary>
internal sealed record SchemeCase(
    string Name, AccountRole Payer, AccountRole Payee, string Purpose, string Expected, string Parameters = "");

public sealed class MutualCreditTests
{
    private const AccountRole Member = AccountRole.Member;

    internal static readonly ImmutableArray<SchemeCase> Table =
    [
        new("goods between members", Member, Member, "goods", "posted"),
        new("a loan between members", Member, Member, "loan", "posted"),
        new("a purpose nobody knows", Member, Member, "bribes", "purposeNotAllowed"),
        new("an empty purpose", Member, Member, "", "purposeNotAllowed"),
        new("a purpose in capitals", Member, Member, "Goods", "purposeNotAllowed"),
        new("a purpose on the list", Member, Member, "wages", "posted", "purposes=goods, wages"),
        new("a purpose not on the list", Member, Member, "services", "purposeNotAllowed", "purposes=goods, wages"),
        new("an empty list", Member, Member, "goods", "purposeNotAllowed", "purposes="),
        new("a financial purpose where none is allowed", Member, Member, "loan", "purposeNotAllowed", "financialAllowed=false"),
        new("a real purpose where no financial one is", Member, Member, "goods", "posted", "financialAllowed=false"),
        new("a financial purpose on the list where none is allowed", Member, Member, "loan", "purposeNotAllowed", "purposes=loan;financialAllowed=false"),
        new("bookkeeping between members", Member, Member, "opening", "purposeNotAllowed"),
        new("an opening balance", AccountRole.Opening, Member, "opening", "posted"),
        new("an opening balance where no financial purpose is allowed", AccountRole.Opening, Member, "opening", "posted", "financialAllowed=false"),
        new("a fee to the fee account", Member, AccountRole.Fees, "fee", "posted"),
        new("to the region account outside a trade", Member, AccountRole.Region, "goods", "accountNotPayable"),
        new("from the region account outside a trade", AccountRole.Region, Member, "goods", "accountNotPayable"),
        new("to a community's account outside a trade", AccountRole.RestOfWorld, AccountRole.Community, "goods", "accountNotPayable"),
        new("from the region account for a purpose nobody knows", AccountRole.Region, Member, "bribes", "accountNotPayable"),
    ];

    public static TheoryData<string> Names => [.. Table.Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_payment_becomes_what_its_row_says(string name)
    {
        var row = Table.Single(row => row.Name == name);
        var pay = new SchemeCommand.PayInside(Account(1), Account(2), new Amount(10, Rupiah), row.Purpose);
        var pend = new SchemeCommand.PendInside(pay.Payer, pay.Payee, pay.Amount, pay.Purpose, TimeSpan.FromDays(1));
        Assert.Equal(row.Expected, Word(new MutualCreditScheme().Plan(pay, Context(row))));
        Assert.Equal(row.Expected, Word(new MutualCreditScheme().Plan(pend, Context(row))));
    }

    [Fact]
    public void A_payment_is_one_leg_of_the_purposes_kind_without_fees()
    {
        var pay = new SchemeCommand.PayInside(Account(1), Account(2), new Amount(10, Rupiah), "loan");
        Assert.True(new MutualCreditScheme().Plan(pay, Context(Table[0])).TryGet(out var plan, out _));
        Assert.Equal([Pay(1, 2, 10) with { Kind = TransferKind.Financial, Purpose = "loan" }], plan.Legs);
        Assert.Empty(plan.Facts);
    }

    [Fact]
    public void A_pending_payment_keeps_its_expiry()
    {
        var pend = new SchemeCommand.PendInside(
            Account(1), Account(2), new Amount(10, Rupiah), "goods", TimeSpan.FromHours(2));
        Assert.True(new MutualCreditScheme().Plan(pend, Context(Table[0])).TryGet(out var plan, out _));
        Assert.Equal([Pend(1, 2, 10) with { Expiry = TimeSpan.FromHours(2) }], plan.Legs);
    }

    [Fact]
    public void The_end_of_a_pending_names_what_it_ends()
    {
        var held = Held(1, 2, 50);
        var end = new SchemeCommand.EndPending(
            held, TransferAction.PostPending, new Amount(20, Rupiah), TransferKind.Real, "goods");
        Assert.True(new MutualCreditScheme().Plan(end, Context(Table[0])).TryGet(out var plan, out _));
        Assert.Equal([End(held, TransferAction.PostPending, 20)], plan.Legs);
    }

    [Theory]
    [InlineData("goods", TransferKind.Real, "posted")]
    [InlineData("goods", TransferKind.Financial, "purposeNotAllowed")]
    [InlineData("loan", TransferKind.Financial, "purposeNotAllowed")]
    [InlineData("settlement", TransferKind.Financial, "purposeNotAllowed")]
    [InlineData("bribes", TransferKind.Real, "purposeNotAllowed")]
    public void Both_sides_of_a_trade_obey_the_purposes_and_join_as_they_are(
        string purpose, TransferKind kind, string expected)
    {
        ImmutableArray<Leg> legs = [Pay(1, 2, 10) with { Purpose = purpose, Kind = kind }];
        var context = Context(Table[0] with { Payee = AccountRole.Region, Parameters = "financialAllowed=false" });
        foreach (SchemeCommand side in new SchemeCommand[] { new SchemeCommand.PayOut(legs), new SchemeCommand.ReceiveIn(legs) })
        {
            var ruling = new MutualCreditScheme().Plan(side, context);
            Assert.Equal(expected, Word(ruling));
            Assert.True(!ruling.TryGet(out var plan, out _) || plan.Legs.SequenceEqual(legs));
        }
    }

    [Fact]
    public void An_account_that_does_not_exist_is_left_to_the_journal()
    {
        var pay = new SchemeCommand.PayInside(Account(1), Account(9), new Amount(10, Rupiah), "goods");
        Assert.Equal("posted", Word(new MutualCreditScheme().Plan(pay, Context(Table[0]))));
    }

    [Fact]
    public void The_parameters_in_force_are_the_newest_set_on_or_before_the_date_and_of_equal_dates_the_later_entry()
    {
        DatedParameters[] sets =
        [
            Set(1, 1, "old"), Set(3, 10, "later entry"), Set(2, 10, "earlier entry"), Set(4, 20, "future"),
        ];
        Assert.Equal(SchemeParameters.Defaults, SchemeParameters.InForce([Set(1, 11, "future")], new DateOnly(2026, 3, 10)));
        Assert.Equal("old", Chosen(sets, day: 9));
        Assert.Equal("later entry", Chosen(sets, day: 10));
        Assert.Equal("later entry", Chosen(sets, day: 19));
        Assert.Equal("future", Chosen(sets, day: 20));
    }

    [Fact]
    public void A_scheme_is_found_by_its_name()
    {
        Assert.True(SchemeCatalogue.Find("mutual-credit").TryGet(out var scheme, out _));
        Assert.IsType<MutualCreditScheme>(scheme);
        Assert.False(SchemeCatalogue.Find("Mutual-Credit").TryGet(out _, out var refusal));
        Assert.Equal(RefusalReason.SchemeUnknown, refusal.Reason);
    }

    private static string Word(Ruling<SchemePlan> ruling) =>
        ruling.TryGet(out _, out var refusal) ? "posted" : refusal.Entry.Code;

    private static DatedParameters Set(long id, int day, string name) => new(
        id, new DateOnly(2026, 3, day), ImmutableSortedDictionary<string, string>.Empty.Add("name", name));

    private static string Chosen(DatedParameters[] sets, int day) =>
        SchemeParameters.InForce(sets, new DateOnly(2026, 3, day)).Values["name"];

    private static SchemeContext Context(SchemeCase row) => new()
    {
        Ledger = Book,
        Currency = Rupiah,
        BusinessDate = new DateOnly(2026, 3, 2),
        Parameters = new SchemeParameters(row.Parameters.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=')).ToImmutableSortedDictionary(static pair => pair[0], static pair => pair[1])),
        Accounts = new[] { State(1) with { Role = row.Payer }, State(2) with { Role = row.Payee } }
            .ToFrozenDictionary(static account => account.Id, static account => new SchemeAccount(account)),
        SystemAccounts = FrozenDictionary<AccountRole, AccountId>.Empty,
    };
}
