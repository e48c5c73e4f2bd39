using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using static Regional.Domain.Tests.Schemes.Komoko.KomokoScene;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>The table that stands for figure 1, cell by cell (issue 7; 003, 2.3, 3.1, 3.2, 5.1, 6).</summary>
public sealed class TransactionTableTests
{
    private const long BusinessReal = 1;
    private const long BusinessFinancial = 11;
    private const long OtherBusinessReal = 2;
    private const long OtherBusinessFinancial = 12;
    private const long HouseholdReal = 3;
    private const long HouseholdFinancial = 13;
    private const long OtherHouseholdReal = 4;
    private const long OtherHouseholdFinancial = 14;
    private const long Project = 5;

    private static readonly DateOnly Date = new(2026, 2, 10);
    private static readonly DateOnly Matures = new(2026, 5, 2);

    /// <summary>Payer, payee, purpose, what comes of 60 out of 100: a refusal, or the maturity on arrival; "-": no lot.</summary>
    public static TheoryData<long, long, string, string> Cells => new()
    {
        { BusinessReal, OtherBusinessReal, "goods", "-" },
        { BusinessReal, HouseholdReal, "wages", "2026-05-11" },
        { BusinessReal, HouseholdFinancial, "wages", "circleClosed" },
        { BusinessReal, OtherBusinessFinancial, "loan", "2026-03-31" },
        { BusinessReal, HouseholdFinancial, "loan", "2026-03-31" },
        { BusinessReal, OtherBusinessReal, "loan", "circleClosed" },
        { BusinessReal, HouseholdReal, "loan", "circleClosed" },
        { BusinessReal, BusinessFinancial, "loan", "ownAccountsApart" },
        { BusinessReal, BusinessFinancial, "clearing", "ownAccountsApart" },
        { BusinessReal, Project, "project-share", "-" },

        { HouseholdReal, BusinessReal, "goods", "-" },
        { HouseholdReal, OtherHouseholdReal, "goods", "circleClosed" },
        { HouseholdReal, OtherHouseholdFinancial, "household", "2026-05-02" },
        { HouseholdReal, BusinessFinancial, "loan", "2026-05-02" },
        { HouseholdReal, BusinessReal, "old-good", "circleClosed" },
        { HouseholdReal, HouseholdFinancial, "household", "ownAccountsApart" },

        { BusinessFinancial, OtherBusinessReal, "goods", "-" },
        { BusinessFinancial, HouseholdReal, "wages", "2026-05-02" },
        { BusinessFinancial, HouseholdFinancial, "old-good", "2026-05-02" },
        { BusinessFinancial, OtherBusinessReal, "loan", "circleClosed" },
        { BusinessFinancial, BusinessReal, "goods", "ownAccountsApart" },
        { BusinessFinancial, Project, "project-share", "-" },
        { BusinessFinancial, Project, "security", "circleClosed" },
        { HouseholdFinancial, BusinessReal, "goods", "-" },
        { HouseholdFinancial, OtherHouseholdReal, "services", "2026-05-02" },
        { HouseholdFinancial, HouseholdReal, "services", "ownAccountsApart" },

        { Project, HouseholdReal, "wages", "2026-05-11" },
        { Project, BusinessReal, "goods", "-" },
        { Project, BusinessFinancial, "loan", "circleClosed" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_cell_of_the_table(long payer, long payee, string purpose, string expected)
    {
        var scene = Scene();
        if (!DateOnly.TryParse(expected, out var maturity) && expected != "-")
        {
            Assert.Equal(expected, scene.Refuse(payer, payee, 60, purpose, Date));
            return;
        }

        var before = scene.Open(payee).Length;
        var plan = scene.Pay(payer, payee, 60, purpose, Date);
        var arrived = plan.Facts.OfType<LotArrived>().ToArray();
        Assert.Equal(expected == "-" ? [] : [maturity], arrived.Select(static one => one.MaturesOn));
        Assert.Equal(before + arrived.Length, scene.Open(payee).Length);
    }

    /// <summary>Payer at 100 with floor −1,000 pays 101: who may use the overdraft for what.</summary>
    [Theory]
    [InlineData(BusinessReal, OtherBusinessReal, "goods", true)]
    [InlineData(BusinessReal, HouseholdReal, "wages", true)]
    [InlineData(BusinessReal, OtherBusinessFinancial, "loan", false)]
    [InlineData(BusinessReal, OtherBusinessFinancial, "instalment", false)]
    [InlineData(HouseholdReal, BusinessReal, "goods", true)]
    [InlineData(HouseholdReal, OtherHouseholdFinancial, "household", true)]
    [InlineData(HouseholdReal, BusinessFinancial, "loan", false)]
    [InlineData(BusinessFinancial, OtherBusinessReal, "goods", false)]
    [InlineData(HouseholdFinancial, OtherHouseholdFinancial, "loan", false)]
    public void The_overdraft_is_for_real_payments_and_two_exceptions(long payer, long payee, string purpose, bool isAllowed)
    {
        var scene = Scene();
        Assert.True(scene.Plan(payer, payee, 100, purpose, Date).IsGranted);
        if (isAllowed)
        {
            Assert.True(scene.Plan(payer, payee, 101, purpose, Date).IsGranted);
        }
        else
        {
            Assert.Equal("availableExceeded", scene.Refuse(payer, payee, 101, purpose, Date));
        }
    }

    [Fact]
    public void Households_pay_households_from_the_overdraft_only_while_the_switch_is_on()
    {
        var scene = Scene();
        scene.Parameters["householdOverdraftToHouseholds"] = "false";
        Assert.Equal("availableExceeded", scene.Refuse(HouseholdReal, OtherHouseholdFinancial, 101, "household", Date));
    }

    [Fact]
    public void Instalments_use_the_overdraft_up_to_what_is_left_of_the_depreciation_cost()
    {
        var scene = Scene();
        scene[BusinessReal] = scene[BusinessReal] with { DepreciationMinor = 50 };
        Assert.Equal("availableExceeded", scene.Refuse(BusinessReal, OtherBusinessFinancial, 151, "instalment", Date));
        scene.Pay(BusinessReal, OtherBusinessFinancial, 130, "instalment", Date);
        Assert.Equal("availableExceeded", scene.Refuse(BusinessReal, OtherBusinessFinancial, 21, "instalment", Date));
        scene.Pay(BusinessReal, OtherBusinessFinancial, 20, "instalment", Date);
        Assert.Equal(-50, scene[BusinessReal].Account.Balance);

        // The next turnover period counts anew.
        Assert.True(scene.Plan(BusinessReal, OtherBusinessFinancial, 50, "instalment", new DateOnly(2026, 4, 1)).IsGranted);
        scene.Parameters["instalmentOverdraft"] = "false";
        Assert.Equal("availableExceeded", scene.Refuse(BusinessReal, OtherBusinessFinancial, 1, "instalment", new DateOnly(2026, 4, 1)));
    }

    [Fact]
    public void Own_financial_clears_own_real_on_the_clearing_date_and_no_further_than_zero()
    {
        var scene = Scene();
        scene[BusinessReal] = scene[BusinessReal] with
        {
            Account = scene[BusinessReal].Account with { DebitsPosted = 140 },
        };
        Assert.Equal("ownAccountsApart", scene.Refuse(BusinessFinancial, BusinessReal, 40, "clearing", March31.AddDays(-1)));
        Assert.Equal("clearingExceeded", scene.Refuse(BusinessFinancial, BusinessReal, 41, "clearing", March31));
        scene.Pay(BusinessFinancial, BusinessReal, 40, "clearing", March31);
        Assert.Equal(0, scene[BusinessReal].Account.Balance);
        Assert.Equal([(60, Matures)], scene.Open(BusinessFinancial));
    }

    [Fact]
    public void An_account_whose_holder_is_neither_household_nor_business_takes_no_part()
    {
        var scene = Scene();
        scene[BusinessReal] = scene[BusinessReal] with { Profile = null };
        Assert.Equal("holderUnknown", scene.Refuse(BusinessReal, HouseholdReal, 1, "wages", Date));
        Assert.Equal("holderUnknown", scene.Refuse(HouseholdReal, BusinessReal, 1, "goods", Date));
    }

    [Fact]
    public void A_project_keeps_to_its_cumulative_forecast_where_the_months_bind()
    {
        var scene = Scene();
        scene[Project] = scene[Project] with
        {
            Account = scene[Project].Account with { CreditsPosted = 0 },
            Project = new ProjectTerms(new DateOnly(2026, 2, 1), new DateOnly(2026, 12, 31), [70, 30], HasMonthlyLimits: true),
        };
        Assert.Equal("projectForecastExceeded", scene.Refuse(Project, BusinessReal, 71, "goods", Date));
        scene.Pay(Project, BusinessReal, 70, "goods", Date);
        Assert.Equal("projectForecastExceeded", scene.Refuse(Project, BusinessReal, 1, "goods", Date));
        scene.Pay(Project, BusinessReal, 30, "goods", new DateOnly(2026, 3, 1));
    }

    private static KomokoScene Scene()
    {
        var scene = new KomokoScene()
            .Business(BusinessReal, 1, AccountKind.Real, balance: 100)
            .Business(BusinessFinancial, 1, AccountKind.Financial, floor: 0).WithLot(BusinessFinancial, 100, Matures)
            .Business(OtherBusinessReal, 2, AccountKind.Real, balance: 100)
            .Business(OtherBusinessFinancial, 2, AccountKind.Financial, floor: 0).WithLot(OtherBusinessFinancial, 100, Matures)
            .Household(HouseholdReal, 3, AccountKind.Real, floor: -1_000).WithLot(HouseholdReal, 100, Matures)
            .Household(HouseholdFinancial, 3, AccountKind.Financial).WithLot(HouseholdFinancial, 100, Matures)
            .Household(OtherHouseholdReal, 4, AccountKind.Real).WithLot(OtherHouseholdReal, 100, Matures)
            .Household(OtherHouseholdFinancial, 4, AccountKind.Financial).WithLot(OtherHouseholdFinancial, 100, Matures)
            .Business(Project, 5, AccountKind.Project, balance: 100);
        scene[Project] = scene[Project] with
        {
            Project = new ProjectTerms(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), [1_000], HasMonthlyLimits: false),
        };
        return scene;
    }
}
