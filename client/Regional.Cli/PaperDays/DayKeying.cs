using System.Globalization;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.PaperDays;

/// <summary>
/// Keys a paper day: checked whole, and only when no line is bad posted line by line. Ids follow from till (or book and
/// date) and line number, so that a keying that was broken off goes on when the file is keyed again.
/// </summary>
internal sealed class DayKeying(RegionalClient client, string ledger, DateOnly date, Guid? till, CancellationToken cancel)
{
    private string? _currency;

    /// <summary>Goes through the day; nothing happens.</summary>
    public async Task<List<DayLine>> CheckAsync(IReadOnlyList<PaperRow> rows)
    {
        var sent = rows.Where(static row => row is { Body: not null, Wrong: null }).ToArray();
        var verdicts = new Dictionary<PaperRow, PaperLineView>(ReferenceEqualityComparer.Instance);
        if (sent.Length > 0)
        {
            var body = new CheckDayBody { Till = till, BusinessDate = date, Lines = [.. sent.Select(static row => row.Body!)] };
            var view = (await client.CheckDayAsync(ledger, body, cancel)).Value;
            foreach (var (row, verdict) in sent.Zip(view.Lines))
            {
                verdicts.Add(row, verdict);
            }
        }

        return [.. rows.Select(row => Line(row, verdicts.GetValueOrDefault(row)))];
    }

    /// <summary>
    /// Posts the lines that are ready, in order, and marks what became of each in <paramref name="lines"/>. Stops at
    /// the first that is refused after all, since later lines may rest on it.
    /// </summary>
    /// <exception cref="RegionalFaultException">
    /// The server cannot be reached; the lines marked so far are posted, the next may be. Key the file again.
    /// </exception>
    public async Task PostAsync(IReadOnlyList<PaperRow> rows, List<DayLine> lines, Action<int> progress)
    {
        var isStopped = false;
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at] is not { Status: "ready", Id: { } id } line)
            {
                continue;
            }

            if (isStopped)
            {
                lines[at] = line with { Status = "notReached" };
                continue;
            }

            var answer = await SendAsync(rows[at].Body!, id);
            isStopped = !answer.IsDone;
            lines[at] = answer.IsDone ? line with { Status = "posted" } : Refused(line, answer.Refusal);
            progress(at + 1);
        }
    }

    private Task<Answer<PostingView>> SendAsync(PaperLineBody line, Guid id) => line.Kind switch
    {
        "withdraw" => client.WithdrawCouponsAsync(ledger, Counter(line, id), cancel),
        "deposit" => client.DepositCouponsAsync(ledger, Counter(line, id), cancel),
        "exchange" => client.ExchangeNotesAsync(
            ledger,
            new ExchangeBody
            {
                Id = id,
                Account = line.Account,
                Expired = line.Notes!,
                Replacements = line.Replacements,
                Till = till,
                PaperLine = PaperLine(line),
                BusinessDate = date,
            },
            cancel),
        _ => PayAsync(line, id),
    };

    private async Task<Answer<PostingView>> PayAsync(PaperLineBody line, Guid id)
    {
        _currency ??= (await client.FindLedgerAsync(ledger, cancel)).Value.Currency;
        return await client.TransferAsync(
            ledger,
            new TransferBody
            {
                Id = id,
                Payer = line.Account,
                Payee = line.Payee!,
                Amount = line.Amount!,
                Currency = _currency,
                BusinessDate = date,
                Reference = string.Create(CultureInfo.InvariantCulture, $"line {line.No}"),
            },
            cancel);
    }

    private CounterBody Counter(PaperLineBody line, Guid id) => new()
    {
        Id = id,
        Account = line.Account,
        Amount = line.Amount!,
        Notes = line.Notes!,
        Till = till,
        PaperLine = PaperLine(line),
        BusinessDate = date,
    };

    private static string? PaperLine(PaperLineBody line) =>
        line.Signed ? line.No.ToString(CultureInfo.InvariantCulture) : null;

    private static DayLine Line(PaperRow row, PaperLineView? verdict)
    {
        var line = new DayLine
        {
            FileLine = row.FileLine,
            No = row.Body?.No,
            Kind = row.Body?.Kind,
            Account = row.Body?.Account is { Length: > 0 } account ? account : row.Name,
            Amount = row.Body?.Amount,
            Status = "refused",
            Code = row.Wrong?.Code,
            Reason = row.Wrong?.Reason,
        };
        return verdict switch
        {
            null => line,
            { Refusal: { } refusal } => Refused(line with { Id = verdict.Id }, refusal),
            _ => line with
            {
                Status = verdict.Status == "posted" ? "inBooks" : verdict.Status,
                Id = verdict.Id,
                Fee = verdict.Fee,
                Balance = verdict.Balance,
            },
        };
    }

    private static DayLine Refused(DayLine line, Problem refusal) => line with
    {
        Status = "refused",
        Code = refusal.Code,
        Reason = refusal.Code == "idReused"
            ? $"It is in the books with another {refusal.Facts.GetValueOrDefault("field")}: correct it there (coupon "
                + "correct), then key it anew; or mend the paper's copy."
            : $"{refusal.Detail ?? refusal.Title} {refusal.Advice}".Trim(),
    };
}
