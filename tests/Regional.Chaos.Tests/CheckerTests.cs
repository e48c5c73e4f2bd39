using System.Text.Json.Nodes;
using Regional.Chaos.Checking;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Tests;

/// <summary>The checker can fail: whatever is changed in the database or in the notes, it says so.</summary>
public sealed class CheckerTests(QuietRun run) : IClassFixture<QuietRun>
{
    // A payment that was made at once, and nothing else hangs on.
    private const string Payment =
        """
        (select t.operation from transfers t join operations o on o.id = t.operation
         where o.kind = 1 and t.action = 1 order by t.commit_no limit 1)
        """;

    private const string OfPayment = $"where operation = {Payment}";

    private const string OfWindow =
        "where (commit_no, ordinal) = (select commit_no, ordinal from transfers where window_id is not null limit 1)";

    private const string OfMirror =
        """
        where (commit_no, ordinal) = (
            select commit_no, ordinal from transfers t join accounts a on a.id = t.credit_account and a.role = 2
            where counter_amount is not null limit 1)
        """;

    private const string OfHold = "where (operation, leg) = (select operation, leg from pendings limit 1)";

    // Unique indexes would keep the product from such rows; here they are to be found by the checker.
    private const string WithoutIndexes =
        """
        alter table transfers drop constraint transfers_pkey;
        drop index transfers_debit;
        drop index transfers_credit;
        """;

    public static TheoryData<string, string> LostFromDatabase => new()
    {
        {
            "a payment is gone",
            $"""
            with gone as (delete from operations where id = {Payment} returning id)
            delete from transfers where operation in (select id from gone)
            """
        },
        { "a payment has no operation", $"delete from operations where id = {Payment}" },
        { "a payment has no transfers", $"delete from transfers {OfPayment}" },
        { "a payment is stored as refused", $"update operations set refusal = 1 where id = {Payment}" },
        { "a request is gone", "delete from payment_requests where id = (select id from payment_requests limit 1)" },
    };

    public static TheoryData<string, string> DoubledInDatabase => new()
    {
        {
            "a leg stands twice under its id",
            $"{WithoutIndexes} insert into transfers select * from transfers {OfPayment}"
        },
        {
            "a payment stands under a second id",
            $"""
            {WithoutIndexes}
            create temp table twin as select * from transfers {OfPayment};
            update twin set operation = '00000000-0000-4000-8000-000000000001';
            insert into transfers select * from twin;
            insert into operations
            select '00000000-0000-4000-8000-000000000001', kind, fingerprint, ledger_id, actor, at, commit_no
            from operations where id = {Payment}
            """
        },
    };

    public static TheoryData<string, string> ViolatedInDatabase => new()
    {
        { "an amount is another", $"update transfers set amount = amount + 1 {OfPayment}" },
        { "a payee is another", $"update transfers set credit_account = (select max(id) from accounts) {OfPayment}" },
        {
            "a period's totals are others",
            """
            update period_totals set debits = debits + 1, closing = closing - 1
            where (period_id, account_id) = (select period_id, account_id from period_totals limit 1)
            """
        },
        { "a period's end is under way still", "update periods set status = 2 where no = 1" },
        {
            "an account has no line of a month end",
            """
            delete from pool_point_lines
            where (period_id, account_id) = (select period_id, account_id from pool_point_lines limit 1)
            """
        },
        {
            "an account has other points",
            "update pool_points set points = points + 1 where account_id = (select min(account_id) from pool_points)"
        },
        { "a reference is another", $"update transfers set reference = 'x' {OfPayment}" },
        { "a balance after is wrong", $"update transfers set debit_balance = debit_balance + 1 {OfPayment}" },
        { "entry numbers have a gap", $"update transfers set debit_entry = debit_entry + 100000 {OfPayment}" },
        { "a commit is another", $"update operations set commit_no = commit_no + 1 where id = {Payment}" },
        { "a refused command is done", "update operations set refusal = null where refusal is not null" },
        { "a refused command is forgotten", "delete from operations where refusal is not null" },
        { "a refusal is another", "update operations set refusal = refusal + 1 where refusal is not null" },
        { "an account's balance is wrong", "update accounts set credits_posted = credits_posted + 1 where code = 'm01'" },
        { "an account holds for nobody", "update accounts set debits_pending = debits_pending + 1 where code = 'm01'" },
        { "a mirror is off", $"update transfers set counter_amount = counter_amount + 1 {OfMirror}" },
        { "a posting stands in another window", $"update transfers set window_id = window_id + 1 {OfWindow}" },
        { "a posting stands in no window", $"update transfers set window_id = null {OfWindow}" },
        { "windows leave a gap", "update windows set closes = closes - interval '1 millisecond' where no = 2" },
        { "a window is not settled", "update windows set status = 3 where status = 4" },
        { "a hold has not ended", $"update pendings set status = 1, resolved_by = null {OfHold}" },
        {
            "a request was answered by another",
            "update payment_requests set answered_by = id where answered_by is not null"
        },
    };

    public static TheoryData<string, FindingKind> Told => new()
    {
        { "told of a payment that is not there", FindingKind.Lost },
        { "told of another commit", FindingKind.Violation },
        { "told of another balance", FindingKind.Violation },
        { "told that a payment was refused", FindingKind.Violation },
        { "told as new a second time", FindingKind.Violation },
        { "told nothing", FindingKind.Violation },
        { "told that nothing happened, then that it had", FindingKind.Violation },
        { "asked for something else", FindingKind.Violation },
        { "asked for under two contents, both done", FindingKind.Violation },
        { "never asked", FindingKind.Violation },
        { "limits were set tighter", FindingKind.Violation },
    };

    [Fact]
    public async Task A_run_without_faults_is_found_without_fault()
    {
        var result = await run.CheckAsync(sql: null, run.Notes);

        Assert.Empty(result.Findings);
        Assert.True(result.Acknowledged > 100, $"{result.Acknowledged} acknowledged");
        Assert.True(result.Refused > 0, "Nothing was refused: limits were never met.");
    }

    [Theory]
    [MemberData(nameof(LostFromDatabase))]
    public Task What_is_gone_from_the_database_is_lost(string what, string sql) => FindAsync(FindingKind.Lost, what, sql);

    [Theory]
    [MemberData(nameof(DoubledInDatabase))]
    public Task What_stands_twice_in_the_database_is_doubled(string what, string sql) =>
        FindAsync(FindingKind.Doubled, what, sql);

    [Theory]
    [MemberData(nameof(ViolatedInDatabase))]
    public Task What_is_altered_in_the_database_is_a_violation(string what, string sql) =>
        FindAsync(FindingKind.Violation, what, sql);

    [Theory]
    [MemberData(nameof(Told))]
    public async Task A_change_of_the_notes_is_found(string what, FindingKind kind)
    {
        var result = await run.CheckAsync(sql: null, Tamper(what));

        Assert.True(result.Findings.Any(finding => finding.Kind == kind), $"Not found: {what}.");
    }

    private async Task FindAsync(FindingKind kind, string what, string sql)
    {
        var result = await run.CheckAsync(sql, run.Notes);

        Assert.True(result.Findings.Any(finding => finding.Kind == kind), $"Not found: {what}.");
    }

    private IEnumerable<string> Tamper(string what)
    {
        var notes = run.Notes.Select(static line => Note.Parse(line)!).ToList();
        var told = notes.OfType<Told>().ToDictionary(static note => note.No);
        // A payment asked for once, made at once.
        var asked = notes.OfType<Asked>().GroupBy(static note => note.Id)
            .Where(static attempts => attempts.Count() == 1).Select(static attempts => attempts.Single())
            .First(note => note.Kind == CommandKind.Transfer
                && note.Body["pending"] is null && told[note.No].Status == 201);
        var answer = told[asked.No];
        var no = notes.Max(static note => note.No) + 1;
        var later = DateTimeOffset.UtcNow;
        switch (what)
        {
            case "told of a payment that is not there":
                notes.Add(asked with { No = no, Id = Guid.NewGuid() });
                notes.Add(answer with { No = no });
                break;
            case "told of another commit":
                answer.Answer!["commit"] = (long)answer.Answer["commit"]! + 1;
                break;
            case "told of another balance":
                answer.Answer!["entries"]![0]!["payerBalance"]!["minor"] = 1_234_567;
                break;
            case "told that a payment was refused":
                Replace(answer, answer with
                {
                    Status = 422,
                    Answer = new JsonObject { ["class"] = "state", ["number"] = 60, ["code"] = "floorExceeded" },
                });
                break;
            case "told as new a second time":
                notes.Add(asked with { No = no, At = later });
                notes.Add(answer with { No = no, At = later });
                break;
            case "told nothing":
                notes.Remove(answer);
                break;
            case "told that nothing happened, then that it had":
                Replace(answer, answer with
                {
                    Status = 503,
                    Answer = new JsonObject { ["class"] = "fault", ["code"] = "ledgerUnavailable" },
                });
                var replay = (JsonObject)answer.Answer!.DeepClone();
                replay["isReplay"] = true;
                notes.Add(asked with { No = no, At = later });
                notes.Add(answer with { No = no, At = later, Status = 200, Answer = replay });
                break;
            case "asked for something else":
                asked.Body["amount"] = "1999";
                break;
            case "asked for under two contents, both done":
                var other = (JsonObject)asked.Body.DeepClone();
                other["amount"] = "1999";
                notes.Add(asked with { No = no, Body = other });
                notes.Add(answer with { No = no });
                break;
            case "never asked":
                notes.Remove(asked);
                notes.Remove(answer);
                break;
            case "limits were set tighter":
                foreach (var opened in notes.OfType<Asked>().Where(static note => note.Body["floor"] is not null))
                {
                    opened.Body["floor"] = "-1";
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }

        return notes.Select(static note => note.ToLine());

        void Replace(Note old, Note by) => notes[notes.IndexOf(old)] = by;
    }
}
