using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Silo.Access;

/// <summary>Who sends a request, as the token says. Its actor goes into every command; nothing in a body can change it.</summary>
/// <param name="Token">The token's id; refusals are budgeted by it.</param>
/// <param name="Actor">Recorded with everything it does.</param>
/// <param name="Role">What it is.</param>
/// <param name="Region">Its region; null: every region (the token an installation begins with).</param>
/// <param name="Community">Its community, of roles within one.</param>
/// <param name="Member">Its member, of role member.</param>
internal sealed record Caller(
    OperationId Token, string Actor, AccessRole Role, RegionId? Region, CommunityId? Community, MemberId? Member)
{
    /// <summary>The caller of this request; the token gate has put it there.</summary>
    public static Caller Of(HttpContext http) => http.Features.Get<Caller>()
        ?? throw new InvalidOperationException($"{http.Request.Path} was reached without a token.");
}
