using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Registry;

public sealed class TermsCommandTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task A_rate_raises_the_version_of_its_ledgers_terms()
    {
        var before = await VersionAsync(_world.Beta.Ledger);

        await _world.DoneAsync(New(Rate(await TodayAsync())));

        var ledger = (await Directory.FindLedgerAsync(_world.Beta.Ledger, TestContext.Current.CancellationToken))!;
        Assert.Equal(before + 1, ledger.Version);
        Assert.Contains(ledger.Rates, static rate => rate is { Side: RateSide.Buy, Rate: { Numerator: 1, Denominator: 160 } });
    }

    [Fact]
    public async Task A_rate_may_not_reach_back()
    {
        var today = await TodayAsync();
        var refusal = await _world.RefusedAsync(New(Rate(today.AddDays(-1))), RefusalReason.EffectiveInPast);

        Assert.Equal($"{today:O}", refusal.Facts[2].Value);
    }

    [Fact]
    public async Task A_rate_needs_a_ledger_that_trades()
    {
        var today = await TodayAsync();
        var apart = Int(
            await _world.DoneAsync(New(new CreateLedger(_world.Alpha.Community, "apart", Komoko, "mutual-credit", IsTrading: false)
            {
                Id = default,
                Actor = "",
            })),
            "ledger");
        await _world.RefusedAsync(New(Rate(today) with { Ledger = new LedgerId(999) }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Rate(today) with { Ledger = new LedgerId(apart) }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Rate(today) with { Rate = default }), RefusalReason.RateMalformed);
    }

    [Fact]
    public async Task A_regions_terms_raise_the_version_of_every_ledger_below_it()
    {
        var (alpha, beta) = (await VersionAsync(_world.Alpha.Ledger), await VersionAsync(_world.Beta.Ledger));

        await _world.DoneAsync(New(Terms(await TodayAsync(), ("capPolicy", "refuse"), ("queueCountMax", "7"), ("carry.alpha", "60.5"))));

        Assert.Equal((alpha + 1, beta + 1), (await VersionAsync(_world.Alpha.Ledger), await VersionAsync(_world.Beta.Ledger)));
        var ledger = (await Directory.FindLedgerAsync(_world.Alpha.Ledger, TestContext.Current.CancellationToken))!;
        Assert.Equal((CapPolicy.Refuse, 7), (ledger.CapPolicy, ledger.QueueCountMax));
    }

    [Fact]
    public async Task Terms_of_a_later_day_are_not_in_force_yet()
    {
        var before = (await Directory.FindLedgerAsync(_world.Beta.Ledger, TestContext.Current.CancellationToken))!;

        await _world.DoneAsync(New(Terms((await TodayAsync()).AddDays(2), ("queueCountMax", "3"))));

        var after = (await Directory.FindLedgerAsync(_world.Beta.Ledger, TestContext.Current.CancellationToken))!;
        Assert.Equal(before.QueueCountMax, after.QueueCountMax);
    }

    [Theory]
    [InlineData("capPolicy", "perhaps")]
    [InlineData("queueCountMax", "-1")]
    [InlineData("carry.alpha", "-1")]
    [InlineData("carry.alpha", "1.234")]
    [InlineData("carry.nobody", "1")]
    [InlineData("interest", "5")]
    public async Task A_region_takes_only_terms_it_knows(string name, string value) =>
        await _world.RefusedAsync(New(Terms(await TodayAsync(), (name, value))), RefusalReason.FieldMalformed);

    [Fact]
    public async Task A_communitys_terms_are_its_schemes_and_dated()
    {
        var today = await TodayAsync();
        var before = await VersionAsync(_world.Alpha.Ledger);
        var command = New(Terms(today, ("purposes", "goods, services")) with { Ledger = _world.Alpha.Ledger });

        var result = await _world.DoneAsync(command);

        Assert.Equal($"{before + 1}", result["version"]);
        await _world.RefusedAsync(New(command with { ValidFrom = today.AddDays(-1) }), RefusalReason.EffectiveInPast);
        await _world.RefusedAsync(New(command with { Ledger = new LedgerId(999) }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(
            New(command with { Parameters = ImmutableSortedDictionary<string, string>.Empty }), RefusalReason.FieldMissing);
    }

    [Theory]
    [InlineData("fee", "0.02", RefusalReason.ParameterUnknown)]
    [InlineData("purposes", "bribes", RefusalReason.ParameterInvalid)]
    [InlineData("grecoMultiple", "2.5", RefusalReason.ParametersContradict)]
    public async Task A_community_takes_only_terms_its_scheme_reads(string name, string value, RefusalReason reason) =>
        await _world.RefusedAsync(
            New(Terms(await TodayAsync(), (name, value)) with { Ledger = _world.Alpha.Ledger }), reason);

    private LedgerDirectory Directory => new(_world.Test.Database);

    private async Task<long> VersionAsync(LedgerId ledger) =>
        await _world.Test.ScalarAsync<long>($"select terms_version from ledgers where id = {ledger}");

    private async Task<DateOnly> TodayAsync() => DateOnly.FromDateTime(
        await _world.Test.ScalarAsync<DateTime>("select (clock_timestamp() at time zone 'Asia/Jakarta')::date::timestamp"));

    private SetRate Rate(DateOnly validFrom) =>
        new(_world.Beta.Ledger, TransferKind.Real, null, RateSide.Buy, new Rate(1, 160), validFrom) { Id = default, Actor = "" };

    private SetTerms Terms(DateOnly validFrom, params (string Name, string Value)[] parameters) => new(
        _world.RegionLedger, validFrom,
        parameters.ToImmutableSortedDictionary(static pair => pair.Name, static pair => pair.Value))
    {
        Id = default,
        Actor = "",
    };
}
