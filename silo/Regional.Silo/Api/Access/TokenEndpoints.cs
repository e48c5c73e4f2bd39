using System.Collections.Immutable;
using System.Security.Cryptography;
using Regional.Client.Model;
using Regional.Contracts.Access;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Access;

/// <summary>Tokens: issued by their digest, listed without it, revoked at once.</summary>
internal sealed class TokenEndpoints(
    HostSettings settings, Places places, CommandDesk desk, ITokenStore tokens, TokenCache cache) : IEndpointGroup
{
    private const int TokenScanMax = 1000;

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/tokens").WithTags("Access");
        group.Post("", IssueAsync).Commands<IssueTokenBody, CommandView>(
            "Issue a token",
            "The caller draws the secret and sends its SHA-256. Administrators issue member, teller and advisoryBoard; "
            + "coordinators all others.");
        group.Get("", ListAsync).Reads<Page<TokenView>>("Tokens of the caller's community or region, newest first");
        group.Delete("/{token}", RevokeAsync).Commands<CommandBody, CommandView>(
            "Revoke a token", "Whoever may issue it; and everybody their own. Heard of everywhere within a second.");
    }

    private async Task<IResult> IssueAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync<IssueTokenBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var role = Words.Parse<AccessRole>("role", body.Role);
        var (region, community, member) = await ScopeAsync(body, http.RequestAborted);
        var target = new Target(region, community, member);
        Permissions.Demand(caller, AccessAction.ManageTokens, target);
        if (!Permissions.MayIssue(caller.Role, role))
        {
            throw EdgeRefusal.For(
                RefusalReason.NotPermitted, new("role", Words.Of(caller.Role)), new("needed", $"issue {body.Role}"));
        }

        var command = new IssueToken(
            Hash(body.Hash), Actor(body), role, community is null ? region : null, community,
            member, body.ExpiresAt)
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Note,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["token"] = $"{id}" });
    }

    private async Task<IResult> ListAsync(HttpContext http, string? region, string? after, string? limit)
    {
        var caller = Caller.Of(http);
        var place = region is not null
            ? (await places.RegionAsync(region, http.RequestAborted)).Id
            : caller.Region ?? throw EdgeRefusal.Missing("region");
        Permissions.Demand(caller, AccessAction.ManageTokens, new Target(place, caller.Community));
        var size = Paging.Limit(limit);
        OperationId? before = after is null ? null : new OperationId(Fields.Uuid("after", after));
        var rows = await tokens.FindTokensAsync(place, caller.Community, before, size + 1, http.RequestAborted);
        return Answer.Ok(Paging.Of(rows, size, View, static row => $"{row.Id}"));
    }

    private async Task<IResult> RevokeAsync(HttpContext http, string token)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var revoked = new OperationId(Fields.Uuid("token", token));
        if (revoked != caller.Token)
        {
            await DemandRevocationAsync(caller, revoked, http.RequestAborted);
        }

        var command = new RevokeToken(revoked) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        var answer = await desk.ExecuteAsync(caller, command, new() { ["token"] = $"{revoked}" });
        cache.Forget();
        return answer;
    }

    private async Task DemandRevocationAsync(Caller caller, OperationId revoked, CancellationToken cancellationToken)
    {
        Permissions.Demand(caller, AccessAction.ManageTokens, new Target(caller.Region, caller.Community));
        var record = caller.Region is { } region ? await FindAsync(region, caller.Community, revoked, cancellationToken) : null;
        if (record is null && caller.Region is not null)
        {
            throw EdgeRefusal.NotFound("token", $"{revoked}");
        }

        if (record is not null && !Permissions.MayIssue(caller.Role, record.Role))
        {
            throw Permissions.NotPermitted(caller, AccessAction.ManageTokens);
        }
    }

    // Revoking is rare and the tokens of a community are few: they are looked through, a page at a time.
    private async Task<TokenRecord?> FindAsync(
        RegionId region, CommunityId? community, OperationId token, CancellationToken cancellationToken)
    {
        OperationId? before = null;
        while (true)
        {
            var page = await tokens.FindTokensAsync(region, community, before, TokenScanMax, cancellationToken);
            if (page.FirstOrDefault(record => record.Id == token) is { } found)
            {
                return found;
            }

            if (page.Length < TokenScanMax)
            {
                return null;
            }

            before = page[^1].Id;
        }
    }

    private async Task<(RegionId? Region, CommunityId? Community, MemberId? Member)> ScopeAsync(
        IssueTokenBody body, CancellationToken cancellationToken)
    {
        var region = body.Region is null ? null : await places.RegionAsync(body.Region, cancellationToken);
        if (body.Community is null)
        {
            // Without a region a token reaches every region: only one that does so itself can issue it.
            return body.Member is null ? (region?.Id, null, null) : throw EdgeRefusal.Missing("community");
        }

        var community = await places.CommunityAsync(body.Community, cancellationToken);
        if (region is not null && community.Region != region.Id)
        {
            throw EdgeRefusal.NotFound("community", body.Community);
        }

        var member = body.Member is null ? null : await places.MemberAsync(community.Id, body.Member, cancellationToken);
        return (community.Region, community.Id, member?.Id);
    }

    private static ImmutableArray<byte> Hash(string? text)
    {
        const int HexLength = SHA256.HashSizeInBytes * 2;
        var given = Fields.Required("hash", text);
        return given.Length == HexLength && given.All(char.IsAsciiHexDigit)
            ? [.. Convert.FromHexString(given)]
            : throw EdgeRefusal.Malformed("hash", "not 64 hexadecimal digits");
    }

    // The actor stands in the journal for ever: it may not claim another role or community than the token has.
    private static string Actor(IssueTokenBody body)
    {
        var actor = Fields.Required("actor", body.Actor);
        var begin = body.Community is null ? $"{body.Role}:" : $"{body.Role}:{body.Community}";
        return actor.StartsWith(begin, StringComparison.Ordinal)
            && (body.Community is null || actor.Length == begin.Length || actor[begin.Length] == '/')
            ? actor
            : throw EdgeRefusal.Malformed("actor", $"{actor}: begin it with {begin}");
    }

    private static TokenView View(TokenRecord token) => new()
    {
        Id = token.Id.Value,
        Actor = token.Actor,
        Role = Words.Of(token.Role),
        Region = token.RegionCode,
        Community = token.CommunityCode,
        Member = token.MemberCode,
        IssuedAt = token.IssuedAt,
        IssuedBy = token.IssuedBy,
        ExpiresAt = token.ExpiresAt,
        RevokedAt = token.RevokedAt,
        Note = token.Note,
    };
}
