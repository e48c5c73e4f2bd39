using Regional.Contracts.Queries;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Queries.Verify;
using Regional.Storage.Tests.Clearing;
using Regional.Storage.Tests.MutualCredit;
using Regional.Storage.Tests.Periods;
using Regional.Storage.Tests.Registry;
using Regional.Storage.Tests.SavingsPool;
using Regional.Storage.Tests.Schemes;
using Regional.Storage.Tests.Schemes.Komoko;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Queries;

public sealed class VerifierTests
{
    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        { "accountCounters", "update accounts set credits_posted = credits_posted + 1 where id = @second" },
        { "accountCounters", "update accounts set debits_pending = debits_pending + 1 where id = @first" },
        { "accountCounters", "update accounts set entries = entries + 1 where id = @first" },
        { "ledgerSum", "update accounts set credits_posted = credits_posted + 1 where id = @second" },
        { "ledgerPendings", "update accounts set debits_pending = debits_pending + 1 where id = @first" },
        { "entryNumbers", "update transfers set debit_entry = 1000 where debit_account = @first and debit_entry = 2" },
        { "entryBalances", "update transfers set debit_balance = debit_balance + 1 where debit_account = @first and debit_entry = 2" },
        { "accountCounters", "update transfers set amount = amount + 1 where debit_account = @first and debit_entry = 2" },
        { "accountLimits", "update account_changes set floor = -1 where account_id = @first" },
        { "accountHistory", "update accounts set ceiling = 1000000 where id = @first" },
        { "accountHistory", "update accounts set status = 3 where id = @first" },
        { "transferLedger", "update transfers set ledger_id = @beta where debit_account = @first and debit_entry = 2" },
        { "mirror", "update transfers set counter_amount = counter_amount + 1 where credit_account = @mirror" },
        { "pendings", "update pendings set amount = amount + 1 where status = 1" },
        { "pendings", "update pendings set status = 3 where status = 2 and ledger_id = @alpha" },
        { "pendings", "delete from pendings where status = 1" },
        { "resolutions", "update transfers set expires_at = at where action = 2 and ledger_id = @alpha" },
        { "operationTransfers", "update operations set refusal = 122 where commit_no = (select min(commit_no) from transfers)" },
        { "operationTransfers", "delete from operations where commit_no = (select min(commit_no) from transfers)" },
        { "operationTransfers", "delete from transfers where commit_no = (select max(commit_no) from transfers)" },
        { "operationLegs", "update transfers set leg = 7 where debit_account = @first and debit_entry = 2" },
        { "operationOutcome", "update operations set result = null where kind = 20" },
        { "commits", "update commits set at = at + interval '1 second' where no = (select max(no) from commits)" },
        { "corrections", "insert into corrections (corrected, correction) select id, id from operations where kind = 20" },
        { "corrections", "update transfers set corrects = operation where debit_account = @first and debit_entry = 2" },
        { "documentClaims", "update document_claims set document_number = 'INV-8'" },
        { "requests", "update payment_requests set status = 2" },
        { "trades", "update trades set payee_amount = payee_amount + 1 where status = 2" },
        { "trades", "update trades set status = 2 where status = 1" },
        { "trades", "delete from trades where status = 2" },
        { "tradeDecisions", "update trades set decided_by = gen_random_uuid() where status = 3" },
        { "windowSequence", "update windows set opens = opens + interval '1 microsecond' where no = 2" },
        { "windowSequence", "update windows set no = 9 where no = 2" },
        { "windowStatus", "update windows set status = 1, closed_at = null where no = 1" },
        { "windowStatus", "update windows set status = 4, settled_at = now() where no = 2" },
        { "windowStatus", "delete from window_steps where step = 3" },
        { "windowOfTransfer", "update transfers set window_id = 2 where window_id = 1" },
        { "windowOfTransfer", "update transfers set window_id = null where window_id = 1" },
        { "windowOfTransfer", "update transfers set window_id = 1 where debit_account = @first and debit_entry = 2" },
        { "settlementPositions", "update settlement_positions set paid = paid + 1, position = position - 1, carried = carried - 1" },
        { "settlementPositions", "delete from settlement_positions where settled < 0" },
        { "settlementSums", "update settlement_positions set carried = carried + 1 where settled < 0" },
        { "settlementInstructions", "update settlement_instructions set amount = amount + 1 where is_pay_out" },
        { "settlementInstructions", "delete from settlement_instructions where is_pay_out" },
        { "settlementPayments", "update settlement_instructions set status = 3, confirmed_by = placed_by" },
        { "notesOutside", "update coupon_notes set state = 1 where number = 1" },
        { "notesOutside", "update transfers set amount = amount + 1000 where credit_account in (select id from accounts where role = 16)" },
        { "noteStates", "update coupon_notes set state = 4 where number = 60" },
        { "noteStates", "update coupon_notes set times_issued = 2 where number = 1" },
        { "counterLines", "update coupon_lines set notes_out = notes_out + 1000" },
        { "counterLines", "delete from transfers where operation in (select operation from coupon_lines)" },
        { "rupiahReserve", "update accounts set debits_posted = 500 where role = 21" },
        { "tillsSettled", "update coupon_tills set closed_at = now() - interval '2 days', missing = '{ALP-A 000001}'" },
        { "arrears", "insert into arrears select id, now(), now(), 'nobody', id from settlement_instructions where status < 3 limit 1" },
    };

    [Fact]
    public async Task Books_that_were_kept_by_the_journal_hold()
    {
        await using var world = await BusyAsync();

        var result = await VerifyAsync(world);

        Assert.Empty(result.Differences);
        Assert.True(result.Holds);
        Assert.Equal(await world.Test.ScalarAsync<long>("select count(*) from transfers"), result.Transfers);
        Assert.Equal(await world.Test.ScalarAsync<long>("select count(*) from accounts"), result.Accounts);
        Assert.Equal(await world.Test.ScalarAsync<long>("select count(*) from operations"), result.Operations);
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var world = await BusyAsync();
        foreach (var row in Corruptions)
        {
            var (check, sql) = row.Data;
            var result = await CorruptedAsync(world, sql);

            Assert.True(
                result.Checks.GetValueOrDefault(check) > 0,
                $"{check} did not see: {sql}. Seen: {string.Join("; ", result.Differences)}");
            Assert.Contains(result.Differences, difference => difference.Check == check);
        }
    }

    [Fact]
    public async Task Every_check_has_a_planted_difference()
    {
        await using var world = await World.CreateAsync();
        var result = await VerifyAsync(world);

        var planted = Corruptions.Concat(KomokoLotsTests.Corruptions).Concat(PoolVerificationTests.Corruptions)
            .Concat(PeriodVerificationTests.Corruptions).Concat(CreditVerificationTests.Corruptions)
            .Concat(MonthEndVerificationTests.Corruptions).Concat(KomokoLotsTests.LossCorruptions)
            .Select(static row => row.Data.Item1);
        Assert.Equal(result.Checks.Keys, planted.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_verification_sees_one_moment_while_payments_go_on()
    {
        await using var world = await World.CreateAsync();
        using var stop = new CancellationTokenSource();
        var paying = PayUntilAsync(world, stop.Token);
        for (var i = 0; i < 5; i++)
        {
            Assert.Empty((await VerifyAsync(world)).Differences);
        }

        await stop.CancelAsync();
        await paying;
    }

    [Fact]
    public async Task Many_differences_are_counted_and_the_first_are_named()
    {
        await using var world = await World.CreateAsync();
        await world.Test.ExecuteAsync("""
            insert into operations (id, kind, fingerprint, actor, at)
            select gen_random_uuid(), 1, '', 'nobody', now() from generate_series(1, 250)
            """);

        var result = await VerifyAsync(world);

        Assert.Equal((250, 250), (result.Checks["operationOutcome"], result.DifferenceCount));
        Assert.Equal(Verification.DifferenceCountMax, result.Differences.Length);
    }

    private static async Task PayUntilAsync(World world, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (from, to) = i % 2 == 0 ? (world.Alpha, world.Beta) : (world.Beta, world.Alpha);
            await world.PostAsync(Payments.Trade(world, from, to, 1));
        }
    }

    private static Task<Verification> VerifyAsync(World world) =>
        new Verifier(world.Test.Database).VerifyAsync(progress: null, TestContext.Current.CancellationToken);

    // The books are put back by hand: a dump of the tables it touched would hide what a trigger or cascade did.
    private static async Task<Verification> CorruptedAsync(World world, string sql)
    {
        var named = sql.Replace("@first", $"{world.Alpha.First}").Replace("@second", $"{world.Alpha.Second}")
            .Replace("@mirror", $"{world.Alpha.Mirror}").Replace("@alpha", $"{world.Alpha.Ledger}")
            .Replace("@beta", $"{world.Beta.Ledger}");
        string[] tables =
        [
            "accounts", "account_changes", "operations", "commits", "transfers", "pendings", "corrections", "document_claims",
            "trades", "payment_requests", "windows", "window_steps", "settlement_positions", "settlement_instructions", "arrears",
            "coupon_notes", "coupon_lines", "coupon_tills",
        ];
        var save = string.Join(';', tables.Select(static table => $"create table saved_{table} as table {table}"));
        var restore = string.Join(';', tables.Select(static table =>
            $"delete from {table}; insert into {table} overriding system value table saved_{table}; drop table saved_{table}"));
        await world.Test.ExecuteAsync(save);
        try
        {
            await world.Test.ExecuteAsync($"begin; set local session_replication_role = replica; {named}; commit");
            return await VerifyAsync(world);
        }
        finally
        {
            await world.Test.ExecuteAsync($"begin; set local session_replication_role = replica; {restore}; commit");
        }
    }

    private static async Task<World> BusyAsync()
    {
        var world = await World.CreateAsync();
        var claimed = Payments.Trade(world, world.Alpha, world.Beta, 300);
        await world.PostAsync(claimed with { Facts = [new DocumentClaim(world.Beta.Ledger, world.Beta.First, "INV-7")] });
        await world.PayAsync(world.Alpha, 250);
        await EndAsync(world, await PendAsync(world, 50, TimeSpan.FromDays(1)), TransferAction.PostPending, 20);
        await EndAsync(world, await PendAsync(world, 60, null), TransferAction.VoidPending, 60);
        await PendAsync(world, 70, TimeSpan.FromDays(1));
        await world.DoneAsync(New(new SetLimits(world.Alpha.First, -2000, null) { Id = default, Actor = "" }));
        await QueueAsync(world);
        await world.DoneAsync(New(new EndQueuedTrade(await QueueAsync(world), null) { Id = default, Actor = "" }));
        await world.DoneAsync(New(new RequestPayment(
            world.Alpha.First, world.Beta.First, 5, TransferKind.Real, "goods", null, null, TimeSpan.FromDays(1))
        {
            Id = default,
            Actor = "",
        }));
        var window = await SettlementTests.CutAndCloseAsync(world);
        var plan = SettlementTests.Plan(world, window);
        await world.DoneAsync(plan);
        var (payIn, payOut) = (plan.Positions[0].Instruction!.Value, plan.Positions[1].Instruction!.Value);
        var placed = await SettlementTests.PlaceAsync(world, payIn, world.Alpha, isPayOut: false);
        await SettlementTests.PlaceAsync(world, payOut, world.Beta, isPayOut: true);
        await SettlementTests.ConfirmAsync(world, payIn, placed);
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 9));
        var coupons = await CouponBooks.CreateAsync(world);
        await world.PostAsync(await coupons.MoveAsync(NoteMove.HandedOut, 1, 3));
        await world.PostAsync(await coupons.MoveAsync(NoteMove.TakenIn, 3, 3));
        return world;
    }

    private static async Task<OperationId> QueueAsync(World world)
    {
        var command = New(new QueueTrade(
            world.Region, world.Alpha.First, world.Beta.First, 500, TransferKind.Real, "goods", Payments.Day,
            world.Alpha.AtRegion, new TradeDetails(null, null, null, null),
            new Fingerprint.Builder(OperationKind.Trade).Add("n", $"{NewId()}").Build())
        {
            Id = default,
            Actor = "",
        });
        await world.DoneAsync(command);
        return command.Id;
    }

    private static async Task<TransferId> PendAsync(World world, long minor, TimeSpan? expiry)
    {
        var leg = Payments.Leg(world.Alpha.Ledger, world.Alpha.First, world.Alpha.Second, new Amount(minor, Komoko)) with
        {
            Action = TransferAction.Pend,
            Expiry = expiry,
        };
        var posting = Payments.New(Payments.Day, leg);
        await world.PostAsync(posting);
        return new TransferId(posting.Id, 0);
    }

    private static Task EndAsync(World world, TransferId pending, TransferAction action, long minor) => world.PostAsync(
        Payments.New(
            Payments.Day,
            Payments.Leg(world.Alpha.Ledger, world.Alpha.First, world.Alpha.Second, new Amount(minor, Komoko)) with
            {
                Action = action,
                Resolves = pending,
            }));
}
