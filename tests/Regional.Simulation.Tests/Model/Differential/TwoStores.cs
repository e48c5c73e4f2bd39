using Regional.Contracts;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Simulation.Model;
using Regional.Simulation.Model.Reading;
using Regional.Storage.Clearing;
using Regional.Storage.Directory;
using Regional.Storage.Periods;
using Regional.Storage.Queries.Komoko;
using Regional.Storage.Schemes;
using Regional.TestKit;
using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>
/// PostgreSQL and the model side by side: everything is done on both, and what they answer must read the same. Both
/// number what they make alike, so that ids of one are ids of the other.
/// </summary>
internal sealed class TwoStores : IAsyncDisposable
{
    private static readonly PageRequest AllOfThem = new(After: null, PageRequest.LimitMax);

    private readonly TestDatabase _postgres;
    private readonly IJournalStore _store;
    private readonly ILedgerDirectory _directory;
    private readonly IClearingReader _clearing;
    private readonly IPeriodReader _periods;
    private readonly ISchemeReader _schemes;
    private readonly KomokoQueries _komoko;

    private TwoStores(TestDatabase postgres)
    {
        _postgres = postgres;
        _store = PostgresWorld.NewStore(postgres.Database);
        _directory = new LedgerDirectory(postgres.Database);
        _clearing = new ClearingReader(postgres.Database);
        _periods = new PeriodReader(postgres.Database);
        _schemes = new SchemeReader(postgres.Database);
        _komoko = new KomokoQueries(postgres.Database);
    }

    public ModelDatabase Model { get; } = new(TimeProvider.System);

    /// <summary>What was done, for the message of a difference: the last lines.</summary>
    public List<string> Log { get; } = [];

    public string Seed { get; set; } = "";

    /// <summary>How often each kind of answer was given.</summary>
    public SortedDictionary<string, int> Tally { get; } = new(StringComparer.Ordinal);

    public string Answers => string.Join(", ", Tally.Select(static pair => $"{pair.Key} {pair.Value}"));

    public static async Task<TwoStores> OpenAsync() => new(await TestDatabase.CreateAsync());

    /// <summary>One more of a kind.</summary>
    public void Count(string kind) => Tally[kind] = Tally.GetValueOrDefault(kind) + 1;

    /// <summary>Commits on both. Null: both threw the same.</summary>
    public async Task<JournalResult?> CommitAsync(JournalBatch batch)
    {
        Log.Add(Plain.Text(batch));
        return await BothAsync(
            () => _store.CommitAsync(batch, CancellationToken.None),
            () => Model.Store.CommitAsync(batch, CancellationToken.None),
            static result => result with { Accounts = result.Accounts.Sort(static (a, b) => a.Id.CompareTo(b.Id)) });
    }

    /// <summary>Executes on both. Null: both threw the same.</summary>
    public async Task<CommandOutcome?> ExecuteAsync(Command command)
    {
        Log.Add(Plain.Text(command));
        return await BothAsync(
            () => _store.ExecuteAsync(command, CancellationToken.None),
            () => Model.Store.ExecuteAsync(command, CancellationToken.None),
            static outcome => outcome);
    }

    public Task<T> ReadAsync<T>(string what, Func<ILedgerDirectory, Task<T>> read)
    {
        Log.Add(what);
        return BothAsync(() => read(_directory), () => read(Model.Directory), static value => value)!;
    }

    public Task<T> ReadAsync<T>(string what, Func<IClearingReader, Task<T>> read)
    {
        Log.Add(what);
        return BothAsync(() => read(_clearing), () => read(Model.Clearing), static value => value)!;
    }

    public Task<T> ReadAsync<T>(string what, Func<IPeriodReader, Task<T>> read)
    {
        Log.Add(what);
        return BothAsync(() => read(_periods), () => read(Model.Periods), static value => value)!;
    }

    public Task<SchemeState> ReadAsync(SchemeRequest request)
    {
        Log.Add($"state for {request.Command}");
        return BothAsync(
            () => _schemes.ReadAsync(request, CancellationToken.None),
            () => Model.Schemes.ReadAsync(request, CancellationToken.None),
            static state => state with
            {
                RestsOn = state.RestsOn.Sort(static (a, b) => a.Account.CompareTo(b.Account)),
            })!;
    }

    /// <summary>Every lot an account ever had, and what its payments rest on.</summary>
    public async Task CompareLotsAsync(AccountId account, DateOnly date)
    {
        Log.Add($"lots of {account}");
        await BothAsync(
            async () => (await _komoko.FindLotsAsync(account, AllOfThem, default)).Items,
            () => Task.FromResult(ModelLots.Of(Model.Tables, account)),
            static lots => lots);
        await BothAsync(
            async () => await _komoko.FindPartyAsync(account, date, default),
            () => Task.FromResult(ModelKomokoReader.Party(Model.Tables, account, date)),
            static party => party);
    }

    /// <summary>Bids for time deposits.</summary>
    public async Task CompareBidsAsync(LedgerId ledger)
    {
        Log.Add($"bids of {ledger}");
        await BothAsync(
            async () => (await _komoko.FindBidsAsync(ledger, AllOfThem, default)).Items,
            () => Task.FromResult(ModelLots.BidsOf(Model.Tables, ledger)),
            static bids => bids);
    }

    /// <summary>Period calendars were set that much earlier, on both: what has ended since is due.</summary>
    public async Task BackdateCalendarsAsync(int days)
    {
        Log.Add($"calendars are {days} days older");
        await _postgres.ExecuteAsync($"update period_calendars set at = at - {days} * interval '1 day'");
        var calendars = Model.Tables.PeriodCalendars;
        foreach (var (ledger, row) in calendars.ToArray())
        {
            calendars[ledger] = row with { FirstSetAt = row.FirstSetAt.AddDays(-days) };
        }
    }

    /// <summary>All terms hold from that many days earlier, on both.</summary>
    public async Task BackdateTermsAsync(int days)
    {
        Log.Add($"terms are {days} days older");
        await _postgres.ExecuteAsync($"update terms set valid_from = valid_from - {days}");
        foreach (var ledger in Model.Tables.Ledgers)
        {
            var terms = Model.Tables.TermsOf(ledger.Id);
            for (var at = 0; at < terms.Count; at++)
            {
                terms[at] = terms[at] with { ValidFrom = terms[at].ValidFrom.AddDays(-days) };
            }
        }
    }

    /// <summary>What is under way gets older on both: pending transfers and requests are nearer to their end.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Log.Add($"pass {time}");
        var microseconds = time.Ticks / TimeSpan.TicksPerMicrosecond;
        await _postgres.ExecuteAsync(
            $"update pendings set expires_at = expires_at - {microseconds} * interval '1 microsecond' where status = 1");
        await _postgres.ExecuteAsync(
            $"update payment_requests set expires_at = expires_at - {microseconds} * interval '1 microsecond' where status = 1");
        var tables = Model.Tables;
        foreach (var (expiresAt, posting, leg) in tables.DuePendings.ToArray())
        {
            var id = new TransferId(posting, leg);
            tables.DuePendings.Remove((expiresAt, posting, leg));
            tables.DuePendings.Add((expiresAt - time, posting, leg));
            tables.Pendings[id] = tables.Pendings[id] with { ExpiresAt = expiresAt - time };
        }

        foreach (var request in tables.Requests.Values.Where(static request => request.Status == RequestStatus.Open))
        {
            request.ExpiresAt -= time;
        }
    }

    /// <summary>Notes, tills, lines, limits and repayments as they are stored.</summary>
    public async Task CompareNotesAsync()
    {
        if (await StoredCoupons.FindDifferenceAsync(_postgres, Model.Tables.Coupons) is { } other)
        {
            Assert.Fail(
                $"{Seed}, step {Log.Count}, {other.Table}\nPostgreSQL: {Around(other.Postgres, other.Model)}\n"
                + $"model:      {Around(other.Model, other.Postgres)}");
        }
    }

    public Task<IReadOnlyList<string>> FindBrokenAsync() => JournalAudit.FindBrokenAsync(_postgres);

    public ValueTask DisposeAsync() => _postgres.DisposeAsync();

    private async Task<T?> BothAsync<T>(Func<Task<T>> postgres, Func<Task<T>> model, Func<T, T> normal)
    {
        var (there, theirFault) = await TryAsync(postgres);
        var (here, ourFault) = await TryAsync(model);
        var expected = theirFault is null ? Plain.Text(normal(there!)) : Plain.Text(theirFault);
        var actual = ourFault is null ? Plain.Text(normal(here!)) : Plain.Text(ourFault);
        if (expected != actual)
        {
            Assert.Fail(
                $"{Seed}, step {Log.Count}: {Log[^1]}\nPostgreSQL: {Around(expected, actual)}\n"
                + $"model:      {Around(actual, expected)}\n{theirFault}\n{ourFault}");
        }

        Count(here, ourFault);
        return here;
    }

    private void Count(object? answer, Exception? fault)
    {
        string[] kinds = answer switch
        {
            JournalResult result => [.. result.Outcomes.Values.Select(static outcome => outcome switch
            {
                PostingOutcome.Refused refused => $"{refused.Refusal.Reason}",
                PostingOutcome.Posted { IsReplay: true } => "replay",
                _ => outcome.GetType().Name,
            })],
            CommandOutcome.Refused refused => [$"{refused.Refusal.Reason} of a command"],
            CommandOutcome.Done => ["done"],
            null when fault is not null => [fault.GetType().Name],
            _ => [],
        };
        foreach (var kind in kinds)
        {
            Count(kind);
        }
    }

    // What stands before and after the first place in which the two differ.
    private static string Around(string text, string other)
    {
        const int before = 400;
        const int after = 200;
        var at = 0;
        while (at < text.Length && at < other.Length && text[at] == other[at])
        {
            at++;
        }

        return text[Math.Max(0, at - before)..Math.Min(text.Length, at + after)];
    }

    private static async Task<(T? Value, Exception? Fault)> TryAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return (await act(), null);
        }
        catch (Exception fault) when (fault is OutcomeUnknown or LedgerUnavailable or InvariantViolation)
        {
            return (default, fault);
        }
    }
}
