using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Regional.Silo.Api;

/// <summary>What the API's description says of the whole.</summary>
internal static class ApiDescription
{
    public const string Document = "v1";
    private const string Bearer = "bearer";

    private const string Text = """
        Regional is the clearing house for mutual-credit communities.

        Every command carries an id chosen by its caller (in the body or the header Idempotency-Key). The same id with the
        same content gets the first outcome again; with other content it is refused, naming the field. A refusal of class
        *malformed* is not recorded: send it again, corrected. One of class *state* is recorded: that id stays refused for
        ever. One of class *transient*, and every fault, says: send the same id again. One of class *early* says: send the
        same id again when its time or its turn has come.

        Amounts are decimal text in units. Accounts are written ledger/account. Who acts is what the token says.
        """;

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Regional", Version = Document, Description = Text };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "A token issued by an administrator or coordinator.",
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
