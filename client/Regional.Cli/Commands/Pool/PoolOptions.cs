using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Client;

namespace Regional.Cli.Commands.Pool;

/// <summary>Arguments and options of a savings pool's commands.</summary>
internal static class PoolOptions
{
    public static Argument<AccountCode> Account() => Given.Account("account", "The member's account");

    public static Argument<string> Amount() => Given.Code("amount", "In units, for example 12.50.");

    public static Option<string> Currency() => Given.Needed("--currency", "The pool's currency.");

    public static Argument<Guid> Agreement() => Given.Id("agreement", "The loan.");

    public static Option<string> Member() => Given.Needed("--member", "Code of the member.");
}
