using System.Globalization;
using Regional.Domain.Ledger;

namespace Regional.Domain.Commands;

/// <summary>
/// A command other than a posting: it changes what rules and reports read. Idempotent by <see cref="Id"/>, recorded with
/// actor and reason in the same table of operations as postings.
/// </summary>
public abstract record Command
{
    /// <summary>Chosen by the caller.</summary>
    public required OperationId Id { get; init; }

    /// <summary>Who commands it, for example <c>coordinator:bekatigade/suro</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, for the record; at most 140 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>Which operation it is.</summary>
    public abstract OperationKind Kind { get; }

    /// <summary>Digest of what the caller said; actor and reason are not part of it.</summary>
    public Fingerprint Fingerprint()
    {
        var fields = new Fingerprint.Builder(Kind);
        Describe(fields);
        return fields.Build();
    }

    /// <summary>Adds the command's own fields in a fixed order; a new field goes last.</summary>
    protected abstract void Describe(Fingerprint.Builder fields);

    private protected static string? Text(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
