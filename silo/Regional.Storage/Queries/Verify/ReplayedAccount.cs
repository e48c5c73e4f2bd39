using Npgsql;
using Regional.Domain.Ledger;

namespace Regional.Storage.Queries.Verify;

/// <summary>One account as its entries say it should stand.</summary>
internal sealed class ReplayedAccount
{
    /// <summary>The checks made here; the first also stands for progress.</summary>
    public static readonly string[] Checks = ["entryNumbers", "entryBalances", "accountCounters", "accountLimits"];

    private readonly string _name;
    private readonly Findings _findings;
    private readonly LimitHistory _limits;
    private long _no;
    private Int128 _debitsPosted;
    private Int128 _creditsPosted;
    private Int128 _debitsPending;
    private Int128 _creditsPending;

    // As before the commit that is being replayed: room is measured from there (AccountRules).
    private long _commit;
    private Int128 _lowBefore;
    private Int128 _highBefore;
    private Int128 _debitsTaken;
    private Int128 _creditsTaken;

    public ReplayedAccount(NpgsqlDataReader account, Findings findings)
    {
        Id = account.GetInt64(0);
        _name = $"account {account.GetString(1)} ({Id})";
        _findings = findings;
        _limits = new LimitHistory(account, 7);
    }

    public long Id { get; }

    /// <summary>Replays one entry.</summary>
    public void Take(NpgsqlDataReader entry)
    {
        if (entry.GetInt64(0) != Id)
        {
            _findings.Add(Checks[0], $"account {entry.GetInt64(0)}", "an account", "none");
            return;
        }

        _no++;
        if (entry.GetInt64(1) != _no)
        {
            _findings.Add(Checks[0], _name, $"entry {_no}", $"entry {entry.GetInt64(1)}");
            _no = entry.GetInt64(1);
        }

        BeginCommit(entry.GetInt64(7));
        var isCredit = entry.GetBoolean(2);
        var action = (TransferAction)entry.GetInt16(4);
        if (action is TransferAction.Post or TransferAction.Pend)
        {
            Place(entry, isCredit, entry.GetInt64(3));
        }

        Move(action, isCredit, amount: entry.GetInt64(3), held: entry.GetInt64(9));
        if (entry.GetInt64(5) != _creditsPosted - _debitsPosted)
        {
            _findings.Add(
                Checks[1], $"{_name} entry {_no}", $"balance {_creditsPosted - _debitsPosted}", $"balance {entry.GetInt64(5)}");
        }
    }

    /// <summary>Compares the end with the account's row.</summary>
    public void Compare(NpgsqlDataReader account)
    {
        CompareCounter("debits posted", _debitsPosted, account.GetInt64(2));
        CompareCounter("credits posted", _creditsPosted, account.GetInt64(3));
        CompareCounter("debits pending", _debitsPending, account.GetInt64(4));
        CompareCounter("credits pending", _creditsPending, account.GetInt64(5));
        CompareCounter("entries", _no, account.GetInt64(6));
    }

    private void BeginCommit(long commit)
    {
        if (commit == _commit)
        {
            return;
        }

        var balance = _creditsPosted - _debitsPosted;
        (_commit, _lowBefore, _highBefore) = (commit, balance - _debitsPending, balance + _creditsPending);
        (_debitsTaken, _creditsTaken) = (0, 0);
    }

    private void Place(NpgsqlDataReader entry, bool isCredit, long amount)
    {
        _debitsTaken += isCredit ? 0 : amount;
        _creditsTaken += isCredit ? amount : 0;
        if (!_limits.IsLimited || entry.GetBoolean(6))
        {
            return;
        }

        var worst = isCredit ? _highBefore + _creditsTaken : _lowBefore - _debitsTaken;
        if (!_limits.Allows(worst, isCredit, entry.GetDateTime(8)))
        {
            _findings.Add(
                Checks[3], $"{_name} entry {_no}", isCredit ? "at most the ceiling" : "at least the floor", $"{worst}");
        }
    }

    private void Move(TransferAction action, bool isCredit, long amount, long held)
    {
        var (posted, pending) = action switch
        {
            TransferAction.Post => (amount, 0L),
            TransferAction.Pend => (0L, amount),
            TransferAction.PostPending => (amount, -held),
            TransferAction.VoidPending or TransferAction.ExpirePending => (0L, -held),
        };
        if (isCredit)
        {
            (_creditsPosted, _creditsPending) = (_creditsPosted + posted, _creditsPending + pending);
        }
        else
        {
            (_debitsPosted, _debitsPending) = (_debitsPosted + posted, _debitsPending + pending);
        }
    }

    private void CompareCounter(string name, Int128 replayed, long stored)
    {
        if (replayed != stored)
        {
            _findings.Add(Checks[2], _name, $"{name} {replayed}", $"{name} {stored}");
        }
    }
}
