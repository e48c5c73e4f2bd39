using System.Text;
using Regional.Client.Model;
using Regional.Domain.Refusals;
using Regional.Silo.Edge;

namespace Regional.Silo.Problems;

/// <summary>Refusals and faults as <c>application/problem+json</c> (RFC 9457).</summary>
internal static class ProblemOf
{
    public const string ContentType = "application/problem+json";
    public const string LedgerUnavailable = "ledgerUnavailable";
    public const string OutcomeUnknown = "outcomeUnknown";

    /// <summary>When a caller should come back, in seconds: a group commit and its wait are long over by then.</summary>
    public const int RetryAfterSeconds = 1;

    /// <summary>The HTTP status of a refusal.</summary>
    public static int StatusOf(Refusal refusal) => refusal.Reason switch
    {
        RefusalReason.TokenMissing or RefusalReason.TokenUnknown => StatusCodes.Status401Unauthorized,
        RefusalReason.NotPermitted => StatusCodes.Status403Forbidden,
        RefusalReason.NotFound => StatusCodes.Status404NotFound,
        RefusalReason.IdReused => StatusCodes.Status409Conflict,
        RefusalReason.BodyTooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.RefusalBudgetSpent => StatusCodes.Status429TooManyRequests,
        _ => refusal.Entry.Class switch
        {
            RefusalClass.Malformed => StatusCodes.Status400BadRequest,
            RefusalClass.State or RefusalClass.Early => StatusCodes.Status422UnprocessableEntity,
            RefusalClass.Transient => StatusCodes.Status503ServiceUnavailable,
        },
    };

    /// <summary>A refusal whose facts already speak in codes.</summary>
    public static Problem From(Refusal refusal)
    {
        var entry = refusal.Entry;
        var title = Sentence(entry.Code);
        return new Problem
        {
            Type = $"/v1/refusals#{entry.Code}",
            Title = title,
            Status = StatusOf(refusal),
            Detail = refusal.Facts.IsEmpty ? null : $"{title}: {string.Join(", ", refusal.Facts)}.",
            Code = entry.Code,
            Number = entry.Number,
            Class = Words.Of(entry.Class),
            Facts = FactsOf(refusal),
            Advice = entry.Advice,
        };
    }

    /// <summary>A fault: what happened is not known, or nothing did.</summary>
    public static Problem Fault(string code, int status, string detail, string advice) => new()
    {
        Type = $"/v1/refusals#{code}",
        Title = Sentence(code),
        Status = status,
        Detail = detail,
        Code = code,
        Number = 0,
        Class = "fault",
        Advice = advice,
    };

    public static IReadOnlyDictionary<string, string> FactsOf(Refusal refusal)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in refusal.Facts)
        {
            facts[fact.Name] = fact.Value;
        }

        return facts;
    }

    // "netDebitCapExceeded" → "Net debit cap exceeded".
    private static string Sentence(string code)
    {
        var text = new StringBuilder(code.Length + 8);
        foreach (var c in code)
        {
            if (char.IsAsciiLetterUpper(c))
            {
                text.Append(' ').Append(char.ToLowerInvariant(c));
            }
            else
            {
                text.Append(text.Length == 0 ? char.ToUpperInvariant(c) : c);
            }
        }

        return text.ToString();
    }
}
