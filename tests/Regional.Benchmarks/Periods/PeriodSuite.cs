using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Suites;
using Regional.Contracts.Grains;
using Regional.Contracts.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Benchmarks.Periods;

/// <summary>
/// The end of a period of a pool with a million accounts, by the grain as the product runs it: totals, points, report. The
/// first period holds one line of every account, the others none; the second is broken off by the silo's end half way and
/// taken up by another. Every one is audited: a line per account, points that add up, and that sum to zero. Then the end of a
/// period of a coupon book with as many members, each of whom is charged.
/// </summary>
internal static class PeriodSuite
{
    private const string Name = "periods";
    private const long AccountCount = 1_000_000;
    private const int PeriodCount = 3;
    private const int BrokenPeriod = 2;
    private const long Charge = 1; // 0.01
    private static readonly ImmutableSortedDictionary<string, string> NoTerms = ImmutableSortedDictionary<string, string>.Empty;

    private const string Wrong = """
        select (select count(*) from accounts where ledger_id = $1) - count(*),
          count(*) filter (where l.balance <> a.credits_posted - a.debits_posted or l.total <> $2 * l.balance
            or p.points <> l.total or t.closing <> l.balance),
          coalesce(sum(l.total), 0)::bigint
        from periods d
        join pool_point_lines l on l.period_id = d.id join accounts a on a.id = l.account_id
        left join pool_points p on p.account_id = a.id
        left join period_totals t on t.period_id = d.id and t.account_id = a.id
        where d.ledger_id = $1 and d.no = $2
        """;

    // A charge of one for everybody: in the journal, on the account, in the period's totals, and at #1.
    private const string WrongCharge = """
        select count(*) filter (where t.amount = $2),
          count(*) filter (where a.role = 1 and (t.amount is null or p.debits <> $2
              or p.closing <> a.credits_posted - a.debits_posted))
            + count(*) filter (where a.id = $3 and a.credits_posted <> $2 * (select count(*) from accounts
                where ledger_id = $1 and role = 1)),
          coalesce(sum(a.credits_posted - a.debits_posted), 0)::bigint
        from accounts a
        join periods d on d.ledger_id = a.ledger_id and d.no = 1
        left join period_totals p on p.period_id = d.id and p.account_id = a.id
        left join transfers t on t.ledger_id = $1 and t.debit_account = a.id and t.credit_account = $3
        where a.ledger_id = $1
        """;

    public static async Task RunAsync(BenchOptions options, Figures figures, TextWriter output)
    {
        await Databases.RecreateAsync(options.Server, Name);
        var began = Stopwatch.GetTimestamp();
        await using var source = Databases.Open(options.Server, Name);
        var book = await PeriodBook.MakeAsync(
            Databases.Of(options.Server, Name), source, SavingsPoolScheme.SchemeName, AccountRole.PoolBank, NoTerms, AccountCount);
        await output.WriteLineAsync($"made a pool of {AccountCount} members: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
        for (var no = 1; no <= PeriodCount; no++)
        {
            var broken = no == BrokenPeriod ? await BreakOffAsync(options.Server, book, no, output) : TimeSpan.Zero;
            var (length, first) = await EndAsync(options.Server, book, no, output);
            if (await FindWrongAsync(source, book, no) is { } wrong)
            {
                figures.Add("invalid_runs", 1);
                await output.WriteLineAsync($"  not valid: period {no}: {wrong}");
                continue;
            }

            var kind = no == 1 ? "period_end_1e6" : no == BrokenPeriod ? "period_end_broken_1e6" : "period_end_quiet_1e6";
            figures.Add($"{kind}_seconds", (broken + length).TotalSeconds);
            figures.Add($"{kind}_first_answer_seconds", first.TotalSeconds);
        }
    }

    /// <summary>The end of a period whose step books a posting for every account.</summary>
    public static async Task RunChargedAsync(BenchOptions options, Figures figures, TextWriter output)
    {
        await Databases.RecreateAsync(options.Server, Name);
        await using var source = Databases.Open(options.Server, Name);
        var terms = NoTerms.Add("monthlyCharge", "0.01");
        var book = await PeriodBook.MakeAsync(
            Databases.Of(options.Server, Name), source, CouponScheme.SchemeName, AccountRole.Opening, terms, AccountCount);
        await output.WriteLineAsync($"made a coupon book of {AccountCount} members");
        var (length, _) = await EndAsync(options.Server, book, no: 1, output);
        if (await FindWrongChargeAsync(source, book) is { } wrong)
        {
            figures.Add("invalid_runs", 1);
            await output.WriteLineAsync($"  not valid: {wrong}");
            return;
        }

        figures.Add("period_end_charged_1e6_seconds", length.TotalSeconds);
    }

    // Ends the silo while points are being written.
    private static async Task<TimeSpan> BreakOffAsync(string server, PeriodBook book, int no, TextWriter output)
    {
        await using var silo = await OwnSilo.StartAsync(Databases.Of(server, Name));
        var reader = silo.Services.GetRequiredService<IPeriodReader>();
        var began = Stopwatch.GetTimestamp();
        var ending = AskAsync(silo, book, no).AsTask();
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            var period = await reader.FindAsync(book.Ledger, no, CancellationToken.None);
            if (ending.IsFaulted || period!.Status >= PeriodStatus.Totalled)
            {
                throw new InvalidOperationException($"Period {no} ended before it was broken off.", ending.Exception);
            }

            if (period.Steps.Any(static step => step.Step == PointsStep.StepName && step.Accounts > AccountCount / 2))
            {
                await output.WriteLineAsync($"period {no} broken off: {Show(period)}");
                return Stopwatch.GetElapsedTime(began);
            }
        }
    }

    private static async Task<(TimeSpan Length, TimeSpan FirstAnswer)> EndAsync(
        string server, PeriodBook book, int no, TextWriter output)
    {
        await using var silo = await OwnSilo.StartAsync(Databases.Of(server, Name));
        var reader = silo.Services.GetRequiredService<IPeriodReader>();
        var began = Stopwatch.GetTimestamp();
        TimeSpan? first = null;
        while (true)
        {
            var reply = await AskAsync(silo, book, no);
            first ??= Stopwatch.GetElapsedTime(began);
            if (reply.Refusal is { } refusal)
            {
                throw new InvalidOperationException($"Period {no} was refused: {refusal}");
            }

            var period = (await reader.FindAsync(book.Ledger, no, CancellationToken.None))!;
            await output.WriteLineAsync($"period {no} {reply.Status}: {Show(period)}");
            if (reply.Status >= PeriodStatus.Totalled)
            {
                return (Stopwatch.GetElapsedTime(began), first.Value);
            }
        }
    }

    private static ValueTask<PeriodReply> AskAsync(OwnSilo silo, PeriodBook book, int no) =>
        silo.Grains.GetGrain<ICommunityGrain>(book.Community.ToString()).EndPeriodAsync(
            new OperationId(Guid.CreateVersion7()), book.Ledger, no, "administrator:bench", reason: null);

    private static async Task<string?> FindWrongAsync(NpgsqlDataSource source, PeriodBook book, int no)
    {
        await using var command = source.CreateCommand(Wrong);
        command.Parameters.AddWithValue(book.Ledger.Value);
        command.Parameters.AddWithValue(no);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (missing, different, sum) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        return (missing, different, sum) == (0, 0, 0)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{missing} lines missing, {different} different, points sum to {sum}");
    }

    private static async Task<string?> FindWrongChargeAsync(NpgsqlDataSource source, PeriodBook book)
    {
        await using var command = source.CreateCommand(WrongCharge);
        command.Parameters.AddWithValue(book.Ledger.Value);
        command.Parameters.AddWithValue(Charge);
        command.Parameters.AddWithValue(book.Own[AccountRole.Administration].Value);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (charged, different, sum) = (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        return (charged, different, sum) == (AccountCount, 0, 0)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{charged} charged, {different} different, the book sums to {sum}");
    }

    private static string Show(BookPeriod period) =>
        string.Join(", ", period.Steps.Select(static step => $"{step.Step} {step.Accounts}"));
}
