namespace Regional.Cli.Import;

/// <summary>Columns of transfers.csv (<c>ops/docs/import.md</c>).</summary>
internal static class TransferColumns
{
    public const string Id = "id";
    public const string Date = "date";
    public const string Payer = "payer";
    public const string Payee = "payee";
    public const string Amount = "amount";
    public const string Currency = "currency";
    public const string Purpose = "purpose";
    public const string Reference = "reference";
    public const string ExternalReference = "external_reference";
    public const string DocumentDate = "document_date";
    public const string DocumentNumber = "document_number";

    public static string[] Needed => [Payer, Payee, Amount];

    public static string[] Optional =>
        [Id, Date, Currency, Purpose, Reference, ExternalReference, DocumentDate, DocumentNumber];

    /// <summary>The column of a member of the wire's records.</summary>
    public static string OfMember(string member) => member switch
    {
        "businessDate" => Date,
        "externalReference" => ExternalReference,
        "documentDate" => DocumentDate,
        "documentNumber" => DocumentNumber,
        _ => member,
    };
}
