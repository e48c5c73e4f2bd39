using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>A command that was done: its transfers are those that were asked for and told of, each once.</summary>
public sealed class ContentChecks(Journal journal)
{
    private const int RequestApproved = 2;
    private const int RequestDeclined = 3;
    private const int RequestWithdrawn = 5;

    private readonly Dictionary<string, AccountRow> _byName =
        journal.Accounts.Values.ToDictionary(static account => account.Name, StringComparer.Ordinal);

    private readonly Dictionary<Guid, int> _corrected = journal.Transfers
        .Where(static row => row.Corrects is not null).GroupBy(static row => row.Corrects!.Value)
        .ToDictionary(
            static group => group.Key, static group => group.Select(static row => row.Operation).Distinct().Count());

    public IEnumerable<Finding> Check(Asked asked, Verdict.Done done)
    {
        TransferRow[] rows = [.. journal.ByOperation[asked.Id]];
        return CheckAsked(asked, rows).Concat(CheckTold(rows, done));
    }

    private IEnumerable<Finding> CheckAsked(Asked asked, TransferRow[] rows) => asked.Kind switch
    {
        CommandKind.SetUp or CommandKind.Cut or CommandKind.PeriodEnd or CommandKind.PeriodMark
            or CommandKind.CreditSwitch => [],
        CommandKind.Deposit => Compare([Cash(asked, isIn: true)], rows),
        CommandKind.PoolWithdrawal => Compare([Cash(asked, isIn: false)], rows),
        CommandKind.SchemePayment => CheckScheme(Leg(asked, asked.Body), rows),
        CommandKind.NotesOut or CommandKind.NotesIn => CheckCounter(asked, rows),
        CommandKind.Transfer or CommandKind.ImportLine => Compare([Leg(asked, asked.Body)], rows),
        CommandKind.Posting =>
            Compare([.. asked.Body["legs"]!.AsArray().Select(leg => Leg(asked, leg!.AsObject()))], rows),
        CommandKind.PostPending => CheckResolution(asked, rows, TransferAction.PostPending),
        CommandKind.VoidPending => CheckResolution(asked, rows, TransferAction.VoidPending),
        CommandKind.Trade => CheckPath(
            rows, Account($"{asked.Body["payer"]}"), Account($"{asked.Body["payee"]}"), $"{asked.Body["amount"]}",
            asked.Id, (string?)asked.Body["reference"]),
        CommandKind.Correction => CheckCorrection(asked, rows),
        CommandKind.Request => CheckRequest(asked),
        CommandKind.Approval => CheckApproval(asked, rows),
        CommandKind.Decline => CheckAnswered(asked, RequestDeclined),
        CommandKind.Withdrawal => CheckAnswered(asked, RequestWithdrawn),
        CommandKind.Confirmation => rows.All(static row => row.Action == TransferAction.PostPending)
            ? Count(2, rows)
            : Wrong("it is no settlement payment"),
    };

    // What the client was told of each leg, number and balance included.
    private IEnumerable<Finding> CheckTold(TransferRow[] rows, Verdict.Done done)
    {
        foreach (var entry in done.Posting?["entries"]?.AsArray() ?? [])
        {
            var row = rows.FirstOrDefault(row => row.Leg == (int)entry!["leg"]!);
            if (row is null)
            {
                yield return new Finding(FindingKind.Lost, $"leg {entry!["leg"]} is not there");
                continue;
            }

            var told = (
                $"{entry!["payer"]}", $"{entry["payee"]}", (long)entry["payerEntry"]!, (long)entry["payeeEntry"]!,
                Minor(entry["amount"]) ?? row.Amount, Minor(entry["payerBalance"]) ?? row.DebitBalance,
                Minor(entry["payeeBalance"]) ?? row.CreditBalance);
            var found = (
                journal.Accounts[row.Debit].Name, journal.Accounts[row.Credit].Name, row.DebitEntry, row.CreditEntry,
                row.Amount, row.DebitBalance, row.CreditBalance);
            if (told != found)
            {
                yield return new Finding(FindingKind.Violation, $"told of {told}, found {found}");
            }
        }
    }

    // A komoko may carry a payment in parts, of lots and of the overdraft; what else moves stays in its ledger.
    private static IEnumerable<Finding> CheckScheme(Expected asked, TransferRow[] rows)
    {
        if (rows.Length == 0)
        {
            return [new Finding(FindingKind.Lost, "its transfers are not there")];
        }

        var paid = rows.Where(row => (row.Debit, row.Credit, row.Action) == (asked.Debit, asked.Credit, asked.Action))
            .Sum(static row => row.Amount);
        return paid == asked.Amount && rows.All(row => row.Ledger == rows[0].Ledger && row.Reference == asked.Reference)
            ? []
            : Wrong($"asked for {asked}, found {string.Join("; ", rows.AsEnumerable())}");
    }

    private IEnumerable<Finding> CheckCounter(Asked asked, TransferRow[] rows)
    {
        var member = Account($"{asked.Path.Split('/')[3]}/{asked.Body["account"]}");
        var isOut = asked.Kind == CommandKind.NotesOut;
        if (rows.Length == 0)
        {
            return [new Finding(FindingKind.Lost, "its transfers are not there")];
        }

        var (account, amount) = (isOut ? rows[0].Debit : rows[0].Credit, Money.Minor($"{asked.Body["amount"]}", member.Scale));
        return account == member.Id && rows[0].Amount == amount && rows.All(row => row.Ledger == rows[0].Ledger)
            ? []
            : Wrong($"asked for {amount} {(isOut ? "out" : "in")} on {member.Name}, found {string.Join("; ", rows.AsEnumerable())}");
    }

    private IEnumerable<Finding> CheckResolution(Asked asked, TransferRow[] rows, TransferAction action)
    {
        var path = asked.Path.Split('/');
        var (posting, leg) = (Guid.Parse(path[^3]), int.Parse(path[^2]));
        var held = journal.ByOperation[posting].FirstOrDefault(row => row.Leg == leg);
        if (held is null)
        {
            return Wrong($"what it ends, {posting}:{leg}, is not there");
        }

        var amount = asked.Body["amount"] is { } part
            ? Money.Minor($"{part}", journal.Accounts[held.Debit].Scale)
            : held.Amount;
        return Compare([new Expected(held.Debit, held.Credit, amount, action, null)], rows)
            .Concat(rows.All(row => row.Resolves == posting && row.ResolvesLeg == leg)
                ? []
                : Wrong("it ends another hold"));
    }

    // The first leg debits the payer, the last credits the payee with what was asked, and every ledger between is crossed.
    private IEnumerable<Finding> CheckPath(
        TransferRow[] rows, AccountRow payer, AccountRow payee, string amount, Guid trade, string? reference)
    {
        if (rows.Length == 0)
        {
            return [new Finding(FindingKind.Lost, "its transfers are not there")];
        }

        var ledgers = rows.Select(static row => row.Ledger).Distinct().Count();
        var isRight = rows[0].Debit == payer.Id && rows[^1].Credit == payee.Id
            && rows[^1].Amount == Money.Minor(amount, payee.Scale) && ledgers == 3 && rows.Length is 3 or 4
            && rows.All(row => row.Trade == trade && row.Action == TransferAction.Post && row.Reference == reference);
        return isRight ? [] : Wrong("its transfers are not those of the trade");
    }

    private IEnumerable<Finding> CheckCorrection(Asked asked, TransferRow[] rows)
    {
        var corrected = Guid.Parse(asked.Path.Split('/')[^2]);
        if (_corrected.GetValueOrDefault(corrected) > 1)
        {
            return [new Finding(FindingKind.Doubled, $"{corrected} was corrected more than once")];
        }

        Expected[] reversed =
        [
            .. journal.ByOperation[corrected]
                .Select(static row => new Expected(row.Credit, row.Debit, row.Amount, TransferAction.Post, null)),
        ];
        return Compare(reversed, rows)
            .Concat(rows.All(row => row.Corrects == corrected && row.IsForced)
                ? []
                : Wrong("it corrects something else"));
    }

    private IEnumerable<Finding> CheckRequest(Asked asked)
    {
        if (journal.Requests.GetValueOrDefault(asked.Id) is not { } request)
        {
            return [new Finding(FindingKind.Lost, "the request is not there")];
        }

        var payee = Account($"{asked.Body["payee"]}");
        return (request.Payee, request.Payer, request.Amount)
            == (payee.Id, Account($"{asked.Body["payer"]}").Id, Money.Minor($"{asked.Body["amount"]}", payee.Scale))
            ? []
            : Wrong("the request is another one");
    }

    private IEnumerable<Finding> CheckApproval(Asked asked, TransferRow[] rows)
    {
        var request = journal.Requests.GetValueOrDefault(RequestOf(asked));
        if (request is null)
        {
            return Wrong("the request is not there");
        }

        var (payer, payee) = (journal.Accounts[request.Payer], journal.Accounts[request.Payee]);
        return CheckAnswered(asked, RequestApproved).Concat(payer.LedgerId == payee.LedgerId
            ? Compare([new Expected(payer.Id, payee.Id, request.Amount, TransferAction.Post, null)], rows)
            : CheckPath(rows, payer, payee, Money.Text(request.Amount, payee.Scale), asked.Id, reference: null));
    }

    private IEnumerable<Finding> CheckAnswered(Asked asked, int status)
    {
        var request = journal.Requests.GetValueOrDefault(RequestOf(asked));
        return request?.Status == status && request.AnsweredBy == asked.Id
            ? []
            : Wrong($"the request has status {request?.Status}, by {request?.AnsweredBy}");
    }

    private static Guid RequestOf(Asked asked) => Guid.Parse(asked.Path.Split('/')[^2]);

    private Expected Cash(Asked asked, bool isIn)
    {
        var ledger = asked.Path.Split('/')[3];
        var (bank, member) = (Account($"{ledger}/bank"), Account($"{ledger}/{asked.Body["account"]}"));
        return new Expected(
            isIn ? bank.Id : member.Id, isIn ? member.Id : bank.Id, Money.Minor($"{asked.Body["amount"]}", bank.Scale),
            TransferAction.Post, null);
    }

    private Expected Leg(Asked asked, JsonObject leg)
    {
        var ledger = asked.Path.Split('/')[3];
        var payer = Account($"{ledger}/{leg["payer"]}");
        return new Expected(
            payer.Id, Account($"{ledger}/{leg["payee"]}").Id, Money.Minor($"{leg["amount"]}", payer.Scale),
            (bool?)leg["pending"] == true ? TransferAction.Pend : TransferAction.Post, (string?)asked.Body["reference"]);
    }

    private static IEnumerable<Finding> Compare(Expected[] expected, TransferRow[] rows)
    {
        foreach (var finding in Count(expected.Length, rows))
        {
            yield return finding;
        }

        foreach (var (one, row) in expected.Zip(rows))
        {
            var found = new Expected(
                row.Debit, row.Credit, row.Amount, row.Action, one.Reference is null ? null : row.Reference);
            if (one != found)
            {
                yield return new Finding(FindingKind.Violation, $"asked for {one}, found {found}");
            }
        }
    }

    private static IEnumerable<Finding> Count(int expected, TransferRow[] rows) => (rows.Length - expected) switch
    {
        < 0 => [new Finding(FindingKind.Lost, $"{rows.Length} of {expected} transfers are there")],
        > 0 => [new Finding(FindingKind.Doubled, $"{rows.Length} transfers instead of {expected}")],
        0 => [],
    };

    private AccountRow Account(string name) => _byName[name];

    private static long? Minor(JsonNode? money) => (long?)money?["minor"];

    private static IEnumerable<Finding> Wrong(string what) => [new Finding(FindingKind.Violation, what)];

    private sealed record Expected(long Debit, long Credit, long Amount, TransferAction Action, string? Reference);
}
