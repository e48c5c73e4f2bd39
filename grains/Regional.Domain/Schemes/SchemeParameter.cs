using Regional.Domain.Money;

namespace Regional.Domain.Schemes;

/// <summary>One dated parameter of a scheme, as the catalogue, the forms and the documents show it.</summary>
/// <param name="Name">In the terms, camelCase.</param>
/// <param name="Default">Text of the value in force where the terms say nothing.</param>
/// <param name="Meaning">What it settles, in a sentence, with its unit.</param>
/// <param name="Source">Document and section it comes from, or why it is ours.</param>
/// <param name="IsValid">Whether a text may be its value in a ledger of that unit.</param>
public sealed record SchemeParameter(
    string Name, string Default, string Meaning, string Source, Func<string, Currency, bool> IsValid);
