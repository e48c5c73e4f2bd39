using System.Net;
using System.Net.Http.Headers;
using Regional.Client.Model;

namespace Regional.Client.Transport;

/// <summary>What one attempt came to.</summary>
internal abstract record Attempt
{
    private Attempt()
    {
    }

    /// <summary>The server answered with success; the caller reads and disposes of the response.</summary>
    public sealed record Done(HttpResponseMessage Response) : Attempt;

    /// <summary>The server said no for good.</summary>
    public sealed record Refused(Problem Problem) : Attempt;

    /// <summary>Worth another attempt with the same id: a transient refusal, a fault, or no answer.</summary>
    /// <param name="Problem">What the server said, if it did.</param>
    /// <param name="RetryAfter">When it wants to be asked again.</param>
    /// <param name="Cause">What broke, if something did.</param>
    /// <param name="Status">Its status; null: no answer.</param>
    public sealed record Again(
        Problem? Problem, RetryConditionHeaderValue? RetryAfter, Exception? Cause, HttpStatusCode? Status) : Attempt
    {
        /// <summary>Whether the last word is a refusal (a value) and not a fault.</summary>
        public bool IsRefusal => Problem is { Class: ProblemClass.Transient };
    }
}
