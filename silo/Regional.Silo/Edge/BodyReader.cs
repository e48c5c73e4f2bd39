using System.Buffers;
using System.Text.Json;
using Regional.Domain.Refusals;

namespace Regional.Silo.Edge;

/// <summary>Reads a request's body whole, within its limit, into a wire record.</summary>
internal static class BodyReader
{
    private static readonly byte[] EscapedNul = "\\u0000"u8.ToArray();

    public static async Task<T> ReadAsync<T>(HttpContext http, long bytesMax)
        where T : class
    {
        var body = await ReadBytesAsync(http.Request, bytesMax, http.RequestAborted);
        try
        {
            RefuseNul(body);
            return JsonSerializer.Deserialize(body, ApiJson.Of<T>())
                ?? throw EdgeRefusal.For(RefusalReason.BodyMalformed, new RefusalFact("where", "$: null"));
        }
        catch (JsonException fault)
        {
            throw new EdgeRefusal(BodyFaults.Name(fault, body));
        }
    }

    private static async Task<byte[]> ReadBytesAsync(HttpRequest request, long bytesMax, CancellationToken cancellationToken)
    {
        if (request.ContentLength > bytesMax)
        {
            throw TooLarge(bytesMax);
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > bytesMax)
            {
                throw TooLarge(bytesMax);
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static EdgeRefusal TooLarge(long bytesMax) =>
        EdgeRefusal.For(RefusalReason.BodyTooLarge, new RefusalFact("limit", $"{bytesMax} bytes"));

    // JSON can carry U+0000 and PostgreSQL's text cannot. Looked for only where its escape occurs at all.
    private static void RefuseNul(byte[] body)
    {
        if (body.AsSpan().IndexOf(EscapedNul) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(body);
        var field = "";
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
            {
                continue;
            }

            var text = reader.GetString()!;
            if (text.Contains('\0'))
            {
                throw EdgeRefusal.Malformed(reader.TokenType == JsonTokenType.String ? field : "$", "holds the character U+0000");
            }

            field = reader.TokenType == JsonTokenType.PropertyName ? text : field;
        }
    }
}
