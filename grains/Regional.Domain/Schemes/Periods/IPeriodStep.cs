using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Periods;

/// <summary>
/// One step of a period's end that a scheme contributes: a pure rule over a chunk of accounts with their totals. The run
/// reads the rows set-wise, writes what the rule says set-wise, and remembers how far it came; a chunk that was broken off
/// is planned again. So the rule rests on the period's totals and the step's own state; where that state moves with
/// payments of the next period, postings name the versions they rest on, and what was done is not planned a second time.
/// </summary>
/// <remarks>
/// Postings have ids derived from period, step and account, so a chunk that is planned again adds nothing; records are
/// written in the transaction that moves the step's mark. Storage knows each step's state and records by
/// <see cref="Name"/>.
/// </remarks>
public interface IPeriodStep
{
    /// <summary>Part of derived ids and of the stored progress: never changed. For example <c>demurrage</c>.</summary>
    string Name { get; }

    /// <summary>Whether rows of the scheme's own tables are read with each chunk (<see cref="PeriodChunk.State"/>).</summary>
    bool HasState => false;

    /// <summary>
    /// Whether the step may book something. One that only writes rows of its own, of each account by that account's alone,
    /// goes in larger chunks, and the next is read while one is written.
    /// </summary>
    bool HasPostings => true;

    /// <summary>Whether the step does anything under these parameters.</summary>
    bool IsDue(PeriodContext context) => true;

    /// <summary>What the end of the period means for these accounts.</summary>
    PeriodChunkPlan Plan(PeriodChunk chunk, PeriodContext context);
}

/// <summary>What every chunk of a step rests on.</summary>
public sealed record PeriodContext
{
    /// <summary>The period.</summary>
    public required PeriodSpan Period { get; init; }

    /// <summary>The ledger.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>Its unit.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Every set of parameters of the ledger; none: the defaults.</summary>
    public required ImmutableArray<DatedParameters> Terms { get; init; }

    /// <summary>Parameters in force on the period's last date.</summary>
    public SchemeParameters Parameters => ParametersOn(Period.LastDate);

    /// <summary>Parameters in force on a date of the period: what is booked as of that date follows them.</summary>
    public SchemeParameters ParametersOn(DateOnly date) => SchemeParameters.InForce(Terms, date);

    /// <summary>The ledger's own accounts by role.</summary>
    public required FrozenDictionary<AccountRole, AccountId> SystemAccounts { get; init; }
}

/// <summary>Some accounts of the ledger, by id without gap: each account of the ledger is in one chunk.</summary>
/// <param name="Accounts">In the order of their ids; system accounts among them.</param>
/// <param name="State">The step's own rows for these accounts; null: it has none.</param>
/// <param name="IsLast">Whether the ledger has no accounts beyond these.</param>
public sealed record PeriodChunk(ImmutableArray<PeriodAccount> Accounts, PeriodState? State, bool IsLast);

/// <summary>Rows of a scheme's own tables that a step needs; each step derives its own record.</summary>
public abstract record PeriodState;

/// <summary>An account at a period's end. Minor units; only posted amounts count, by business date.</summary>
public sealed record PeriodAccount
{
    /// <summary>The account.</summary>
    public required AccountId Id { get; init; }

    /// <summary>What it is for.</summary>
    public AccountRole Role { get; init; } = AccountRole.Member;

    /// <summary>The circle it is in.</summary>
    public AccountKind Kind { get; init; } = AccountKind.General;

    /// <summary>Whether it takes part now.</summary>
    public AccountStatus Status { get; init; } = AccountStatus.Open;

    /// <summary>Whose it is; null: the ledger's own.</summary>
    public MemberId? Member { get; init; }

    /// <summary>The date in the region on which it was opened.</summary>
    public DateOnly OpenedOn { get; init; }

    /// <summary>Balance before the period's first date, signed.</summary>
    public long Opening { get; init; }

    /// <summary>Debits of the period, not negative.</summary>
    public long Debits { get; init; }

    /// <summary>Credits of the period, not negative.</summary>
    public long Credits { get; init; }

    /// <summary>Opening − debits + credits.</summary>
    public long Closing => Opening - Debits + Credits;

    /// <summary>Least balance allowed now; null: none.</summary>
    public long? Floor { get; init; }

    /// <summary>Greatest balance allowed now; null: none.</summary>
    public long? Ceiling { get; init; }
}

/// <summary>What a step makes of a chunk.</summary>
/// <param name="Postings">At most one per account.</param>
/// <param name="Records">Rows of the scheme's own tables.</param>
/// <param name="Exceptions">Accounts for which the rule could not be carried out, for the report.</param>
public sealed record PeriodChunkPlan(
    ImmutableArray<PeriodPosting> Postings, ImmutableArray<PeriodRecord> Records, ImmutableArray<PeriodException> Exceptions)
{
    /// <summary>Nothing to do.</summary>
    public static PeriodChunkPlan Nothing { get; } = new([], [], []);

    /// <summary>Only rows.</summary>
    public static PeriodChunkPlan Of(ImmutableArray<PeriodRecord> records) => new([], records, []);
}

/// <summary>A posting of a period's end.</summary>
/// <param name="About">The account it is about: part of its id.</param>
/// <param name="Legs">Its transfers; charges are forced, with their reason.</param>
/// <param name="Facts">Rows of the scheme's tables that are judged under locks; they send it the second path.</param>
/// <param name="Reference">Text the member sees.</param>
public sealed record PeriodPosting(
    AccountId About, ImmutableArray<Leg> Legs, ImmutableArray<Fact> Facts, string Reference)
{
    /// <summary>A date of the period to which it belongs; null: the period's last one.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Versions of the accounts the plan rests on; when one has moved, the chunk is planned anew.</summary>
    public ImmutableArray<AccountVersion> RestsOn { get; init; } = [];
}

/// <summary>A row of a scheme's own table, written when the step's mark moves; each step derives its own records.</summary>
public abstract record PeriodRecord
{
    /// <summary>The account it is about.</summary>
    public required AccountId Account { get; init; }
}

/// <summary>A step could not be carried out for one account; the period goes on and its report names it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Refusal">Why.</param>
public sealed record PeriodException(AccountId Account, Refusal Refusal);
