using System.CommandLine;
using Regional.Cli.Screen;
using Regional.Client;

namespace Regional.Cli.CommandLine;

/// <summary>One run of one command: what was written, the client, where answers go.</summary>
internal sealed class Call : IDisposable
{
    private readonly GlobalOptions _globals;
    private readonly Option<Guid?>? _idOption;
    private RegionalClient? _client;
    private Guid? _id;

    public Call(
        ParseResult parse, GlobalOptions globals, Option<Guid?>? idOption, Shell shell, CancellationToken cancel)
    {
        (Parse, Shell, Cancel, _globals, _idOption) = (parse, shell, cancel, globals, idOption);
        Answers = new AnswerPrinter(shell, parse.GetValue(globals.Json));
    }

    public ParseResult Parse { get; }

    public Shell Shell { get; }

    public CancellationToken Cancel { get; }

    public AnswerPrinter Answers { get; }

    public bool IsJson => Answers.IsJson;

    /// <summary>More patience than the client's defaults have: an import waits out a server's restart.</summary>
    public Func<RegionalClientOptions, RegionalClientOptions> Patience { get; set; } = static options => options;

    /// <summary>The server.</summary>
    public RegionalClient Client => _client ??= Connect();

    /// <summary>The command's id: the caller's, or a new one, the same for the whole run.</summary>
    public Guid Id => _id ??= (_idOption is null ? null : Parse.GetValue(_idOption)) ?? CommandId.New(Shell.Time);

    /// <summary>The id, if the command came to use one: what to send again after a fault.</summary>
    public Guid? UsedId => _id;

    public Uri Url => Connection.Url(Parse, _globals, Shell);

    public bool NamesDatabase => Connection.NamesDatabase(Parse, _globals);

    public string Database => Connection.Database(Parse, _globals, Shell);

    public T Get<T>(Option<T> option) => Parse.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => Parse.GetValue(argument)!;

    public void Dispose() => _client?.Dispose();

    private RegionalClient Connect()
    {
        var options = Patience(
            new RegionalClientOptions { Url = Url, Token = Connection.Token(Parse, _globals, Shell) });
        return Shell.Network is { } network
            ? new RegionalClient(options, network(), Shell.Time)
            : new RegionalClient(options, Shell.Time);
    }
}
