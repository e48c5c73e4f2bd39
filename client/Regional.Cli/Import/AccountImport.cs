using Regional.Cli.Import.Csv;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Import;

/// <summary>
/// Imports accounts.csv: members that are not there, their accounts, and each opening balance from the ledger's opening
/// account by a derived id, so that it is brought in once. A chunk at a time; memory holds one.
/// </summary>
internal sealed class AccountImport(
    RegionalClient client, FileInfo input, LedgerFacts ledger, DateOnly? openingDate, ImportPace pace)
{
    private const int ChunkSize = BatchSender.BatchSize;

    // Single commands: as many round trips under way as keep two cores busy.
    private const int CommandsInFlight = 16;

    private long _openingSum;

    /// <summary>Sum of the opening balances read, minor units: zero for a community brought in whole.</summary>
    public long OpeningSumMinor => _openingSum;

    /// <summary>Runs to the end of the file; faults and refusals as for transfers.</summary>
    public async Task<ImportResult> RunAsync(CancellationToken cancel)
    {
        await using var stream = new FileStream(input.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
        var table = await CsvTable.OpenAsync(stream, AccountColumns.Needed, AccountColumns.Optional, cancel);
        var existing = await ExistingParties.ReadAsync(client, ledger, cancel);
        using var rejects = new RejectFile($"{input.FullName}.rejects.csv", keep: 0);
        var log = new LineLog(rejects, input, target: "", resumed: null);
        try
        {
            while (await ReadChunkAsync(table, log, cancel) is { Count: > 0 } chunk)
            {
                await AddMembersAsync(chunk, existing, cancel);
                await OpenAccountsAsync(chunk, existing, cancel);
                await BringInAsync(chunk, cancel);
                log.Settle();
                pace.Progress.Report(log.CountOfRun, Math.Min(1m, (decimal)table.Position / input.Length));
            }
        }
        finally
        {
            log.Settle();
            rejects.Flush();
            pace.Progress.End();
        }

        return log.Result(rejects, pace);
    }

    private async Task<List<LineSlotOf>> ReadChunkAsync(CsvTable table, LineLog log, CancellationToken cancel)
    {
        var chunk = new List<LineSlotOf>(ChunkSize);
        while (chunk.Count < ChunkSize && await table.ReadAsync(cancel) is { } row)
        {
            var slot = new LineSlot(row.Line, row.Original);
            log.Begin(slot);
            AccountLine? line = null;
            switch (row)
            {
                case CsvFault fault:
                    slot.End(Reject.Of(fault));
                    break;
                case CsvRecord record:
                    line = AccountLine.Read(table, record, slot, ledger.Scale);
                    break;
            }

            _openingSum += line?.OpeningMinor ?? 0;
            chunk.Add(new LineSlotOf(slot, line));
        }

        return chunk;
    }

    private Task AddMembersAsync(List<LineSlotOf> chunk, ExistingParties existing, CancellationToken cancel)
    {
        var wanted = chunk.Select(static of => of.Line).OfType<AccountLine>()
            .Where(line => !existing.HasMember(line.Member))
            .GroupBy(static line => line.Member, StringComparer.Ordinal)
            .Select(static lines => lines.First())
            .ToList();
        foreach (var line in wanted)
        {
            existing.AddMember(line.Member);
        }

        return EachAsync(wanted, line => AddMemberAsync(line, cancel), cancel);
    }

    private async Task AddMemberAsync(AccountLine line, CancellationToken cancel)
    {
        var answer = await client.AddMemberAsync(
            ledger.Community,
            new AddMemberBody
            {
                Id = LineIds.OfAccount(ledger.Community, line.Member, $"member/{line.Name}"),
                Code = line.Member,
                Name = line.Name,
            },
            cancel);
        // Taken: somebody added it meanwhile, which is as well.
        if (answer.Refusal is { Code: not "codeTaken" } refusal)
        {
            line.Slot.End(AccountReject.Of(line.Slot, refusal));
        }
    }

    private Task OpenAccountsAsync(List<LineSlotOf> chunk, ExistingParties existing, CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var wanted = new List<AccountLine>();
        foreach (var line in chunk.Select(static of => of.Line).OfType<AccountLine>())
        {
            if (line.Slot.Outcome != LineOutcome.Open)
            {
                continue;
            }

            if (!existing.HasAccount(line.Account) && seen.Add(line.Account))
            {
                wanted.Add(line);
            }
            else if (!existing.HasAccount(line.Account))
            {
                line.Slot.End(new Reject(line.Slot.Line, AccountColumns.Account, "codeTaken", "The file has this account twice.", line.Slot.Original));
            }
            else if (existing.Difference(line, ledger.Scale) is { } difference)
            {
                line.Slot.End(
                    new Reject(line.Slot.Line, difference.Column, "codeTaken", difference.Reason, line.Slot.Original));
            }
            else if (line.OpeningMinor == 0)
            {
                line.Slot.End(LineOutcome.Replayed);
            }
        }

        return EachAsync(wanted, line => OpenAsync(line, existing, cancel), cancel);
    }

    private async Task OpenAsync(AccountLine line, ExistingParties existing, CancellationToken cancel)
    {
        var answer = await client.OpenAccountAsync(
            ledger.Ledger,
            new OpenAccountBody
            {
                Id = LineIds.OfAccount(
                    ledger.Ledger, line.Account, $"open/{line.Member}/{line.Kind}/{line.Floor}/{line.Ceiling}"),
                Code = line.Account,
                Member = line.Member,
                Kind = line.Kind,
                Floor = line.Floor,
                Ceiling = line.Ceiling,
            },
            cancel);
        if (answer.Refusal is { } refusal)
        {
            line.Slot.End(AccountReject.Of(line.Slot, refusal));
            return;
        }

        existing.AddAccount(line, ledger.Scale);
        if (line.OpeningMinor == 0)
        {
            line.Slot.End(answer.Value.IsReplay ? LineOutcome.Replayed : LineOutcome.Posted);
        }
    }

    /// <summary>Posts the chunk's opening balances; forced, so in any order.</summary>
    private async Task BringInAsync(List<LineSlotOf> chunk, CancellationToken cancel)
    {
        var sender = new BatchSender(
            client, new OrderGate(static _ => false, static _ => false), pace.Time, pace.InFlightMax);
        foreach (var line in chunk.Select(static of => of.Line).OfType<AccountLine>())
        {
            if (line.Slot.Outcome == LineOutcome.Open && line.Opening(ledger, openingDate) is { } opening)
            {
                sender.Give(new ImportItem(line.Slot, opening, [], []));
            }
        }

        while (!sender.IsIdle)
        {
            sender.Send(isAll: true, CancellationToken.None);
            await sender.ReceiveAsync(cancel);
        }
    }

    private static Task EachAsync(List<AccountLine> lines, Func<AccountLine, Task> command, CancellationToken cancel) =>
        Parallel.ForEachAsync(
            lines,
            new ParallelOptions { MaxDegreeOfParallelism = CommandsInFlight, CancellationToken = cancel },
            async (line, _) => await command(line));

    private sealed record LineSlotOf(LineSlot Slot, AccountLine? Line);
}
