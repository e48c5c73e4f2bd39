using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Api;
using Regional.Silo.Edge;
using Regional.Silo.Overload;
using Regional.Storage.Following;

namespace Regional.Silo.Events;

/// <summary>The journal as it grows, as server-sent events: resumable, in its order, each commit once.</summary>
internal sealed class EventEndpoints(
    Places places, JournalReader reader, JournalFollower follower, CommitViews views, IHostApplicationLifetime lifetime,
    TimeProvider clock) : IEndpointGroup
{
    private const string ResumeHeader = "Last-Event-ID";

    public void Map(RouteGroupBuilder v1) =>
        v1.Get("/regions/{region}/events", FollowAsync).WithTags("Reading").WithMetadata(new StreamingMark()).ReadsText(
            "text/event-stream",
            "Follow the journal",
            $"Events named commit; their id resumes after them ({ResumeHeader}). A line of comment every ten seconds tells a "
            + "quiet stream from a dead one. Operators see the whole region, coordinators the region's own ledger; with "
            + "ledger= who may read all of that ledger.");

    private async Task FollowAsync(HttpContext http, string region, string? ledger)
    {
        var place = await places.RegionAsync(region, http.RequestAborted);
        var caller = Caller.Of(http);
        var sight = await SightAsync(caller, place, ledger, http.RequestAborted);
        var after = Resume(http) ?? await reader.FindEndAsync(http.RequestAborted);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new EventStream(http.Response, clock);
        try
        {
            await stream.OpenAsync(after, ended.Token);
            await stream.CopyAsync(
                follower.FollowAsync(after, ended.Token),
                commit => views.ViewAsync(commit, sight, caller, ended.Token),
                ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Gone, or going: whoever listened resumes after the last id.
        }
    }

    private async Task<Sight> SightAsync(
        Caller caller, RegionAddress region, string? ledger, CancellationToken cancellationToken)
    {
        if (ledger is not null)
        {
            var book = await places.LedgerAsync(ledger, cancellationToken);
            if (book.Region != region.Id)
            {
                throw EdgeRefusal.NotFound("ledger", ledger);
            }

            Permissions.Demand(
                caller, book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book));
            return new Sight(region.Id, book.Id);
        }

        Permissions.Demand(caller, AccessAction.ReadPositions, Target.Of(region));

        // Who may not read the communities' books follows the region's own.
        return Permissions.ReachOf(caller.Role, AccessAction.ReadCommunity) == Reach.Region
            ? new Sight(region.Id, Ledger: null)
            : new Sight(region.Id, region.Ledger);
    }

    private static JournalCursor? Resume(HttpContext http)
    {
        var text = http.Request.Headers[ResumeHeader].ToString();
        return text.Length == 0 ? null : JournalCursor.TryParse(text) ?? throw EdgeRefusal.Malformed(ResumeHeader, text);
    }
}

/// <summary>Which transfers a listener sees.</summary>
/// <param name="Region">Its region's.</param>
/// <param name="Ledger">Only this ledger's; null: every ledger of the region.</param>
internal sealed record Sight(RegionId Region, LedgerId? Ledger);
