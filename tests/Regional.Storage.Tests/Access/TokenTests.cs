using System.Collections.Immutable;
using System.Security.Cryptography;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;
using Regional.Storage.Access;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Access;

public sealed class TokenTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task A_token_is_found_by_its_digest_until_it_is_revoked()
    {
        var issue = New(Member());
        await _world.DoneAsync(issue);

        var found = (await FindAsync(issue.Hash))!;
        Assert.Equal(("member:alpha/m0001", AccessRole.Member, "alpha", "m0001"), (found.Actor, found.Role, found.CommunityCode, found.MemberCode));
        Assert.Equal(("suro", _world.Region), (found.RegionCode, found.Region));

        await _world.DoneAsync(New(new RevokeToken(issue.Id) { Id = default, Actor = "" }));
        Assert.Null(await FindAsync(issue.Hash));
        Assert.Null(await FindAsync(NewHash()));
    }

    [Fact]
    public async Task A_token_past_its_time_is_not_found()
    {
        var issue = New(Member() with { ExpiresAt = DateTimeOffset.UtcNow.AddHours(1) });
        await _world.DoneAsync(issue);
        Assert.NotNull(await FindAsync(issue.Hash));

        await _world.Test.ExecuteAsync($"update tokens set expires_at = clock_timestamp() where id = '{issue.Id}'");

        Assert.Null(await FindAsync(issue.Hash));
    }

    [Fact]
    public async Task A_token_names_exactly_what_its_role_is_about()
    {
        await _world.RefusedAsync(New(Member() with { Member = null }), RefusalReason.FieldMissing);
        await _world.RefusedAsync(New(Member() with { Community = null }), RefusalReason.FieldMissing);
        await _world.RefusedAsync(New(Member() with { Role = AccessRole.Teller }), RefusalReason.FieldMalformed);
        await _world.RefusedAsync(New(Member() with { Role = AccessRole.Operator }), RefusalReason.FieldMissing);
        await _world.RefusedAsync(New(Member() with { Hash = [1, 2, 3] }), RefusalReason.FieldMalformed);
        await _world.RefusedAsync(New(Member() with { Role = (AccessRole)99 }), RefusalReason.FieldMalformed);
    }

    [Fact]
    public async Task A_token_for_what_does_not_exist_is_refused()
    {
        await _world.RefusedAsync(New(Member() with { Region = new(999) }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Member() with { Community = new(999) }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Member() with { Member = _world.Beta.Member }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(
            New(Member() with { ExpiresAt = DateTimeOffset.UtcNow.AddHours(-1) }), RefusalReason.EffectiveInPast);
        await _world.RefusedAsync(New(new RevokeToken(NewId()) { Id = default, Actor = "" }), RefusalReason.ParentUnknown);
    }

    [Fact]
    public async Task A_digest_belongs_to_one_token()
    {
        var issue = New(Member());
        await _world.DoneAsync(issue);

        await _world.RefusedAsync(New(issue), RefusalReason.CodeTaken);
    }

    [Fact]
    public async Task The_first_coordinator_is_let_in_once()
    {
        var (id, hash) = (NewId(), NewHash());
        Assert.True(await BootstrapAsync(id, hash));
        Assert.True(await BootstrapAsync(id, hash));
        Assert.False(await BootstrapAsync(NewId(), NewHash()));

        await _world.DoneAsync(New(new RevokeToken(id) { Id = default, Actor = "" }));
        Assert.True(await BootstrapAsync(NewId(), NewHash()));
    }

    [Fact]
    public async Task An_installation_begins_with_a_coordinator_of_every_region()
    {
        await using var world = await World.EmptyAsync();
        var store = new TokenStore(world.Test.Database, world.Executor);
        var hash = NewHash();

        Assert.True(await store.BootstrapAsync(
            NewId(), region: null, AccessRole.Coordinator, hash, "coordinator:all", TestContext.Current.CancellationToken));
        Assert.False(await store.BootstrapAsync(
            NewId(), region: null, AccessRole.Coordinator, NewHash(), "coordinator:two", TestContext.Current.CancellationToken));

        Assert.Null((await store.FindAsync(hash.AsMemory(), TestContext.Current.CancellationToken))!.Region);
        Assert.Single(await store.FindTokensAsync(null, null, null, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Tokens_are_listed_newest_first_in_pages()
    {
        var world = await World.CreateAsync();
        await using var _ = world;
        var store = new TokenStore(world.Test.Database, world.Executor);
        var issued = new List<Domain.Ledger.OperationId>();
        for (var i = 0; i < 3; i++)
        {
            var issue = New(new IssueToken(NewHash(), "teller:alpha", AccessRole.Teller, null, world.Alpha.Community, null, null)
            {
                Id = default,
                Actor = "",
            });
            await world.DoneAsync(issue);
            issued.Insert(0, issue.Id);
        }

        var first = await store.FindTokensAsync(world.Region, null, null, 2, TestContext.Current.CancellationToken);
        var second = await store.FindTokensAsync(
            world.Region, world.Alpha.Community, first[^1].Id, 2, TestContext.Current.CancellationToken);

        Assert.Equal(issued, first.Concat(second).Select(static token => token.Id));
    }

    private TokenStore Store => new(_world.Test.Database, _world.Executor);

    private Task<Contracts.Access.TokenRecord?> FindAsync(ImmutableArray<byte> hash) =>
        Store.FindAsync(hash.AsMemory(), TestContext.Current.CancellationToken);

    private Task<bool> BootstrapAsync(Domain.Ledger.OperationId id, ImmutableArray<byte> hash) => Store.BootstrapAsync(
        id, _world.Region, AccessRole.Coordinator, hash, "coordinator:suro/first", TestContext.Current.CancellationToken);

    private IssueToken Member() => new(
        NewHash(), "member:alpha/m0001", AccessRole.Member, null, _world.Alpha.Community, _world.Alpha.Member, null)
    {
        Id = default,
        Actor = "",
    };

    private static ImmutableArray<byte> NewHash() => [.. RandomNumberGenerator.GetBytes(32)];
}
