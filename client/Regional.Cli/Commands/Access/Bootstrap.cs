using Regional.Cli.CommandLine;
using Regional.Client.Model;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using Regional.Storage.Registry;

namespace Regional.Cli.Commands.Access;

/// <summary>
/// Issues a token by the database alone, for whoever runs the machine: the first one, before any server would believe
/// anybody. The same command as a server's, recorded in the same way.
/// </summary>
internal static class Bootstrap
{
    /// <summary>Issues it; the refusal, or null.</summary>
    public static async Task<Problem?> IssueAsync(string connection, IssueTokenBody body, CancellationToken cancel)
    {
        await using var database = await DirectDatabase.OpenAsync(connection, cancel);
        var codes = new CodeResolver(database);
        var region = body.Region is { } regionCode
            ? await codes.FindRegionAsync(regionCode, cancel) ?? throw NotThere("region", regionCode)
            : null;
        var community = body.Community is { } communityCode
            ? await codes.FindCommunityAsync(communityCode, cancel) ?? throw NotThere("community", communityCode)
            : null;
        var member = body.Member is { } memberCode
            ? await codes.FindMemberAsync(
                community?.Id ?? throw new UsageException("A member is one of a --community."), memberCode, cancel)
                ?? throw NotThere("member", memberCode)
            : null;
        var command = new IssueToken(
            [.. Convert.FromHexString(body.Hash)], body.Actor, Role(body.Role), region?.Id, community?.Id, member?.Id,
            body.ExpiresAt)
        {
            Id = new OperationId(body.Id!.Value),
            Actor = $"machine:{Environment.UserName}",
            Reason = body.Note,
        };
        return await new CommandExecutor(database).ExecuteAsync(command, cancel) is CommandOutcome.Refused refused
            ? Problem(refused.Refusal)
            : null;
    }

    private static AccessRole Role(string word) => Enum.Parse<AccessRole>(word, ignoreCase: true);

    private static UsageException NotThere(string what, string code) =>
        new($"There is no {what} '{code}' in this database.");

    private static Problem Problem(Refusal refusal) => new()
    {
        Code = refusal.Entry.Code,
        Number = refusal.Entry.Number,
        Class = refusal.Entry.Class.ToString().ToLowerInvariant(),
        Facts = refusal.Facts.ToDictionary(static fact => fact.Name, static fact => fact.Value),
        Advice = refusal.Entry.Advice,
    };
}
