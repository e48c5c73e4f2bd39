using Npgsql;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Benchmarks.Towns;

/// <summary>
/// Makes a town in a migrated database: region, communities, rates and caps by the product's own commands; members' accounts
/// by plain SQL, since a million commands would measure something else.
/// </summary>
internal sealed class TownBuilder(NpgsqlDataSource source, IJournalStore journal, ILedgerDirectory directory)
{
    private const string Coordinator = "coordinator:bench";
    private const string Code = "bench";

    private static readonly Currency Unit = new(Town.Currency, Town.Scale);

    public async Task<Town> BuildAsync(TownSize size)
    {
        var made = await DoAsync(
            new CreateRegion(Code, Code, Unit, "UTC", CapPolicy.Refuse) { Id = NewId(), Actor = Coordinator });
        var region = new RegionId(int.Parse(made["region"]));
        var quarters = new Quarter[size.QuarterCount + 1];
        for (var at = 0; at < quarters.Length; at++)
        {
            quarters[at] = await AddAsync(region, $"quarter-{at}", at == 0 ? size.MainCount : size.QuarterMemberCount);
        }

        await ExecuteAsync(
            """
            insert into tokens (id, hash, actor, role, issued_at, issued_by, region_id, community_id)
            select gen_random_uuid(), sha256(convert_to(c.code, 'UTF8')), 'administrator:' || c.code, 3,
                   clock_timestamp(), 'bench', c.region_id, c.id
            from communities c
            """);
        await ExecuteAsync("analyze");
        return new Town(region.Value, int.Parse(made["ledger"]), quarters);
    }

    private async Task<Quarter> AddAsync(RegionId region, string code, int memberCount)
    {
        var community = new CommunityId(int.Parse(
            (await DoAsync(new CreateCommunity(region, code, code) { Id = NewId(), Actor = Coordinator }))["community"]));
        var ledger = new LedgerId(int.Parse(
            (await DoAsync(new CreateLedger(community, code, Unit, "mutual-credit", IsTrading: true)
            {
                Id = NewId(),
                Actor = Coordinator,
            }))["ledger"]));
        foreach (var side in (RateSide[])[RateSide.Buy, RateSide.Sell])
        {
            await DoAsync(new SetRate(ledger, TransferKind.Real, Purpose: null, side, new Rate(1, 1), Town.Day)
            {
                Id = NewId(),
                Actor = Coordinator,
            });
        }

        var terms = (await directory.FindLedgerAsync(ledger, CancellationToken.None))!;
        await DoAsync(new SetLimits(terms.Upper!.UpperAccount, -Town.Cap, Town.Cap)
        {
            Id = NewId(),
            Actor = Coordinator,
            Reason = "benchmark",
        });
        return new Quarter(
            ledger.Value,
            code,
            await OpenAsync(ledger, memberCount),
            terms.Upper.LowerAccount.Value,
            terms.Upper.UpperAccount.Value,
            terms.SystemAccounts[AccountRole.Fees].Value,
            terms.SystemAccounts[AccountRole.Levy].Value);
    }

    private async Task<long[]> OpenAsync(LedgerId ledger, int count)
    {
        await using var command = source.CreateCommand(
            """
            insert into accounts (ledger_id, code, name, role, floor, operation)
            select $1, 'm' || n, 'Member ' || n, 1, $2, gen_random_uuid() from generate_series(0, $3 - 1) n returning id
            """);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(ledger.Value);
        command.Parameters.AddWithValue(Town.Floor);
        command.Parameters.AddWithValue(count);
        var ids = new List<long>(count);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            ids.Add(row.GetInt64(0));
        }

        return [.. ids];
    }

    private async Task<IReadOnlyDictionary<string, string>> DoAsync(Command command) =>
        await journal.ExecuteAsync(command, CancellationToken.None) switch
        {
            CommandOutcome.Done done => done.Result,
            var other => throw new InvalidOperationException($"{command.Kind} was answered {other}."),
        };

    private async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    private static OperationId NewId() => new(Guid.CreateVersion7());
}
