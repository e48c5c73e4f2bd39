using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Silo.Edge;

/// <summary>A command's id: in the body, in the header <c>Idempotency-Key</c>, or the same in both.</summary>
internal static class CommandIds
{
    public const string Header = "Idempotency-Key";

    public static OperationId Read(HttpContext http, Guid? fromBody)
    {
        var fromHeader = FromHeader(http);
        if (fromBody is { } body && fromHeader is { } header && body != header)
        {
            throw EdgeRefusal.Malformed(Header, $"{header} is not the body's id {body}");
        }

        var id = new OperationId(fromBody ?? fromHeader ?? Guid.Empty);
        return id.IsEmpty ? throw EdgeRefusal.For(RefusalReason.IdMissing) : id;
    }

    private static Guid? FromHeader(HttpContext http)
    {
        // The draft standard quotes it; most callers do not.
        var text = http.Request.Headers[Header].ToString().Trim('"', ' ');
        return text.Length == 0 ? null : Fields.Uuid(Header, text);
    }
}
