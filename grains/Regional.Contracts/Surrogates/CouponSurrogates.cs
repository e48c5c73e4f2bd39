using Orleans;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Contracts.Surrogates;

/// <summary>Wire form of <see cref="NoteRange"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.NoteRange")]
public struct NoteRangeSurrogate
{
    /// <summary>Code of the series.</summary>
    [Id(0)]
    public string Series;

    /// <summary>First number.</summary>
    [Id(1)]
    public long First;

    /// <summary>Last number.</summary>
    [Id(2)]
    public long Last;
}

/// <summary>Converts <see cref="NoteRange"/>.</summary>
[RegisterConverter]
public sealed class NoteRangeConverter : IConverter<NoteRange, NoteRangeSurrogate>
{
    /// <inheritdoc />
    public NoteRange ConvertFromSurrogate(in NoteRangeSurrogate surrogate) =>
        new(surrogate.Series, surrogate.First, surrogate.Last);

    /// <inheritdoc />
    public NoteRangeSurrogate ConvertToSurrogate(in NoteRange value) =>
        new() { Series = value.Series, First = value.First, Last = value.Last };
}

/// <summary>Wire form of <see cref="Evidence"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.Evidence")]
public struct EvidenceSurrogate
{
    /// <summary>Which kind.</summary>
    [Id(0)]
    public int Kind;

    /// <summary>The signed line.</summary>
    [Id(1)]
    public string? PaperLine;
}

/// <summary>Converts <see cref="Evidence"/>.</summary>
[RegisterConverter]
public sealed class EvidenceConverter : IConverter<Evidence, EvidenceSurrogate>
{
    /// <inheritdoc />
    public Evidence ConvertFromSurrogate(in EvidenceSurrogate surrogate) =>
        new((EvidenceKind)surrogate.Kind, surrogate.PaperLine);

    /// <inheritdoc />
    public EvidenceSurrogate ConvertToSurrogate(in Evidence value) =>
        new() { Kind = (int)value.Kind, PaperLine = value.PaperLine };
}
