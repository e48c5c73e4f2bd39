using System.Runtime.CompilerServices;
using System.Text;

namespace Regional.Client.Events;

/// <summary>
/// Reads <c>text/event-stream</c> (WHATWG HTML, server-sent events). The framework's parser neither bounds an event nor
/// shows the comments that tell a quiet stream from a dead one.
/// </summary>
internal static class EventLines
{
    /// <summary>Most characters of one event: a commit of 1,000 transfers is a tenth of it.</summary>
    public const int EventLengthMax = 8 * 1024 * 1024;

    /// <summary>
    /// Events in order. One that breaks off at the end of the stream is dropped, as the standard says.
    /// </summary>
    /// <exception cref="TimeoutException">Nothing at all came for as long as <paramref name="idleMax"/>.</exception>
    public static async IAsyncEnumerable<ServerEvent> ReadAsync(
        TextReader reader, TimeSpan idleMax, TimeProvider time, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (name, id, data) = ("message", (string?)null, new StringBuilder());
        while (await reader.ReadLineAsync(cancel).AsTask().WaitAsync(idleMax, time, cancel) is { } line)
        {
            if (line.Length == 0)
            {
                if (data.Length > 0)
                {
                    yield return new ServerEvent(name, id, data.ToString(0, data.Length - 1));
                }

                (name, _) = ("message", data.Clear());
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var field = colon < 0 ? line : line[..colon];
            var value = colon < 0 ? "" : line[(colon + 1)..];
            value = value.StartsWith(' ') ? value[1..] : value;
            switch (field)
            {
                case "event":
                    name = value;
                    break;
                case "id":
                    id = value;
                    break;
                case "data" when data.Length + value.Length <= EventLengthMax:
                    data.Append(value).Append('\n');
                    break;
                case "data":
                    throw new InvalidDataException($"An event is longer than {EventLengthMax} characters.");
            }
        }
    }
}

/// <summary>One event.</summary>
/// <param name="Name">Its type; <c>message</c> when it names none.</param>
/// <param name="Id">The newest id of the stream.</param>
/// <param name="Data">Its lines, joined by line feeds.</param>
internal sealed record ServerEvent(string Name, string? Id, string Data);
