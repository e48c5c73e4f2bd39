using System.Globalization;
using System.Text;
using Regional.TestKit.Processes;

namespace Regional.EndToEnd.Tests;

/// <summary>
/// A region of two credit unions of document 002, Mendasar and Subur, set up through the command line, and files of
/// members and payments to import into them.
/// </summary>
internal sealed class SmallRegion(Cli cli, ScratchFolder folder)
{
    public const int MemberCount = 30;

    private const int Seed = 20000807;

    public Cli Coordinator { get; private set; } = cli;

    public Cli Mendasar { get; private set; } = cli;

    public Cli Subur { get; private set; } = cli;

    public static async Task<SmallRegion> CreateAsync(Silo silo, Database database, ScratchFolder folder)
    {
        var region = new SmallRegion(new Cli(silo.Url, token: null, folder.Path), folder);
        region.Coordinator = region.Coordinator.With(await TokenAsync(
            region.Coordinator, "coordinator", "--actor", "coordinator:test", "--bootstrap", "--db", database.ConnectionString));
        await region.Coordinator.DoAsync("region", "create", "bekatigade", "--name", "Bekatigade", "--currency", "IDR",
            "--scale", "0", "--time-zone", "Asia/Jakarta");
        region.Mendasar = await region.AddAsync("mendasar");
        region.Subur = await region.AddAsync("subur");
        return region;
    }

    /// <summary>Members m001 … with the limit of 002 and no balance.</summary>
    public string WriteAccounts(string name = "accounts.csv") => folder.Write(name, string.Join('\n',
    [
        "account,member,name,kind,floor,ceiling,opening_balance",
        .. Enumerable.Range(1, MemberCount).Select(static no => $"m{no:000},m{no:000},Member {no},general,-100000,,"),
    ]));

    /// <summary>Payments of Mendasar's members, every tenth to a member of Subur; nobody comes near a limit.</summary>
    public string WriteTransfers(int count, string name = "transfers.csv")
    {
        var random = new Random(Seed);
        var text = new StringBuilder("id,date,payer,payee,amount,currency,purpose,reference\n");
        for (var no = 0; no < count; no++)
        {
            var payer = no % MemberCount;
            var payee = (payer + 1 + random.Next(MemberCount - 1)) % MemberCount;
            var there = no % 10 == 0 ? "subur/" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"line-{no},2026-10-{1 + (no * 31 / count):00},m{payer + 1:000},{there}m{payee + 1:000},{random.Next(1, 5) * 100},IDR,goods,\n");
        }

        return folder.Write(name, text.ToString());
    }

    public async Task ImportMembersAsync()
    {
        var accounts = WriteAccounts();
        await Mendasar.DoAsync("import", "accounts", accounts, "--ledger", "mendasar");
        await Subur.DoAsync("import", "accounts", accounts, "--ledger", "subur");
    }

    public Task<CliResult> ImportTransfersAsync(string path) =>
        Mendasar.RunAsync("import", "transfers", path, "--ledger", "mendasar", "--json");

    private async Task<Cli> AddAsync(string code)
    {
        await Coordinator.DoAsync("community", "create", code, "--region", "bekatigade", "--name", code);
        await Coordinator.DoAsync("ledger", "create", code, "--community", code, "--currency", "IDR", "--scale", "0", "--trading");
        return Coordinator.With(await TokenAsync(
            Coordinator, "administrator", "--actor", $"administrator:{code}", "--community", code));
    }

    private static async Task<string> TokenAsync(Cli cli, string role, params string[] more) =>
        (await cli.DoAsync(["token", "issue", "--role", role, "--json", .. more])).Json.GetProperty("token").GetString()!;
}
