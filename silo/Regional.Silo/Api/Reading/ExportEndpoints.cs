using System.Text;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Overload;
using Regional.Silo.Reports;

namespace Regional.Silo.Api.Reading;

/// <summary>A ledger as CSV in the import's own columns, streamed.</summary>
internal sealed class ExportEndpoints(Places places, IExportQueries queries) : IEndpointGroup
{
    // Lines gathered before they are sent on: a packet or two.
    private const int FlushLength = 16 << 10;

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/export").WithTags("Reading").WithMetadata(new StreamingMark());
        group.Get("/accounts.csv", AccountsAsync).ReadsText(
            "text/csv", "Members' accounts of a ledger as CSV", "account,member,name,kind,floor,ceiling,opening_balance");
        group.Get("/transfers.csv", TransfersAsync).ReadsText(
            "text/csv",
            "Transfers of a ledger as CSV, in the order of the journal",
            "id,date,payer,payee,amount,currency,purpose,reference,external_reference,document_date,document_number; a trade "
            + "is one line with the party behind the region, or (form=legs) what it moved in this ledger.");
    }

    private async Task AccountsAsync(HttpContext http, string ledger)
    {
        var book = await PlaceAsync(http, ledger);
        var text = Begin(http, "account", "member", "name", "kind", "floor", "ceiling", "opening_balance");
        await foreach (var account in queries.ReadAccountsAsync(book.Id, http.RequestAborted))
        {
            text.Append(Csv.Line(
                account.Code, account.Member, account.Name, Words.Of(account.Kind), Money(account.Floor, book.Currency),
                Money(account.Ceiling, book.Currency), account.Opening == 0 ? null : Money(account.Opening, book.Currency)));
            await FlushAsync(http, text, FlushLength);
        }

        await FlushAsync(http, text, 0);
    }

    private async Task TransfersAsync(HttpContext http, string ledger, string? form)
    {
        var tradesAsLegs = form switch
        {
            null or "trades" => false,
            "legs" => true,
            _ => throw EdgeRefusal.Malformed("form", $"{form}: trades or legs"),
        };
        var book = await PlaceAsync(http, ledger);
        var text = Begin(
            http, "id", "date", "payer", "payee", "amount", "currency", "purpose", "reference", "external_reference",
            "document_date", "document_number");
        await foreach (var transfer in queries.ReadTransfersAsync(book.Id, tradesAsLegs, http.RequestAborted))
        {
            text.Append(Csv.Line(
                $"{transfer.Id}", $"{transfer.Date:yyyy-MM-dd}", transfer.Payer, transfer.Payee,
                Money(transfer.AmountMinor, transfer.Currency), transfer.Currency.Code, transfer.Purpose,
                transfer.Texts.Reference, transfer.Texts.ExternalReference, transfer.Texts.DocumentDate?.ToString("yyyy-MM-dd"),
                transfer.Texts.DocumentNumber));
            await FlushAsync(http, text, FlushLength);
        }

        await FlushAsync(http, text, 0);
    }

    private async Task<LedgerAddress> PlaceAsync(HttpContext http, string ledger)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(
            Caller.Of(http), book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book));
        return book;
    }

    private static StringBuilder Begin(HttpContext http, params ReadOnlySpan<string?> columns)
    {
        http.Response.ContentType = Csv.ContentType;
        return new StringBuilder(Csv.Line(columns));
    }

    private static async Task FlushAsync(HttpContext http, StringBuilder text, int length)
    {
        if (text.Length > length)
        {
            await http.Response.WriteAsync(text.ToString(), Encoding.UTF8, http.RequestAborted);
            text.Clear();
        }
    }

    private static string? Money(long? minor, Currency currency) =>
        minor is { } given ? MoneyText.Format(given, currency.Scale) : null;
}
