using System.Collections.Immutable;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;

namespace Regional.Contracts.Queries;

/// <summary>What people read of members' forms and of the noticeboard.</summary>
public interface IPeopleQueries
{
    /// <summary>A member's form, empty but for the name where none was recorded; null: no such member.</summary>
    Task<FormDetail?> FindFormAsync(MemberId member, CancellationToken cancellationToken);

    /// <summary>The notices on a community's board by category, oldest first; at most a thousand.</summary>
    Task<ImmutableArray<NoticeDetail>> FindNoticesAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>Decisions of general meetings between some dates, oldest first; at most a thousand.</summary>
    Task<ImmutableArray<DecisionDetail>> FindDecisionsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    /// <summary>Projects that members chose on their forms, most chosen first; at most a thousand.</summary>
    Task<ImmutableArray<ProjectChoice>> FindProjectsAsync(CommunityId community, CancellationToken cancellationToken);
}

/// <summary>A recorded form.</summary>
/// <param name="AgreedOn">Null: nothing was recorded yet.</param>
public sealed record FormDetail(
    string Name, string? Business, string? Address, int? Age, ImmutableArray<Signor> Signors, ImmutableArray<string> Projects,
    DateOnly? AgreedOn);

/// <summary>A decision as it was written down.</summary>
/// <param name="MetOn">Date of the meeting.</param>
/// <param name="Kind">What was decided on.</param>
/// <param name="Subject">The project, or the person.</param>
/// <param name="AmountMinor">What the fund is to pay, minor units; of an election null.</param>
/// <param name="For">Votes for it.</param>
/// <param name="Against">Votes against it.</param>
public sealed record DecisionDetail(
    DateOnly MetOn, DecisionKind Kind, string Subject, long? AmountMinor, int For, int Against)
{
    /// <summary>Whether more were for it than against.</summary>
    public bool IsCarried => For > Against;
}

/// <summary>A community project as members wrote it; capitals do not count.</summary>
/// <param name="Project">In the words of one of them.</param>
/// <param name="Members">How many chose it.</param>
public sealed record ProjectChoice(string Project, long Members);

/// <summary>A notice on the board.</summary>
public sealed record NoticeDetail(
    OperationId Id, NoticeKind Kind, NoticeCategory Category, string Text, string Member, string Name, string? Address,
    DateTimeOffset PostedAt);
