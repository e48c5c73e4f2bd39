using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Registry;

public sealed class IdempotencyTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task A_command_sent_again_answers_the_first_outcome()
    {
        var command = New(Member("retried"));

        var first = Assert.IsType<CommandOutcome.Done>(await _world.ExecuteAsync(command));
        var second = Assert.IsType<CommandOutcome.Done>(
            await _world.ExecuteAsync(command with { Actor = "somebody:else", Reason = "another" }));

        Assert.Equal(first.Result, second.Result);
    }

    [Fact]
    public async Task A_retry_answers_the_accounts_it_changed_as_they_stand_now()
    {
        var command = New(new SetLimits(_world.Alpha.First, -5000, 5000) { Id = default, Actor = "" });
        await _world.DoneAsync(command);
        await _world.DoneAsync(New(new SetLimits(_world.Alpha.First, -7000, 7000) { Id = default, Actor = "" }));

        var again = Assert.IsType<CommandOutcome.Done>(await _world.ExecuteAsync(command));

        Assert.Equal(-7000, Assert.Single(again.Accounts).Floor);
    }

    [Fact]
    public async Task An_id_reused_for_other_content_is_refused_naming_the_field()
    {
        var command = New(Member("original"));
        await _world.DoneAsync(command);

        var outcome = await _world.ExecuteAsync(command with { Code = "changed" });

        var refusal = Assert.IsType<CommandOutcome.Refused>(outcome).Refusal;
        Assert.Equal(Refusal.For(RefusalReason.IdReused, new RefusalFact("field", "code")), refusal);
        Assert.Equal(0L, await _world.Test.ScalarAsync<long>("select count(*) from members where code = 'changed'"));
    }

    [Fact]
    public async Task An_id_reused_for_another_kind_of_command_is_refused_naming_the_kind()
    {
        var command = New(Member("kind"));
        await _world.DoneAsync(command);

        var outcome = await _world.ExecuteAsync(
            new CutWindow(_world.Region) { Id = command.Id, Actor = "coordinator:test" });

        Assert.Equal(
            Refusal.For(RefusalReason.IdReused, new RefusalFact("field", "kind")),
            Assert.IsType<CommandOutcome.Refused>(outcome).Refusal);
    }

    [Fact]
    public async Task One_id_sent_many_times_at_once_happens_once()
    {
        var command = New(Member("stampede"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.ExecuteAsync(command)));

        var results = outcomes.Select(static outcome => Assert.IsType<CommandOutcome.Done>(outcome).Result["member"]);
        Assert.Single(results.Distinct());
        Assert.Equal(1L, await _world.Test.ScalarAsync<long>("select count(*) from members where code = 'stampede'"));
    }

    [Fact]
    public async Task One_code_asked_for_by_many_at_once_goes_to_one()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _world.ExecuteAsync(New(Member("contested")))));

        Assert.Single(outcomes.OfType<CommandOutcome.Done>());
        Assert.All(
            outcomes.OfType<CommandOutcome.Refused>(),
            static refused => Assert.Equal(RefusalReason.CodeTaken, refused.Refusal.Reason));
    }

    [Fact]
    public async Task A_malformed_command_leaves_its_id_free()
    {
        var command = New(Member("Not A Code"));
        await _world.RefusedAsync(command, RefusalReason.CodeMalformed);

        await _world.DoneAsync(command with { Code = "a-code" });
    }

    private AddMember Member(string code) => new(_world.Alpha.Community, code, "A member") { Id = default, Actor = "" };
}
