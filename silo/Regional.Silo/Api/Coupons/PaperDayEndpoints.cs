using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Schemes.Coupons.PaperDays;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Coupons;

/// <summary>
/// A paper day gone through before it is keyed: every bad line is named with its refusal, and nothing happens.
/// </summary>
internal sealed class PaperDayEndpoints(
    HostSettings settings, Places places, PaperLines reader, IPaperDays days, FactTranslator facts) : IEndpointGroup
{
    // A teller's day has some hundred lines; beyond this it is no day.
    private const int LineCountMax = 1000;

    public void Map(RouteGroupBuilder v1) =>
        v1.Post("/ledgers/{ledger}/coupons/days/check", CheckAsync).WithTags("Coupons").Asks<CheckDayBody, DayCheckView>(
            "Go through a teller's paper lines before they are keyed",
            "Each line is judged on what the lines before it would leave. Its id follows from till (or book and date) and "
            + "line number: send it under that id to its own endpoint (withdrawals, deposits, exchanges with the line's "
            + "number as paperLine where it is signed, transfers with the reference 'line N'), and a day that is keyed "
            + "again adds nothing.");

    private async Task<IResult> CheckAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<CheckDayBody>(http, settings.BatchBytesMax);
        var caller = Caller.Of(http);
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.WorkCounter, Target.Of(book));
        var lines = body.Lines ?? throw EdgeRefusal.Missing("lines");
        if (lines.Count > LineCountMax)
        {
            throw EdgeRefusal.Malformed("lines", $"{lines.Count}: at most {LineCountMax}");
        }

        var views = new PaperLineView[lines.Count];
        var numbers = new Dictionary<long, int>(lines.Count);
        var read = ImmutableArray.CreateBuilder<DayOrder>(lines.Count);
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at] ?? throw EdgeRefusal.Missing($"lines[{at}]");
            try
            {
                read.Add(numbers.TryAdd(line.No, at)
                    ? await reader.ReadAsync(caller, book, body, line, http.RequestAborted)
                    : throw EdgeRefusal.Malformed("no", $"{line.No}: there is such a line already"));
            }
            catch (EdgeRefusal wrong)
            {
                views[at] = new() { No = line.No, Status = "refused", Refusal = ProblemOf.From(wrong.Refusal) };
            }
        }

        var till = body.Till is { } id ? new OperationId(id) : (OperationId?)null;
        var day = new PaperDay(book.Id, till, body.BusinessDate, read.ToImmutable());
        if (!(await days.RehearseAsync(day, http.RequestAborted)).TryGet(out var verdicts, out var refusal))
        {
            throw new EdgeRefusal(refusal);
        }

        foreach (var verdict in verdicts.Lines)
        {
            views[numbers[verdict.No]] = await ViewAsync(verdict, book);
        }

        return Answer.Ok(new DayCheckView { Lines = views });
    }

    private async Task<PaperLineView> ViewAsync(DayVerdict verdict, LedgerAddress book)
    {
        var view = new PaperLineView { No = verdict.No, Status = "", Id = verdict.Id.Value };
        return verdict switch
        {
            DayLineReady ready => view with
            {
                Status = "ready",
                Fee = MoneyOf.View(ready.FeeMinor, book.Currency),
                Balance = MoneyOf.View(ready.BalanceMinor, book.Currency),
            },
            DayLinePosted => view with { Status = "posted" },
            DayLineCorrected => view with { Status = "corrected" },
            DayLineRefused refused => view with
            {
                Status = "refused",
                Refusal = ProblemOf.From(await facts.TranslateAsync(refused.Refusal, CancellationToken.None)),
            },
            _ => throw new InvariantViolation($"A line was judged as {verdict.GetType().Name}."),
        };
    }
}
