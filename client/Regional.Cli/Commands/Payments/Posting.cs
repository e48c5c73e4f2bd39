using System.CommandLine;
using System.Text.Json;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Payments;

internal static class Posting
{
    public static Command Build(Verbs verbs)
    {
        var file = new Argument<FileInfo>("file") { Description = "JSON of the posting: {\"legs\":[{payer,payee,amount,currency,…}],…}." };
        var ledger = Given.Ledger();
        return verbs.Change(
            "posting", "Make linked transfers within a ledger, all or none, from a JSON file.", [file, ledger],
            async call =>
            {
                var body = await ReadAsync(call.Get(file), call.Cancel);
                return call.Tell(await call.Client.PostAsync(
                    call.Get(ledger), body with { Id = body.Id ?? call.Id }, call.Cancel));
            });
    }

    private static async Task<PostingBody> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            await using var stream = file.OpenRead();
            return await JsonSerializer.DeserializeAsync(stream, WireJson.Default.PostingBody, cancel)
                ?? throw new UsageException($"'{file.Name}' holds no posting.");
        }
        catch (JsonException malformed)
        {
            throw new UsageException($"'{file.Name}' is not a posting. {malformed.Message}");
        }
    }
}
