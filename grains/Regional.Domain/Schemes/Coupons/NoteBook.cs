using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>The part of a group commit's book that coupons use: the notes and tills its members name, as locked.</summary>
public sealed class NoteBook
{
    /// <summary>Notes by book and serial; one that is missing was never printed.</summary>
    public Dictionary<NoteKey, NoteRecord> Notes { get; } = [];

    /// <summary>Tills by the operation that opened them.</summary>
    public Dictionary<OperationId, TillState> Tills { get; } = [];
}
