using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Client;
using Regional.Client.Model;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Cli.ParallelRuns;

/// <summary>
/// Brings a pool to where its spreadsheet is: the first month with members, balances and points; a later month, where
/// asked, with the month's movements. Ids follow from ledger, month and name, so a run that was broken off goes on.
/// </summary>
internal sealed class ParallelImport(
    RegionalClient client, LedgerFacts ledger, string month, DateOnly lastDate, CancellationToken cancel)
{
    private const string OpeningAccount = "opening";
    private const string BankAccount = "bank";

    private readonly Dictionary<string, AccountView> _accounts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first month: members, accounts, points from last month, balances; the cash at the bank where it is told.</summary>
    public async Task TakeOverAsync(IReadOnlyList<SpreadsheetRow> rows, long? cash)
    {
        await ReadAccountsAsync();
        foreach (var row in rows)
        {
            await EnsureMemberAsync(row);
        }

        await TakePointsAsync(rows);
        foreach (var row in rows)
        {
            await BookAsync(row.Name, OpeningAccount, row.Balance, "opening", "opening");
        }

        // What is not told follows: where these are all of the pool, the cash is what they have saved and not borrowed.
        var held = cash ?? long.Max(0, rows.Sum(static row => row.Balance));
        if (held > 0)
        {
            await PayAsync(BankAccount, OpeningAccount, held, "opening", "cash");
        }
    }

    /// <summary>A later month: what the spreadsheet's balances have moved since, between member and bank.</summary>
    public async Task BookMovementsAsync(IReadOnlyList<SpreadsheetRow> rows)
    {
        await ReadAccountsAsync();
        foreach (var row in rows)
        {
            await EnsureMemberAsync(row);
            var now = _accounts[row.Name].Balance.Minor;
            await BookAsync(row.Name, BankAccount, row.Balance - now, "currency", $"from {now} to {row.Balance}");
        }
    }

    /// <summary>A member's code for a name: its letters and digits in lower case, words joined by dashes.</summary>
    public static string CodeOf(string name)
    {
        var words = new string([.. name.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var code = string.Join('-', words);
        return code.Length == 0 ? $"m-{DerivedId.Of(name).Value:N}"[..20] : code[..int.Min(code.Length, 40)];
    }

    private async Task ReadAccountsAsync()
    {
        await foreach (var account in client.ListAccountsAsync(ledger.Ledger, cancel))
        {
            if (account.Role == "member" && !_accounts.TryAdd(account.Name, account))
            {
                throw new UsageException($"Two accounts of {ledger.Ledger} are called '{account.Name}': the spreadsheet cannot say which.");
            }
        }
    }

    private async Task EnsureMemberAsync(SpreadsheetRow row)
    {
        if (_accounts.ContainsKey(row.Name))
        {
            return;
        }

        var code = CodeOf(row.Name);
        _ = (await client.AddMemberAsync(
            ledger.Community, new AddMemberBody { Id = Id(row.Name, "member"), Code = code, Name = row.Name }, cancel)).Value;
        _ = (await client.OpenAccountAsync(
            ledger.Ledger,
            new OpenAccountBody { Id = Id(row.Name, "account"), Code = code, Member = code, Kind = "pool" },
            cancel)).Value;
        _accounts[row.Name] = (await client.FindAccountAsync(new AccountCode(ledger.Ledger, code), cancel)).Value;
    }

    private async Task TakePointsAsync(IReadOnlyList<SpreadsheetRow> rows)
    {
        var part = 0;
        foreach (var some in rows.Where(static row => row.Opening != 0).Chunk(TakeOverPoints.AccountCountMax))
        {
            _ = (await client.TakeOverPointsAsync(
                ledger.Ledger,
                new TakeOverPointsBody
                {
                    Id = Id($"{part++}", "points"),
                    Points = [.. some.Select(row => new PointsBody(_accounts[row.Name].Code, Text(row.Opening)))],
                    Reason = $"spreadsheet of {month}",
                },
                cancel)).Value;
        }
    }

    // Forced: the spreadsheet says that it happened, and nothing here may refuse it.
    private Task BookAsync(string name, string other, long minor, string purpose, string what)
    {
        var account = _accounts[name].Code;
        return minor == 0
            ? Task.CompletedTask
            : minor > 0
                ? PayAsync(other, account, minor, purpose, $"{what}/{name}")
                : PayAsync(account, other, -minor, purpose, $"{what}/{name}");
    }

    private async Task PayAsync(string payer, string payee, long minor, string purpose, string what) =>
        _ = (await client.TransferAsync(
            ledger.Ledger,
            new TransferBody
            {
                Id = Id(what, "transfer"),
                Payer = payer,
                Payee = payee,
                Amount = Text(minor),
                Currency = ledger.Currency,
                Purpose = purpose,
                BusinessDate = lastDate,
                ForcedReason = $"spreadsheet of {month}",
            },
            cancel)).Value;

    private Guid Id(string about, string what) =>
        DerivedId.Of($"parallel/{ledger.Ledger}/{month}/{what}/{about}").Value;

    private string Text(long minor) => MoneyText.Format(minor, ledger.Scale);
}
