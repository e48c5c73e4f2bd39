using Npgsql;

namespace Regional.Storage.Queries.Verify;

/// <summary>The limits an account had, and when.</summary>
internal sealed class LimitHistory
{
    // A commit and a change of limits each read the clock before they lock the account, so their times may stand the
    // other way round than they happened; nobody waits longer than the lock time-out.
    private static readonly TimeSpan Doubt = TimeSpan.FromMinutes(1);

    private readonly DateTime[] _from;
    private readonly long?[] _floors;
    private readonly long?[] _ceilings;

    public LimitHistory(NpgsqlDataReader account, int column)
    {
        if (account.IsDBNull(column))
        {
            (_from, _floors, _ceilings) = ([], [], []);
            return;
        }

        _from = account.GetFieldValue<DateTime[]>(column);
        _floors = account.GetFieldValue<long?[]>(column + 1);
        _ceilings = account.GetFieldValue<long?[]>(column + 2);
        IsLimited = Array.Exists(_floors, static floor => floor is not null)
            || Array.Exists(_ceilings, static ceiling => ceiling is not null);
    }

    /// <summary>Whether it ever had a limit.</summary>
    public bool IsLimited { get; }

    /// <summary>Whether limits in force around that time allow that worst balance.</summary>
    public bool Allows(Int128 worst, bool isCredit, DateTime at)
    {
        for (var i = 0; i < _from.Length; i++)
        {
            var isOver = i + 1 < _from.Length && _from[i + 1] < at - Doubt;
            if (isOver || _from[i] > at + Doubt)
            {
                continue;
            }

            if (isCredit ? _ceilings[i] is not { } ceiling || worst <= ceiling : _floors[i] is not { } floor || worst >= floor)
            {
                return true;
            }
        }

        return false;
    }
}
