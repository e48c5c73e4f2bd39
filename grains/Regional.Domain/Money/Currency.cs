namespace Regional.Domain.Money;

/// <summary>A unit of account: its code and how many decimal places one unit has.</summary>
/// <param name="Code">Two to twelve letters or digits, upper case, first a letter (ISO 4217 codes fit).</param>
/// <param name="Scale">Decimal places, 0 to 8: minor units per unit = 10^Scale.</param>
/// <remarks><c>default</c> is no currency and is refused wherever an amount is made.</remarks>
public readonly record struct Currency(string Code, byte Scale)
{
    /// <summary>The most decimal places a currency may have.</summary>
    public const byte ScaleMax = 8;

    /// <summary>Whether code and scale are in range.</summary>
    public bool IsValid => Scale <= ScaleMax && IsCode(Code);

    /// <summary>Minor units in one unit, 10^Scale.</summary>
    public long MinorPerUnit
    {
        get
        {
            long power = 1;
            for (var place = 0; place < Scale; place++)
            {
                power *= 10;
            }

            return power;
        }
    }

    /// <inheritdoc />
    public override string ToString() => Code ?? "";

    private static bool IsCode(string? code) =>
        code is { Length: >= 2 and <= 12 }
        && char.IsAsciiLetterUpper(code[0])
        && code.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
