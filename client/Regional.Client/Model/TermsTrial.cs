using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>Terms to try against history; nothing is set. Refusals: as of setting them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TryTermsBody
{
    /// <summary>All parameters that would be set, by name; what is left out has its default.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>First business date of the history. Absent: a year before <see cref="To"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last business date, today or earlier; those terms are what it is compared with. Absent: today.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>What terms would have meant for the past: before (as in force on the last date) and after.</summary>
public sealed record TermsTrialView
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>First business date.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last business date.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Parameters that change.</summary>
    public IReadOnlyList<ParameterChangeView> Changes { get => field ?? []; init; }

    /// <summary>What the past would have come to (pool, coupons, komoko).</summary>
    public IReadOnlyList<FigureTrialView> Figures { get => field ?? []; init; }

    /// <summary>Every account or decision of the past for which something differs (pool, coupons, komoko).</summary>
    public IReadOnlyList<CaseTrialView> Cases { get => field ?? []; init; }

    /// <summary>Members' payments by purpose (mutual credit).</summary>
    public IReadOnlyList<PurposeTrialView> Purposes { get => field ?? []; init; }

    /// <summary>Limits and what would have been beyond them (mutual credit).</summary>
    public LimitTrialView? Limits { get; init; }

    /// <summary>The payments lived through again, before and after (mutual credit).</summary>
    public TermsReplayView? Replay { get; init; }
}

/// <summary>One parameter, before and after.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">In force, or the default.</param>
/// <param name="After">As tried, or the default.</param>
public sealed record ParameterChangeView(string Name, string Before, string After);

/// <summary>A sum or a count over the history, before and after.</summary>
/// <param name="Name">What: a code such as <c>fees</c> or <c>proposalsCarried</c>.</param>
/// <param name="Before">Under the terms in force: an amount in units of the ledger, or a count.</param>
/// <param name="After">As tried.</param>
public sealed record FigureTrialView(string Name, string Before, string After);

/// <summary>An account or a decision of the past for which something differs.</summary>
/// <param name="Date">Its business date; null: over the whole history.</param>
/// <param name="Account">Code of the account.</param>
/// <param name="What">What differs: a code such as <c>withdrawal</c> or <c>overdraft</c>.</param>
/// <param name="Amount">What it was about, in units of the ledger; null: nothing beyond the two.</param>
/// <param name="Before">Under the terms in force: an amount, <c>done</c>, or the code of the refusal.</param>
/// <param name="After">As tried.</param>
public sealed record CaseTrialView(
    DateOnly? Date, string Account, string What, string? Amount, string Before, string After);

/// <summary>Payments for one purpose.</summary>
/// <param name="Purpose">Its code.</param>
/// <param name="Payments">How many there were.</param>
/// <param name="Amount">What they came to.</param>
/// <param name="AllowedBefore">Whether the terms in force allow the purpose.</param>
/// <param name="AllowedAfter">Whether those tried do.</param>
public sealed record PurposeTrialView(string Purpose, long Payments, Money Amount, bool AllowedBefore, bool AllowedAfter);

/// <summary>Limits of all members' accounts, before as they stand and after as the terms would grant them.</summary>
public sealed record LimitTrialView
{
    /// <summary>Members' accounts that are not closed.</summary>
    public required int Accounts { get; init; }

    /// <summary>How many would get another limit, ceiling or power.</summary>
    public required int Changed { get; init; }

    /// <summary>Sum of credit limits as they stand.</summary>
    public required Money LinesBefore { get; init; }

    /// <summary>Sum of credit limits as granted.</summary>
    public required Money LinesAfter { get; init; }

    /// <summary>Payments of the past that left their payer below the limit as it stands.</summary>
    public required long PaymentsBeyondBefore { get; init; }

    /// <summary>Payments of the past that left their payer below the limit as granted.</summary>
    public required long PaymentsBeyondAfter { get; init; }

    /// <summary>The accounts that change most, at most 100: before and after.</summary>
    public IReadOnlyList<LimitReviewView> Most { get => field ?? []; init; }
}
