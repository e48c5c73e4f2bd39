using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Domain.Commands.Coupons;

/// <summary>
/// Registers a series of notes with its design record (002, II.A.1). Result: <c>{series}</c>. Refusals: <c>seriesTaken</c>;
/// <c>fieldMalformed</c> for a last valid day before the issue.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Code">Printed on every note; upper case letters, digits and hyphens, 2 to 12.</param>
/// <param name="Name">Of the coupon, chosen by the community.</param>
/// <param name="IssuedOn">First day.</param>
/// <param name="LastValidDay">Null: the terms' life of a note from the issue on.</param>
/// <param name="Design">Design record: languages, colour per value, local-only text, signatories, protection.</param>
public sealed record RegisterSeries(
    LedgerId Ledger, string Code, string Name, DateOnly IssuedOn, DateOnly? LastValidDay,
    ImmutableSortedDictionary<string, string> Design) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.RegisterSeries;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value).Add("code", Code)
        .Add("name", Name).Add("issuedOn", IssuedOn).Add("lastValidDay", LastValidDay)
        .Add("design", string.Join('\n', Design.Select(static pair => $"{pair.Key}={pair.Value}")));
}

/// <summary>
/// Notes of one value come from the printer into the stock. Result: <c>{series, notes}</c>. Refusals in order:
/// <c>seriesUnknown</c>, <c>valueNotOffered</c>, <c>notesPrinted</c>.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Notes">Their numbers.</param>
/// <param name="Value">Of each.</param>
public sealed record PrintNotes(LedgerId Ledger, NoteRange Notes, Amount Value) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.PrintNotes;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("notes", Notes.ToString()).Add("value", Value.Minor).Add("currency", Value.Currency.Code);
}

/// <summary>
/// A teller opens a till with notes of the stock. Its id is the command's. Result: <c>{till, value}</c>. Refusals in order:
/// <c>tillOpen</c>, <c>noteNotAtHand</c>.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Notes">What the teller takes over; none: an empty till.</param>
public sealed record OpenTill(LedgerId Ledger, ImmutableArray<NoteRange> Notes) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.OpenTill;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("ledger", Ledger.Value).Add("notes", string.Join(", ", Notes));
}

/// <summary>
/// The till is counted by value and by number and closed; what was counted goes to the stock. Result:
/// <c>{till, expected, counted, missing, found}</c>; what is missing or was found is booked by a posting of its own.
/// Refusals in order: <c>tillNotOpen</c>, <c>noteUnknown</c>, <c>notesDiffer</c> (the two counts).
/// </summary>
/// <param name="Till">The till.</param>
/// <param name="Counted">How many notes of each value.</param>
/// <param name="Notes">Their numbers.</param>
public sealed record CloseTill(OperationId Till, NoteCounts Counted, ImmutableArray<NoteRange> Notes) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CloseTill;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("till", Till.ToString())
        .Add("counted", Counted.ToString()).Add("notes", string.Join(", ", Notes));
}

/// <summary>
/// A member chooses a PIN for the counter. The caller gives only its salted hash; the salt follows from the command's id, so
/// that a retry is a retry. Result: <c>{member}</c>.
/// </summary>
/// <param name="Member">Whose.</param>
/// <param name="Salt">Of its own.</param>
/// <param name="Hash">PBKDF2-SHA256 of the PIN.</param>
public sealed record SetPin(MemberId Member, ImmutableArray<byte> Salt, ImmutableArray<byte> Hash) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetPin;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("member", Member.Value)
        .Add("salt", Convert.ToHexString(Salt.AsSpan())).Add("hash", Convert.ToHexString(Hash.AsSpan()));
}
