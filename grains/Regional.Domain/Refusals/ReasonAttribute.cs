namespace Regional.Domain.Refusals;

/// <summary>What the catalogue knows of a reason; written beside its number in <see cref="RefusalReason"/>.</summary>
/// <param name="code">Stable word for programs, camelCase; sent as <c>code</c>.</param>
/// <param name="refusalClass">Malformed, state or transient.</param>
/// <param name="facts">Names of its facts in order, separated by commas.</param>
/// <param name="advice">What a person can do.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ReasonAttribute(string code, RefusalClass refusalClass, string facts, string advice) : Attribute
{
    /// <summary>Stable word for programs.</summary>
    public string Code { get; } = code;

    /// <summary>Malformed, state or transient.</summary>
    public RefusalClass RefusalClass { get; } = refusalClass;

    /// <summary>Names of its facts in order, separated by commas.</summary>
    public string Facts { get; } = facts;

    /// <summary>What a person can do.</summary>
    public string Advice { get; } = advice;
}
