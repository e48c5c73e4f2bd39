using System.Globalization;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Commands.Coupons;

/// <summary>What a general meeting decides on (002, II.A.2 and II.B). Numbers are stored; never reuse one.</summary>
public enum DecisionKind
{
    /// <summary>Who is the trustee, chair of the advisory board.</summary>
    TrusteeElection = 1,

    /// <summary>A grant out of the Community Fund.</summary>
    Grant = 2,

    /// <summary>A loan out of the Community Fund.</summary>
    Loan = 3,

    /// <summary>Membership development, paid by the Community Fund.</summary>
    MembershipDevelopment = 4,

    /// <summary>A community project, paid by the Community Fund.</summary>
    Project = 5,
}

/// <summary>
/// A decision of the general meeting is written down; what the fund pays is paid by hand after it. Result:
/// <c>{decision}</c>, the command's id. Refusals: <c>fieldMissing</c>, <c>fieldMalformed</c>, <c>parentUnknown</c>,
/// <c>commandNotOfScheme</c>.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="MetOn">When the meeting was.</param>
/// <param name="Sort">What was decided on.</param>
/// <param name="Subject">The project, or the person; at most 140 characters.</param>
/// <param name="AmountMinor">What the fund is to pay, more than zero, minor units of the book; of an election null.</param>
/// <param name="For">Votes for it.</param>
/// <param name="Against">Votes against it.</param>
public sealed record RecordDecision(
    LedgerId Ledger, DateOnly MetOn, DecisionKind Sort, string Subject, long? AmountMinor, int For, int Against) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.RecordDecision;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("metOn", MetOn).Add("sort", (int)Sort).Add("subject", Subject)
        .Add("amount", AmountMinor?.ToString(CultureInfo.InvariantCulture)).Add("for", For).Add("against", Against);
}

/// <summary>The form of decisions.</summary>
internal static class DecisionForm
{
    public static Refusal? Check(RecordDecision command) =>
        CommandForm.Known("kind", command.Sort)
        ?? CommandForm.Text("subject", command.Subject, CommandForm.TextLengthMax)
        ?? (IsAmountRight(command) ? null : CommandForm.Malformed("amount", $"{command.AmountMinor}"))
        ?? (command.For < 0 ? CommandForm.Malformed("for", $"{command.For}") : null)
        ?? (command.Against < 0 ? CommandForm.Malformed("against", $"{command.Against}") : null);

    private static bool IsAmountRight(RecordDecision command) => command.Sort == DecisionKind.TrusteeElection
        ? command.AmountMinor is null
        : command.AmountMinor > 0;
}
