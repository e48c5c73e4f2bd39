using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>A project that fails: underwriter, then pledge, then a loss, which a decision may cover (003, 5.3).</summary>
public sealed class ProjectFailureTests
{
    private static readonly AccountId Project = new(7);
    private static readonly AccountId Levy = new(902);
    private static readonly AccountId Loss = new(903);
    private static readonly DateOnly May5 = new(2026, 5, 5);

    [Fact]
    public void What_neither_underwriter_nor_pledge_brought_in_is_a_loss()
    {
        // 1,000 spent, 600 refunded, 150 for the land: 250 are missing.
        var plan = Planned(Fail(Project1(-250), refunded: 600, proceeds: 150, 600, 150));

        var leg = Assert.Single(plan.Legs);
        Assert.Equal((Loss, Project, 250, "loss", true), (leg.Debit, leg.Credit, leg.Amount.Minor, leg.Purpose, leg.IsForced));
        Assert.Equal(new ProjectFailed(Project, May5, 250, 600, 150), Assert.Single(plan.Facts));
    }

    /// <summary>Named as refunded and as proceeds, posted as such, balance, pending debits and credits, ended, and the answer.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0, -250, 0, 0, false, null)]
    [InlineData(600, 150, 600, 150, 0, 0, 0, false, "nothingDue")]
    [InlineData(0, 0, 600, 0, -250, 0, 0, false, "recoveryDiffers")]
    [InlineData(600, 1, 600, 0, -250, 0, 0, false, "recoveryDiffers")]
    [InlineData(600, 0, 0, 600, -250, 0, 0, false, "recoveryDiffers")]
    [InlineData(0, 0, 0, 0, -250, 1, 0, false, "projectHeld")]
    [InlineData(0, 0, 0, 0, -250, 0, 1, false, "projectHeld")]
    [InlineData(9, 0, 0, 0, -250, 1, 0, true, "projectEnded")]
    public void It_is_given_up_when_both_sums_are_named_as_posted_and_nothing_is_held(
        long refunded, long proceeds, long postedRefunds, long postedProceeds, long balance, long debits, long credits,
        bool hasEnded, string? code)
    {
        var project = Project1(balance);
        project = project with
        {
            Account = project.Account with { DebitsPending = debits, CreditsPending = credits },
            Project = project.Project! with { EndedOn = hasEnded ? May5 : null },
        };

        var ruling = Fail(project, refunded, proceeds, postedRefunds, postedProceeds);

        Assert.Equal(code, ruling.TryGet(out _, out var refusal) ? null : refusal.Entry.Code);
    }

    [Fact]
    public void Only_a_project_fails()
    {
        var scene = new KomokoScene().Business(1, 1, AccountKind.Real, balance: -250);

        Assert.Equal("projectUnknown", Code(Fail(scene[1], 0, 0, 0, 0)));
        Assert.Equal("projectUnknown", Code(Fail(project: null, 0, 0, 0, 0)));
    }

    [Fact]
    public void Nothing_passes_to_or_from_a_project_that_has_ended()
    {
        var scene = new KomokoScene().Business(1, 1, AccountKind.Real, balance: 500).Household(2, 2, AccountKind.Real);
        scene[7] = Project1(0) with { Project = Project1(0).Project! with { EndedOn = May5 } };

        Assert.Equal("projectEnded", scene.Refuse(1, 7, 10, "project-share", May5));
        Assert.Equal("projectEnded", scene.Refuse(7, 2, 10, "wages", May5.AddDays(-30)));
    }

    [Fact]
    public void Neither_the_loss_nor_what_was_paid_before_is_corrected_once_a_project_has_ended()
    {
        var leg = Assert.Single(Planned(Fail(Project1(-250), 0, 0, 0, 0)).Legs) with { Debit = Project, Credit = Loss };
        var ended = Project1(0) with { Project = Project1(0).Project! with { EndedOn = May5 } };

        var ruling = new KomokoScheme().Plan(
            new CorrectLots(new OperationId(Guid.CreateVersion7()), [leg]),
            Context(new KomokoCorrectionState([ended], []) { RestsOn = [] }));

        Assert.Equal("projectEnded", Code(ruling));
    }

    [Theory]
    [InlineData("underwriting")]
    [InlineData("pledge")]
    public void Underwriter_and_pledge_are_paid_in_from_every_circle(string purpose)
    {
        var scene = new KomokoScene().Business(1, 1, AccountKind.Real, balance: 500).Household(2, 2, AccountKind.Real)
            .WithLot(2, 500, May5).Business(3, 1, AccountKind.Financial).WithLot(3, 500, May5);
        scene[7] = Project1(-300);

        foreach (var payer in new[] { 1, 2, 3 })
        {
            scene.Pay(payer, 7, 100, purpose, May5);
        }

        Assert.Equal(0, scene[7].Account.Balance);
    }

    /// <summary>The levies, the loss account, what is decided, and the answer.</summary>
    [Theory]
    [InlineData(300, -250, 250, null)]
    [InlineData(300, -250, 100, null)]
    [InlineData(300, -250, 251, "lossExceeded")]
    [InlineData(300, 40, 1, "lossExceeded")]
    [InlineData(99, -250, 100, "availableExceeded")]
    [InlineData(-5, -250, 1, "availableExceeded")]
    public void A_loss_is_covered_as_far_as_it_goes_and_as_far_as_the_levies_go(
        long levies, long loss, long amount, string? code)
    {
        var scene = new KomokoScene().Own(Levy.Value, AccountRole.Levy).Own(Loss.Value, AccountRole.Loss);
        var state = new KomokoState(With(scene[Levy.Value], levies), With(scene[Loss.Value], loss)) { RestsOn = [] };

        var ruling = new KomokoScheme().Plan(
            new CoverLoss(Levy, Loss, new Amount(amount, KomokoScene.Komoko)), Context(state));

        Assert.Equal(code, ruling.TryGet(out var plan, out var refusal) ? null : refusal.Entry.Code);
        if (code is null)
        {
            var leg = Assert.Single(plan!.Legs);
            Assert.Equal((Levy, Loss, amount, false), (leg.Debit, leg.Credit, leg.Amount.Minor, leg.IsForced));
        }
    }

    private static Ruling<SchemePlan> Fail(
        KomokoParty? project, long refunded, long proceeds, long postedRefunds, long postedProceeds) =>
        new KomokoScheme().Plan(
            new FailProject(Project, refunded, proceeds, "the builder is insolvent"),
            Context(new ProjectState(project, postedRefunds, postedProceeds) { RestsOn = [] }));

    private static SchemeContext Context(SchemeState state) => new KomokoScene().Context(May5) with
    {
        State = state,
        SystemAccounts = new Dictionary<AccountRole, AccountId>
        {
            [AccountRole.Levy] = Levy,
            [AccountRole.Loss] = Loss,
        }.ToFrozenDictionary(),
    };

    private static KomokoParty Project1(long balance) => With(
        new KomokoScene().Business(Project.Value, 1, AccountKind.Project)[Project.Value] with
        {
            Project = new ProjectTerms(new(2026, 3, 1), new(2026, 12, 31), [500, 500], HasMonthlyLimits: false),
        },
        balance);

    private static KomokoParty With(KomokoParty party, long balance) => party with
    {
        Account = party.Account with
        {
            CreditsPosted = long.Max(0, balance),
            DebitsPosted = long.Max(0, -balance),
        },
    };

    private static SchemePlan Planned(Ruling<SchemePlan> ruling)
    {
        Assert.True(ruling.TryGet(out var plan, out var refusal), $"{refusal}");
        return plan;
    }

    private static string? Code(Ruling<SchemePlan> ruling) => ruling.TryGet(out _, out var refusal) ? null : refusal.Entry.Code;
}
