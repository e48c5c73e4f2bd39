using System.CommandLine;
using Regional.Cli.CommandLine;

namespace Regional.Cli.Commands.Payments;

/// <summary>What every payment may carry besides its parties and amount.</summary>
internal sealed class PaymentOptions
{
    public Argument<string> Amount { get; } = Given.Code("amount", "How much, in units: 12.50.");

    public Argument<string> Currency { get; } = Given.Code("currency", "The unit, as a check.");

    public Option<string?> Purpose { get; } = Given.Text("--purpose", "Purpose code (default goods).");

    public Option<DateOnly?> Date { get; } = Given.Date("--date", "Date in the books; default: today");

    public Option<string?> Reference { get; } = Given.Text(
        "--reference", "Text both parties see, at most 140 characters.");

    public Option<string?> External { get; } = Given.Text("--external-reference", "Your own number for it.");

    public Option<DateOnly?> DocumentDate { get; } = Given.Date("--document-date", "Date on the paper document");

    public Option<string?> Document { get; } = Given.Text("--document", "Number on the paper document.");

    public Option<bool> Claims { get; } =
        Given.Flag("--claims-document", "Refuse if this payee was paid for this document before.");

    public Symbol[] Details => [Purpose, Date, Reference, External, DocumentDate, Document, Claims];
}
