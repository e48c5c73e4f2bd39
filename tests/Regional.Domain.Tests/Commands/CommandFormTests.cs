using System.Collections.Immutable;
using System.Reflection;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.Indicators;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Domain.Tests.Ledger;

namespace Regional.Domain.Tests.Commands;

/// <summary>One row: a command and what its form says, <c>fine</c> or a refusal with its first fact.</summary>
internal sealed record FormCase(string Name, Command Command, string Expected);

public sealed class CommandFormTests
{
    private static readonly OperationId Id = Scene.Operation(1);
    private static readonly Currency Rupiah = new("IDR", 0);
    private static readonly DateOnly Date = new(2026, 3, 2);
    private static readonly string Long = new('x', 141);

    private static readonly CreateRegion Region =
        new("bekatigade", "Bekatigade", Rupiah, "Asia/Jakarta", CapPolicy.Queue) { Id = Id, Actor = "coordinator:suro" };

    private static readonly CreateCommunity Community =
        new(new RegionId(1), "mendasar", "Mendasar") { Id = Id, Actor = "coordinator:suro" };

    private static readonly JoinRegion Join = new(new RegionId(1), new RegionId(2)) { Id = Id, Actor = "coordinator:suro" };

    private static readonly CreateLedger Ledger =
        new(new CommunityId(1), "mendasar.idr", Rupiah, "mutual-credit", IsTrading: true) { Id = Id, Actor = "a" };

    private static readonly AddMember Member = new(new CommunityId(1), "m0001", "Sri") { Id = Id, Actor = "a" };

    private static readonly OpenAccount Account =
        new(new LedgerId(1), "m0001", new MemberId(1), AccountKind.General, -100, 100) { Id = Id, Actor = "a" };

    private static readonly SetLimits Limits = new(new AccountId(1), -100, 100) { Id = Id, Actor = "a" };
    private static readonly SetStatus Status = new(new AccountId(1), AccountStatus.Suspended) { Id = Id, Actor = "a" };
    private static readonly CloseAccount Close = new(new AccountId(1)) { Id = Id, Actor = "a" };
    private static readonly SetCommunityStatus Suspend = new(new CommunityId(1), IsSuspended: true) { Id = Id, Actor = "a" };

    private static readonly SetRate SetRate =
        new(new LedgerId(1), TransferKind.Real, null, RateSide.Buy, new Rate(160, 1), Date) { Id = Id, Actor = "a" };

    private static readonly SetTerms Terms =
        new(new LedgerId(1), Date, ImmutableSortedDictionary<string, string>.Empty.Add("purposes", "goods")) { Id = Id, Actor = "a" };

    private static readonly IssueToken Token = new(
        [.. new byte[32]], "member:sri", AccessRole.Member, null, new CommunityId(1), new MemberId(1), null)
    { Id = Id, Actor = "a" };

    private static readonly IssueToken FirstToken =
        Token with { Role = AccessRole.Coordinator, Community = null, Member = null };

    private static readonly RevokeToken Revoke = new(Id) { Id = Id, Actor = "a" };

    private static readonly RequestPayment Request = new(
        new AccountId(2), new AccountId(1), 10, TransferKind.Real, "goods", null, null, TimeSpan.FromDays(1))
    { Id = Id, Actor = "a" };

    private static readonly EndRequest End = new(Id, IsWithdrawal: false) { Id = Id, Actor = "a" };

    private static readonly QueueTrade Queue = new(
        new RegionId(1), new AccountId(1), new AccountId(2), 10, TransferKind.Real, "goods", Date, new AccountId(3),
        new TradeDetails(null, null, null, null), Limits.Fingerprint())
    { Id = Id, Actor = "a" };

    private static readonly EndQueuedTrade EndTrade = new(Id, null) { Id = Id, Actor = "a" };

    private static readonly SetCalendar Calendar =
        new(new RegionId(1), "daily", new TimeOnly(17, 0), [6, 7], [Date]) { Id = Id, Actor = "a" };

    private static readonly CutWindow Cut = new(new RegionId(1)) { Id = Id, Actor = "a" };
    private static readonly CloseWindow CloseWindow = new(new WindowId(1)) { Id = Id, Actor = "a" };

    private static readonly PlanSettlement Settle = new(
        new WindowId(1), Date, [Position(1, -100, -38, Id), Position(2, -50, -32, Id), Position(3, 150, 70, Id)])
    { Id = Id, Actor = "a" };

    private static readonly RecordWindowStep Step = new(new WindowId(1), WindowStep.Placed) { Id = Id, Actor = "a" };
    private static readonly DeclareArrears Arrears = new(Id) { Id = Id, Actor = "a" };

    private static readonly ProposeAgreement Propose =
        new(new LedgerId(1), new AccountId(1), 2000, 10, 200, 200) { Id = Id, Actor = "a" };

    private static readonly CastVote Vote = new(Id, new MemberId(1), VoteChoice.For) { Id = Id, Actor = "a" };
    private static readonly SignAgreement Sign = new(Id, new MemberId(1)) { Id = Id, Actor = "a" };
    private static readonly EndAgreement EndAgreement = new(Id, IsWithdrawal: true) { Id = Id, Actor = "a" };

    private static readonly TakeOverPoints Points =
        new(new LedgerId(1), [new AccountPoints(new AccountId(1), -6000)]) { Id = Id, Actor = "a" };

    private static readonly RegisterSeries Series = new(
        new LedgerId(1), "MEN-A", "Kupon", Date, Date.AddYears(1), ImmutableSortedDictionary<string, string>.Empty)
    { Id = Id, Actor = "a" };

    private static readonly PrintNotes Print =
        new(new LedgerId(1), new NoteRange("MEN-A", 1, 100), new Amount(1_000, Rupiah)) { Id = Id, Actor = "a" };

    private static readonly OpenTill OpenTill = new(new LedgerId(1), [new NoteRange("MEN-A", 1, 10)]) { Id = Id, Actor = "a" };

    private static readonly CloseTill CloseTill =
        new(Id, NoteCounts.None.With(1_000, 10), [new NoteRange("MEN-A", 1, 10)]) { Id = Id, Actor = "a" };

    private static readonly SetPin Pin = new(new MemberId(1), [.. new byte[16]], [.. new byte[32]]) { Id = Id, Actor = "a" };
    private static readonly SetPeriodCalendar Periods =
        new(new LedgerId(1), "monthly:31", new TimeOnly(2, 0), [6, 7], [Date], FirstDate: null) { Id = Id, Actor = "a" };

    private static readonly Command[] OfPeriods =
    [
        Periods,
        new BeginPeriodEnd(new LedgerId(1), 1) { Id = Id, Actor = "a" },
        new TotalPeriodChunk(new PeriodId(1), TotalsStep.Totals, default, 10) { Id = Id, Actor = "a" },
        new RecordPeriodChunk(new PeriodId(1), new ChunkMark("points", 1, default, new AccountId(1), 1, true), 0, [], [])
        {
            Id = Id,
            Actor = "a",
        },
        new CompletePeriod(new PeriodId(1)) { Id = Id, Actor = "a" },
        new SignOffPeriod(new LedgerId(1), 1) { Id = Id, Actor = "a" },
        new PublishPeriod(new LedgerId(1), 1) { Id = Id, Actor = "a" },
    ];

    private static readonly HolderProfile Profile = new(HolderClass.Business, Date, 3, IsLongEntitled: false);

    private static readonly EnterHolder Holder =
        new(new LedgerId(1), new MemberId(1), Profile, DepreciationMinor: 0, Date) { Id = Id, Actor = "a" };

    private static readonly ApproveProject Project = new(
        new AccountId(1), new ProjectTerms(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), [1], HasMonthlyLimits: true),
        OverdraftMinor: 1, "land register 17", "bank") { Id = Id, Actor = "a" };
    private static readonly SwitchCredit SwitchOff = new(new LedgerId(1), IsOn: false) { Id = Id, Actor = "a" };

    private static readonly DeclarePay Pay = new(new AccountId(1), MonthlyPayMinor: 5_000) { Id = Id, Actor = "a" };

    private static readonly GrantLimits Grant =
        new(new LedgerId(1), Date, After: default, new AccountId(3), FixedLimitMinor: 5) { Id = Id, Actor = "a" };

    private static readonly RecordForm Form =
        new(new MemberId(1), "Warung", "Jalan 1", 40, [new Signor("Budi", 20)], ["water"], Date) { Id = Id, Actor = "a" };

    private static readonly PostNotice Notice =
        new(new MemberId(1), NoticeKind.Offer, NoticeCategory.Food, "tempe") { Id = Id, Actor = "a" };

    private static readonly EndNotice EndNotice = new(Id) { Id = Id, Actor = "a" };

    private static readonly EnterIndicators Month = new(
        new LedgerId(1), new DateOnly(2026, 1, 1),
        ImmutableSortedDictionary<Indicator, long>.Empty.Add(Indicator.IncomeInCoupons, 10_000))
    { Id = Id, Actor = "a" };

    private static readonly RecordDecision Decision =
        new(new LedgerId(1), Date, DecisionKind.Project, "a road", 5, 3, 1) { Id = Id, Actor = "a" };

    private static readonly Command[] Fine =
    [
        Region, Join, Community, Ledger, Member, Account, Limits, Status, Close, Suspend, SetRate, Terms, Token, Revoke, Request,
        End, Queue, EndTrade, Calendar, Cut, CloseWindow, Settle, Step, Arrears,
        Propose, Vote, Sign, EndAgreement, Points,
        Series, Print, OpenTill, CloseTill, Pin, Form, Notice, EndNotice, Month, Decision,
        .. OfPeriods,
        Holder, Project,
        SwitchOff, Pay, Grant,
    ];

    private static readonly FormCase[] Table =
    [
        .. Fine.Select(static command => new FormCase($"a sound {command.GetType().Name}", command, "fine")),
        new("a coordinator's token for every region", FirstToken, "fine"),
        new("no id", Limits with { Id = default }, "idMissing"),
        new("no actor", Limits with { Actor = " " }, "fieldMissing actor"),
        new("a long actor", Limits with { Actor = Long }, "textTooLong actor"),
        new("a long reason", Limits with { Reason = Long }, "textTooLong reason"),
        new("a code in capitals", Community with { Code = "Mendasar" }, "codeMalformed code"),
        new("an empty code", Community with { Code = "" }, "codeMalformed code"),
        new("a code of 40 characters", Community with { Code = new('a', 40) }, "fine"),
        new("a code of 41 characters", Community with { Code = new('a', 41) }, "codeMalformed code"),
        new("a code that begins with a dash", Member with { Code = "-a" }, "codeMalformed code"),
        new("no name", Member with { Name = "" }, "fieldMissing name"),
        new("a long name", Member with { Name = Long }, "textTooLong name"),
        new("a currency of nine places", Region with { Currency = new Currency("IDR", 9) }, "currencyInvalid IDR"),
        new("no currency", Ledger with { Currency = default }, "currencyInvalid "),
        new("a currency with name and symbol", Ledger with { CurrencyName = "River hours", CurrencySymbol = "Rh" }, "fine"),
        new("a blank currency name", Ledger with { CurrencyName = " " }, "fieldMissing currencyName"),
        new("a long currency name", Ledger with { CurrencyName = Long }, "textTooLong currencyName"),
        new("a symbol of eight characters", Ledger with { CurrencySymbol = "12345678" }, "fine"),
        new("a symbol of nine characters", Ledger with { CurrencySymbol = "123456789" }, "textTooLong currencySymbol"),
        new("no time zone", Region with { TimeZone = "" }, "fieldMissing timeZone"),
        new("an unknown cap policy", Region with { CapPolicy = (CapPolicy)9 }, "fieldMalformed capPolicy"),
        new("an unknown scheme", Ledger with { Scheme = "barter" }, "schemeUnknown barter"),
        new("a floor above the ceiling", Account with { Floor = 101 }, "limitsCrossed 101"),
        new("a floor at the ceiling", Limits with { Floor = 100 }, "fine"),
        new("limits crossed later", Limits with { Floor = 101 }, "limitsCrossed 101"),
        new("closed as a status", Status with { Status = AccountStatus.Closed }, "fieldMalformed status"),
        new("no rate", SetRate with { Rate = default }, "rateMalformed "),
        new("an empty purpose of a rate", SetRate with { Purpose = "" }, "fieldMissing purpose"),
        new("an unknown side", SetRate with { Side = 0 }, "fieldMalformed side"),
        new("no parameters", Terms with { Parameters = ImmutableSortedDictionary<string, string>.Empty }, "fieldMissing parameters"),
        new("a digest of 31 bytes", Token with { Hash = [.. new byte[31]] }, "fieldMalformed hash"),
        new("a member's token without a member", Token with { Member = null }, "fieldMissing member"),
        new("a teller's token with a member", Token with { Role = AccessRole.Teller }, "fieldMalformed member"),
        new("an operator's token without a region", Token with { Role = AccessRole.Operator }, "fieldMissing region"),
        new("a coordinator's token with a community", FirstToken with { Community = new CommunityId(1) }, "fieldMalformed community"),
        new("a request for nothing", Request with { AmountMinor = 0 }, "amountZero 0"),
        new("a request for less than nothing", Request with { AmountMinor = -1 }, "amountNegative -1"),
        new("a request to oneself", Request with { Payer = new AccountId(2) }, "sameAccount 0"),
        new("a request without purpose", Request with { Purpose = "" }, "fieldMissing purpose"),
        new("a request that ends at once", Request with { Expiry = TimeSpan.Zero }, "expiryOutOfRange 0"),
        new("a queued trade without the digest of its trade", Queue with { TradeFingerprint = default }, "fieldMissing tradeFingerprint"),
        new("a calendar without a cycle", Calendar with { Cycle = "" }, "calendarInvalid cycle"),
        new("a calendar without weekend days named", Calendar with { Weekend = default }, "fieldMissing weekend"),
        new("less than no pay", Pay with { MonthlyPayMinor = -1 }, "fieldMalformed monthlyPay"),
        new("less than no limit", Grant with { FixedLimitMinor = -1 }, "fieldMalformed limit"),
        new("periods without a cycle", Periods with { Cycle = "yearly" }, "calendarInvalid cycle"),
        new("periods from before 1900 on", Periods with { FirstDate = new DateOnly(1899, 12, 31) }, "fieldMalformed firstDate"),
        new("periods from after 2999 on", Periods with { FirstDate = new DateOnly(3000, 1, 1) }, "fieldMalformed firstDate"),
        new("periods without holidays named", Periods with { Holidays = default }, "fieldMissing holidays"),
        new("a plan that pays out what nobody pays in", Settle with { Positions = [Position(3, 150, 70, Id)] }, "fieldMalformed positions"),
        new("a plan that does not add up", Settle with { Positions = [Position(1, 10, 10, null) with { Settled = 1 }] }, "fieldMalformed positions"),
        new("a plan with cash and no payment", Settle with { Positions = [Position(1, -10, 0, null), Position(2, 10, 0, Id)] }, "fieldMalformed positions"),
        new("a plan with an account twice", Settle with { Positions = [Position(1, 10, 10, null), Position(1, 10, 10, null)] }, "fieldMalformed positions"),
        new("a step that its own command records", Step with { Step = WindowStep.Closed }, "fieldMalformed step"),
        new("a series in small letters", Series with { Code = "men-a" }, "codeMalformed code"),
        new("a series of one letter", Series with { Code = "M" }, "codeMalformed code"),
        new("a series of thirteen letters", Series with { Code = "MENDASARABCDE" }, "codeMalformed code"),
        new("a series that expires before it is issued", Series with { LastValidDay = Date.AddDays(-1) }, "fieldMalformed lastValidDay"),
        new("a series of one day", Series with { LastValidDay = Date }, "fine"),
        new("a series without a coupon's name", Series with { Name = "" }, "fieldMissing name"),
        new("notes worth nothing", Print with { Value = new Amount(0, Rupiah) }, "fieldMalformed value"),
        new("notes from nought", Print with { Notes = new NoteRange("MEN-A", 0, 9) }, "notesMalformed MEN-A 000000-000009"),
        new("20,000 notes", Print with { Notes = new NoteRange("MEN-A", 1, 20_000) }, "fine"),
        new("20,001 notes", Print with { Notes = new NoteRange("MEN-A", 1, 20_001) }, "notesMalformed MEN-A 000001-020001"),
        new("an empty till", OpenTill with { Notes = [] }, "fine"),
        new("a till with a note twice", OpenTill with { Notes = [new NoteRange("MEN-A", 1, 10), new NoteRange("MEN-A", 10, 11)] }, "notesMalformed MEN-A 000010-000011"),
        new("a till counted as less than no notes", CloseTill with { Counted = NoteCounts.None.With(1_000, -1) }, "fieldMalformed counted"),
        new("a till counted without counts", CloseTill with { Counted = null! }, "fieldMalformed counted"),
        new("a PIN without its salt", Pin with { Salt = [] }, "fieldMissing pin"),
        new("a form without an age", Form with { Age = null }, "fine"),
        new("a form of a member of 151", Form with { Age = 151 }, "fieldMalformed age"),
        new("a signor without a name", Form with { Signors = [new Signor(" ", 20)] }, "fieldMissing signors"),
        new("a signor younger than born", Form with { Signors = [new Signor("Budi", -1)] }, "fieldMalformed age"),
        new("eleven signors", Form with { Signors = [.. Enumerable.Repeat(new Signor("Budi", null), 11)] }, "fieldMalformed signors"),
        new("an empty choice of project", Form with { Projects = [""] }, "fieldMissing projects"),
        new("a notice of no kind", Notice with { Sort = 0 }, "fieldMalformed kind"),
        new("a notice nowhere on the board", Notice with { Category = (NoticeCategory)11 }, "fieldMalformed category"),
        new("a notice that says nothing", Notice with { Words = "" }, "fieldMissing text"),
        new("a month from its second day", Month with { Month = new DateOnly(2026, 1, 2) }, "fieldMalformed month"),
        new("a month without figures", Month with { Figures = Month.Figures.Clear() }, "fieldMissing figures"),
        new("a share of more than all", Month with { Figures = Month.Figures.SetItem(Indicator.IncomeInCoupons, 10_001) }, "fieldMalformed figures"),
        new("fewer than no accounts", Month with { Figures = Month.Figures.Add(Indicator.Accounts, -1) }, "fieldMalformed figures"),
        new("an indicator nobody knows", Month with { Figures = Month.Figures.Add((Indicator)12, 1) }, "fieldMalformed figures"),
        new("a loan of nothing", Propose with { AmountMinor = 0 }, "amountZero 0"),
        new("a loan of less than nothing", Propose with { AmountMinor = -1 }, "amountNegative -1"),
        new("a loan for no time", Propose with { TermMonths = 0 }, "fieldMalformed term"),
        new("a loan for fifty years", Propose with { TermMonths = 600 }, "fine"),
        new("a loan for longer", Propose with { TermMonths = 601 }, "fieldMalformed term"),
        new("a loan without repayment", Propose with { RepaymentMinor = 0 }, "fieldMalformed repayment"),
        new("a loan with less than no saving", Propose with { SavingMinor = -1 }, "fieldMalformed saving"),
        new("a loan without saving", Propose with { SavingMinor = 0 }, "fine"),
        new("repayments one unit short of the loan", Propose with { AmountMinor = 2001 }, "termTooShort 2001"),
        new("a vote nobody knows", Vote with { Choice = (VoteChoice)4 }, "fieldMalformed choice"),
        new("a holder of no class", Holder with { Profile = Profile with { Class = (HolderClass)3 } }, "fieldMalformed class"),
        new("a turnover period of no month", Holder with { Profile = Profile with { TurnoverMonths = 0 } }, "fieldMalformed turnoverMonths"),
        new("the longest turnover period", Holder with { Profile = Profile with { TurnoverMonths = 36 } }, "fine"),
        new("a turnover period of more", Holder with { Profile = Profile with { TurnoverMonths = 37 } }, "fieldMalformed turnoverMonths"),
        new("a depreciation below zero", Holder with { DepreciationMinor = -1 }, "fieldMalformed depreciation"),
        new("a project without overdraft", Project with { OverdraftMinor = 0 }, "fieldMalformed overdraft"),
        new("a project that ends before it begins", Project with { Project = Project.Project with { EndsOn = new DateOnly(2025, 12, 31) } }, "fieldMalformed endsOn"),
        new("a project from the middle of a month", Project with { Project = Project.Project with { FirstMonth = new DateOnly(2026, 1, 2) } }, "fieldMalformed firstMonth"),
        new("a project without forecast", Project with { Project = Project.Project with { ForecastMinor = [] } }, "fieldMalformed forecast"),
        new("a project without pledge", Project with { Pledge = " " }, "fieldMissing pledge"),
        new("a project without underwriter", Project with { Underwriter = "" }, "fieldMissing underwriter"),
        new("no points", Points with { Points = default }, "fieldMissing points"),
        new("points of an account twice", Points with { Points = [Points.Points[0], Points.Points[0]] }, "fieldMalformed points"),
        new("points of too many accounts", Points with { Points = [.. Enumerable.Range(1, 1001).Select(static one => new AccountPoints(new AccountId(one), 1))] }, "fieldMalformed points"),
        new("a step nobody knows", Step with { Step = (WindowStep)99 }, "fieldMalformed step"),
    ];

    public static TheoryData<string> Names => [.. Table.Select(static row => row.Name)];

    public static TheoryData<string> Commands => [.. Fine.Select(static command => command.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_commands_form_is_what_its_row_says(string name)
    {
        var row = Table.Single(row => row.Name == name);
        Assert.Equal(row.Expected, Word(CommandForm.Check(row.Command)));
    }

    [Fact]
    public void Every_command_there_is_has_a_row() => Assert.Equal(
        typeof(Command).Assembly.GetTypes().Where(static type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Command)))
            .Select(static type => type.Name).Order(StringComparer.Ordinal),
        Fine.Select(static command => command.GetType().Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Only_malformed_refusals_come_from_a_form() => Assert.All(Table, static row =>
        Assert.True(CommandForm.Check(row.Command) is not { } refusal || refusal.Entry.Class == RefusalClass.Malformed));

    /// <summary>
    /// What a caller says is in the fingerprint. Not in it: what follows from the journal (a plan's positions), what the
    /// machine adds (the refusal that ended a queued trade), and a queued trade, which carries its trade's own.
    /// </summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void A_reused_id_is_told_by_any_field_of_the_command(string name)
    {
        var command = Fine.Single(command => command.GetType().Name == name);
        // A queued trade is its trade; what a run works out again after a crash is the same command.
        if (command is QueueTrade or PlanSettlement or TotalPeriodChunk or RecordPeriodChunk)
        {
            return;
        }

        foreach (var property in command.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static property => property is { CanWrite: true } && property.PropertyType != typeof(Refusal)))
        {
            var changed = command with { };
            property.SetValue(changed, Other(property.PropertyType, property.GetValue(command)));
            Assert.True(command.Fingerprint() != changed.Fingerprint(), $"{name}.{property.Name} is not in the fingerprint");
        }
    }

    [Fact]
    public void A_chunk_that_is_planned_again_is_the_same_chunk_of_the_same_step_only()
    {
        var chunk = OfPeriods.OfType<RecordPeriodChunk>().Single();
        Assert.Equal(chunk.Fingerprint(), (chunk with { Postings = 9 }).Fingerprint());
        Assert.NotEqual(chunk.Fingerprint(), (chunk with { Period = new PeriodId(2) }).Fingerprint());
        Assert.NotEqual(chunk.Fingerprint(), (chunk with { Chunk = chunk.Chunk with { Step = "x" } }).Fingerprint());
        Assert.NotEqual(chunk.Fingerprint(), (chunk with { Chunk = chunk.Chunk with { After = new AccountId(4) } }).Fingerprint());
    }

    [Fact]
    public void Actor_and_reason_are_not_part_of_what_was_commanded() =>
        Assert.Equal(Limits.Fingerprint(), (Limits with { Actor = "b", Reason = "again" }).Fingerprint());

    private static string Word(Refusal? refusal) => refusal is null
        ? "fine"
        : refusal.Facts.IsEmpty ? refusal.Entry.Code : $"{refusal.Entry.Code} {refusal.Facts[0].Value}";

    private static PlannedPosition Position(long account, long position, long carried, OperationId? instruction) => new(
        new AccountId(account), position, 0, 0, Math.Abs(carried), carried, position - carried, instruction);

    // Another value of the type, found by what it is made of.
    private static object? Other(Type type, object? value) => value switch
    {
        null => Sample(Nullable.GetUnderlyingType(type) ?? type),
        string text => text + "x",
        bool flag => !flag,
        Enum => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(value)),
        long number => number + 1,
        int number => number + 1,
        DateOnly date => date.AddDays(1),
        TimeOnly time => time.AddHours(1),
        TimeSpan span => span + TimeSpan.FromSeconds(1),
        Rate rate => new Rate(rate.Numerator + 1, rate.Denominator),
        Currency currency => currency with { Scale = (byte)(currency.Scale + 1) },
        OperationId => Scene.Operation(2),
        RegionId id => new RegionId(id.Value + 1),
        CommunityId id => new CommunityId(id.Value + 1),
        LedgerId id => new LedgerId(id.Value + 1),
        AccountId id => new AccountId(id.Value + 1),
        MemberId id => new MemberId(id.Value + 1),
        WindowId id => new WindowId(id.Value + 1),
        PeriodId id => new PeriodId(id.Value + 1),
        ImmutableArray<AccountPoints> points => points.Add(new AccountPoints(new AccountId(9), 1)),
        ImmutableArray<Signor> signors => signors.Add(new Signor("Citra", null)),
        ImmutableArray<string> texts => texts.Add("more"),
        ImmutableArray<int> days => days.Add(1),
        ImmutableArray<DateOnly> dates => dates.Add(Date.AddDays(9)),
        HolderProfile profile => profile with { TurnoverMonths = profile.TurnoverMonths + 1 },
        ProjectTerms project => project with { EndsOn = project.EndsOn.AddDays(1) },
        NoteRange range => range with { Last = range.Last + 1 },
        ImmutableArray<NoteRange> ranges => ranges.Add(new NoteRange("MEN-B", 1, 1)),
        NoteCounts counts => counts.With(5_000, 1),
        Amount amount => new Amount(amount.Minor + 1, amount.Currency),
        ImmutableArray<byte> bytes => bytes.SetItem(0, 1),
        ImmutableSortedDictionary<string, string> values => values.Add("more", "1"),
        ImmutableSortedDictionary<Indicator, long> figures => figures.Add(Indicator.Accounts, 1),
        _ => throw new InvalidOperationException($"No other value of {type} is known."),
    };

    private static object Sample(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(DateOnly) ? Date
        : type == typeof(RegionId) ? new RegionId(7)
        : type == typeof(DateTimeOffset) ? Scene.Now
        : throw new InvalidOperationException($"No value of {type} is known.");
}
