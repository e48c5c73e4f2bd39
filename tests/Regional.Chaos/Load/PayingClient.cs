using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>
/// One of many clients: draws commands and sends each until it is answered. Some it sends twice, at the same moment from
/// two places, with other content under the same id, or it gives up without an answer and leaves them for later.
/// </summary>
public sealed class PayingClient(
    Courier courier, IReadOnlyList<Uri> silos, Random chance, ConcurrentBag<Order> unresolved)
{
    private const int ThinkMillisecondsMax = 160;
    private const int AttemptCountMax = 12;

    /// <summary>More than is ever drawn: "2.0" and "2" would be the same content.</summary>
    private const string AlteredAmount = "1111";

    private readonly Draws _draws = new(chance);
    private readonly Sender _sender = new(courier, silos, chance);
    private readonly Sender _twin = new(courier, silos, new Random(chance.Next()));

    /// <summary>Until the load ends; a command under way is then left unresolved.</summary>
    public async Task RunAsync(CancellationToken loadEnd, CancellationToken cancel)
    {
        while (!loadEnd.IsCancellationRequested)
        {
            await SendAsync(_draws.Next(), loadEnd, cancel);
            await Task.Delay(chance.Next(ThinkMillisecondsMax), cancel);
        }
    }

    private async Task SendAsync(Order order, CancellationToken loadEnd, CancellationToken cancel)
    {
        switch (chance.Next(100))
        {
            case < 4:
                await Task.WhenAll(
                    FinishAsync(_sender, order, AttemptCountMax), FinishAsync(_twin, order, AttemptCountMax));
                break;
            case < 7:
                await Task.WhenAll(
                    FinishAsync(_sender, order, AttemptCountMax), FinishAsync(_twin, Alter(order), AttemptCountMax));
                break;
            case < 11:
                await FinishAsync(_sender, order, AttemptCountMax);
                _sender.FailOver();
                await FinishAsync(_sender, order, AttemptCountMax);
                break;
            case < 13:
                await FinishAsync(_sender, order, AttemptCountMax);
                await FinishAsync(_sender, Alter(order), AttemptCountMax);
                break;
            case < 18:
                // Whoever gives up after one attempt learns of it much later, or never asks: here, at the end.
                await FinishAsync(_sender, order, attemptsMax: 1);
                break;
            default:
                await FinishAsync(_sender, order, AttemptCountMax);
                break;
        }

        async Task FinishAsync(Sender sender, Order sent, int attemptsMax)
        {
            switch (await sender.SendAsync(sent, attemptsMax, loadEnd, cancel))
            {
                case null:
                    unresolved.Add(sent);
                    break;
                case Verdict.Done when sender == _sender && ReferenceEquals(sent, order):
                    _draws.Remember(sent);
                    break;
            }
        }
    }

    private static Order Alter(Order order) => order.Kind switch
    {
        CommandKind.Transfer or CommandKind.Trade or CommandKind.Request or CommandKind.PostPending =>
            order.Altered("amount", AlteredAmount),
        CommandKind.Posting => order.Altered("legs", new JsonArray(order.Body["legs"]![0]!.DeepClone())),
        // The same command in other words.
        _ => order.Altered("reason", "another one"),
    };
}
