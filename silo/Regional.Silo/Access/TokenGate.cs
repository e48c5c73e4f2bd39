using Microsoft.AspNetCore.Authorization;
using Regional.Domain.Refusals;
using Regional.Silo.Edge;
using Regional.Silo.Overload;

namespace Regional.Silo.Access;

/// <summary>Lets in who shows a good token, after the gate that bounds how many are served at once.</summary>
internal sealed class TokenGate(RequestDelegate next, TokenCache tokens, AdmissionGate admission)
{
    private const string Scheme = "Bearer ";

    // 32 random bytes and a prefix are about 50 characters; whatever is much longer is not one of ours.
    private const int TokenLengthMax = 200;

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }

        using var lease = await admission.EnterAsync(http);
        var caller = await tokens.FindAsync(Read(http), http.RequestAborted)
            ?? throw EdgeRefusal.For(RefusalReason.TokenUnknown);
        http.Features.Set(caller);
        await next(http);
    }

    private static string Read(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            throw EdgeRefusal.For(RefusalReason.TokenMissing);
        }

        var token = header[Scheme.Length..].Trim();
        return token.Length <= TokenLengthMax ? token : throw EdgeRefusal.For(RefusalReason.TokenUnknown);
    }
}
