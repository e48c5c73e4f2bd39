using System.Text.Json.Nodes;

namespace Regional.Chaos.Notes;

/// <summary>What an answer lets its reader conclude (ops/docs/refusals.md).</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It happened, for ever.</summary>
    /// <param name="Commit">The group commit it stands in; null for commands that move nothing.</param>
    /// <param name="IsReplay">Whether it had happened before this attempt.</param>
    /// <param name="RecordedAt">When, by the database's clock.</param>
    /// <param name="Posting">Its entries, where the answer has them.</param>
    public sealed record Done(long? Commit, bool IsReplay, DateTimeOffset? RecordedAt, JsonObject? Posting) : Verdict;

    /// <summary>It was refused and that is stored, for ever.</summary>
    public sealed record Refused(int Number, string Code) : Verdict;

    /// <summary>This attempt did nothing, and nothing is stored: malformed, or another content has the id.</summary>
    public sealed record Rejected(string Code) : Verdict
    {
        /// <summary>The id belongs to other content.</summary>
        public bool IsIdReused => Code == "idReused";
    }

    /// <summary>Nothing is stored: ask again.</summary>
    public sealed record Busy(string Code) : Verdict;

    /// <summary>It may or may not have happened: ask again.</summary>
    /// <param name="Why">What came instead of an answer.</param>
    /// <param name="DeniesAll">Whether the server said that nothing happened.</param>
    /// <param name="IsBug">Whether the server met something that nobody foresaw.</param>
    public sealed record Unknown(string Why, bool DeniesAll = false, bool IsBug = false) : Verdict;

    /// <summary>Whether asking again cannot change it.</summary>
    public bool IsFinal => this is Done or Refused or Rejected;

    public static Verdict Of(Told told)
    {
        if (told.Status is not { } status)
        {
            return new Unknown(told.Broken ?? "no answer");
        }

        var answer = told.Answer as JsonObject;
        if (status is 200 or 201)
        {
            return Of(answer);
        }

        var code = (string?)answer?["code"] ?? $"status {status}";
        return (string?)answer?["class"] switch
        {
            "state" => new Refused((int?)answer["number"] ?? 0, code),
            "malformed" or "early" => new Rejected(code),
            "transient" => new Busy(code),
            _ => new Unknown(code, DeniesAll: code == "ledgerUnavailable", IsBug: status == 500),
        };
    }

    // Postings have their entries at the top, trades in "posting"; other commands have none.
    private static Done Of(JsonObject? answer)
    {
        var posting = answer?["posting"] as JsonObject ?? (answer?["entries"] is null ? null : answer);
        return new Done(
            (long?)posting?["commit"] ?? (long?)answer?["commit"], (bool?)answer?["isReplay"] ?? false,
            (DateTimeOffset?)posting?["recordedAt"], posting);
    }
}
