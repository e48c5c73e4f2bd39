using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>A pool's terms in force on a date, read from its parameters; what is not given has the default.</summary>
public sealed record PoolTerms
{
    /// <summary>Name of <see cref="LockSavingsWhilePointsNegative"/>.</summary>
    public const string LockParameter = "lockSavingsWhilePointsNegative";

    /// <summary>Name of <see cref="VotesAgainstMax"/>.</summary>
    public const string VotesAgainstParameter = "votesAgainstMax";

    /// <summary>Name of <see cref="Quorum"/>.</summary>
    public const string QuorumParameter = "quorum";

    /// <summary>Name of <see cref="BorrowerVotes"/>.</summary>
    public const string BorrowerVotesParameter = "borrowerVotes";

    /// <summary>Name of <see cref="SignatoryCount"/>.</summary>
    public const string SignatoriesParameter = "signatories";

    /// <summary>Most members whose signature an agreement can need; 001 names none, pools have two.</summary>
    public const int SignatoryCountMax = 10;

    private const int VotesAgainstLimit = 1_000_000;

    /// <summary>The catalogue of a pool's parameters.</summary>
    public static ImmutableArray<SchemeParameter> Parameters { get; } =
    [
        new(
            LockParameter,
            "true",
            "Whether savings stay in the pool while a member's points are negative: true or false.",
            "001: \"savings that will stay in the pool for the same length of time\"; Noel may withdraw once her points are positive",
            static (text, _) => bool.TryParse(text, out bool _)),
        new(
            VotesAgainstParameter,
            "0",
            "Most votes against with which a proposal is carried, 0 to 1,000,000.",
            "ours: 001 only says that the pool agrees; joint means that nobody objects",
            static (text, _) => ReadVotesAgainst(text) is not null),
        new(
            QuorumParameter,
            "1/2",
            "Which part of those who may vote must have voted, above 0 to 1, as a ratio or a decimal.",
            "ours: 001 is silent; half of the members stand for the pool",
            static (text, _) => ReadQuorum(text) is not null),
        new(
            BorrowerVotesParameter,
            "false",
            "Whether the borrower counts, votes and signs: true or false.",
            "ours: nobody decides on a loan to oneself",
            static (text, _) => bool.TryParse(text, out bool _)),
        new(
            SignatoriesParameter,
            "2",
            "How many members sign an agreement, 1 to 10.",
            "ours: pools keep a bank account that two members sign for",
            static (text, _) => ReadSignatories(text) is not null),
    ];

    /// <summary>Savings stay while points are negative. Default true: "savings that will stay in the pool" (001).</summary>
    public bool LockSavingsWhilePointsNegative { get; init; } = true;

    /// <summary>Most votes against with which a proposal is carried. Default 0: nobody objects.</summary>
    public int VotesAgainstMax { get; init; }

    /// <summary>Which part of those who may vote must be present, above 0 to 1. Default a half.</summary>
    public Rate Quorum { get; init; } = new(1, 2);

    /// <summary>Whether the borrower counts and votes. Default false.</summary>
    public bool BorrowerVotes { get; init; }

    /// <summary>Signatures of members that an agreement needs, 1 to 10. Default 2.</summary>
    public int SignatoryCount { get; init; } = 2;

    /// <summary>How many of those who may vote must be present: their part, rounded up.</summary>
    public long PresentNeeded(int eligible) => Quorum.ToUpperUp(eligible)!.Value;

    /// <summary>Reads parameters; one that is malformed was refused when it was set, so here it has the default.</summary>
    public static PoolTerms Of(SchemeParameters parameters)
    {
        var terms = new PoolTerms();
        return terms with
        {
            LockSavingsWhilePointsNegative = parameters.Flag(LockParameter, terms.LockSavingsWhilePointsNegative),
            VotesAgainstMax = Read(parameters, VotesAgainstParameter, ReadVotesAgainst) ?? terms.VotesAgainstMax,
            Quorum = Read(parameters, QuorumParameter, ReadQuorum) ?? terms.Quorum,
            BorrowerVotes = parameters.Flag(BorrowerVotesParameter, terms.BorrowerVotes),
            SignatoryCount = Read(parameters, SignatoriesParameter, ReadSignatories) ?? terms.SignatoryCount,
        };
    }

    /// <summary>The number, or null when the text is none in range.</summary>
    public static int? ReadVotesAgainst(string text) => Number(text, 0, VotesAgainstLimit);

    /// <summary>The number, or null when the text is none in range.</summary>
    public static int? ReadSignatories(string text) => Number(text, 1, SignatoryCountMax);

    /// <summary>A part such as <c>1/2</c> or <c>0.5</c>, or null when the text is none above 0 to 1.</summary>
    public static Rate? ReadQuorum(string text) =>
        Rate.TryParse(text) is { } part && part.Numerator <= part.Denominator ? part : null;

    private static T? Read<T>(SchemeParameters parameters, string name, Func<string, T?> read)
        where T : struct => parameters.Values.TryGetValue(name, out var text) ? read(text) : null;

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most
            ? number
            : null;
}
