namespace Regional.Cli.Commands.Access;

/// <summary>A token as it is shown, once.</summary>
/// <param name="Id">To revoke it by.</param>
/// <param name="Token">The secret.</param>
/// <param name="Actor">Who acts with it.</param>
/// <param name="Role">What they are.</param>
internal sealed record IssuedToken(Guid Id, string Token, string Actor, string Role);
