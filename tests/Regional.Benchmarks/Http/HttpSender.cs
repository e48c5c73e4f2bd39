using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Benchmarks.Http;

/// <summary>Orders through the typed client, sent once: what is shed is counted, not repeated.</summary>
internal sealed class HttpSender(RegionalClient client, Town town, Dictionary<long, string> codes) : ISender
{
    public async ValueTask<Answered> SendAsync(Order order)
    {
        try
        {
            var answer = await client.TransferAsync(town.Quarters[order.PayerQuarter].Code, new TransferBody
            {
                Id = order.Id,
                Payer = codes[order.Payer],
                Payee = codes[order.Payee],
                Amount = $"{order.Amount / 100}.{order.Amount % 100:00}",
                Currency = Town.Currency,
            });
            return answer.Refusal switch
            {
                null => Answered.Posted,
                { Code: "overloaded" or "busy" } => Answered.Shed,
                _ => Answered.Refused,
            };
        }
        catch (RegionalFaultException)
        {
            return Answered.Failed;
        }
    }
}
