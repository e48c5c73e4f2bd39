namespace Regional.Cli.ParallelRuns.Coupons;

/// <summary>What stands where in one of 002's ledgers, by the place of the column in the report.</summary>
internal sealed record LedgerLayout
{
    /// <summary>Number of the line; what is written by hand has a numbering of its own. Null: none.</summary>
    public int? No { get; init; }

    /// <summary>Business date.</summary>
    public int? Date { get; init; }

    /// <summary>Name on the account.</summary>
    public int? Name { get; init; }

    /// <summary>Code of the account.</summary>
    public int? Account { get; init; }

    /// <summary>The balance after the line: what one line lacks, all after it lack.</summary>
    public int? Balance { get; init; }

    /// <summary>Signature, where the number of the paper line stands, or initials.</summary>
    public int? Signature { get; init; }

    /// <summary>The layout of a report; null: it has no lines to compare.</summary>
    public static LedgerLayout? Of(string report) => report switch
    {
        "transactions" => new LedgerLayout { No = 0, Date = 1, Name = 2, Account = 3, Signature = 11 },
        "administration" or "fund" => new LedgerLayout { No = 0, Date = 1, Balance = 4, Signature = 5 },
        "balances" => new LedgerLayout { Account = 0, Name = 1 },
        _ when report.StartsWith("accounts/", StringComparison.Ordinal) =>
            new LedgerLayout { No = 0, Date = 1, Balance = 8 },
        _ => null,
    };

    /// <summary>Whether the column holds a figure.</summary>
    public bool IsFigure(int column) =>
        column != No && column != Date && column != Name && column != Account && column != Signature;

    /// <summary>Whether the column is compared.</summary>
    public bool IsCompared(int column) => column != No && column != Signature;
}
