using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class EffectTests
{
    [Fact]
    public async Task An_approved_request_is_answered_once_by_the_posting_that_pays_it()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var request = Postings.NewId();
        await world.Test.ExecuteAsync(
            $"""
            insert into payment_requests (
                id, payee_account, payer_account, amount, kind, purpose, requested_at, expires_at, actor)
            values ('{request}', {payee}, {payer}, 5, 1, 'goods', now(), now() + interval '1 hour', 'test')
            """);
        Posting Approving() => Postings.Transfer(ledger, payer, payee, 5) with { Effects = [new RequestApproved(request)] };
        var approval = Approving();

        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, approval));
        Assert.Equal(RefusalReason.RequestEnded, ReasonOf(await CommitAsync(world, Approving())));
        Assert.Equal(
            $"2 {approval.Id}",
            await world.Test.ScalarAsync<string>("select status || ' ' || answered_by from payment_requests"));
    }

    [Fact]
    public async Task A_request_whose_time_ran_out_cannot_be_approved()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var request = Postings.NewId();
        await world.Test.ExecuteAsync(
            $"""
            insert into payment_requests (
                id, payee_account, payer_account, amount, kind, purpose, requested_at, expires_at, actor)
            values ('{request}', {payee}, {payer}, 5, 1, 'goods', now(), now() + interval '1 hour', 'test')
            """);
        await world.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(RefusalReason.RequestExpired, ReasonOf(await CommitAsync(
            world, Postings.Transfer(ledger, payer, payee, 5) with { Effects = [new RequestApproved(request)] })));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_posted_trade_has_its_row_with_payer_payee_and_what_the_payee_got(bool certain)
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, region) = await PairAsync(world);
        var (other, mirror, payee) = await PairAsync(world);
        var trade = Postings.Of(null, Postings.Move(ledger, payer, region, 160), Postings.Move(other, mirror, payee, 9)) with
        {
            Kind = OperationKind.Trade,
            Reference = "rice",
        };

        var result = await world.Store.CommitAsync(
            certain ? new JournalBatch([trade], []) : new JournalBatch([], [trade]), CancellationToken.None);

        Assert.IsType<PostingOutcome.Posted>(result.Outcomes[trade.Id]);
        Assert.Equal(
            $"{trade.Id} {payer} {payee} 9 rice 2 {trade.Id}",
            await world.Test.ScalarAsync<string>(
                """
                select concat_ws(' ', id, payer_account, payee_account, payee_amount, reference, status, decided_by)
                from trades
                """));
    }

    [Fact]
    public async Task A_queued_trade_answers_that_it_waits_and_with_its_receipt_once_released()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var trade = Postings.Transfer(ledger, payer, payee, 5) with { Kind = OperationKind.Trade };
        await world.Test.ExecuteAsync(
            $$"""
            insert into operations (id, kind, fingerprint, actor, at, result)
            values ('{{trade.Id}}', 3, '\x{{Convert.ToHexString(trade.Fingerprint.Bytes)}}', 'test', now(), '{"status":"queued"}');
            insert into trades (id, region_id, payer_account, payee_account, payee_amount, kind, purpose, business_date,
                                status, queued_at, queue_account, actor)
            values ('{{trade.Id}}', {{world.Region}}, {{payer}}, {{payee}}, 5, 1, 'goods', '2026-03-02', 1, now(), {{payer}}, 'test')
            """);
        var release = trade with
        {
            Id = Postings.NewId(),
            Trade = trade.Id,
            Effects = [new QueuedTradeReleased(trade.Id)],
        };

        Assert.Equal(RefusalReason.CapReached, ReasonOf(await CommitAsync(world, trade)));
        var released = Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, release));
        var asked = Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, trade));

        Assert.True(asked.IsReplay);
        Assert.Equal(released.Receipt.Entries.AsEnumerable(), asked.Receipt.Entries);
        Assert.Equal(1, await world.Test.ScalarAsync<long>("select count(*) from trades where status = 2"));
        Assert.Equal(
            RefusalReason.TradeNotQueued,
            ReasonOf(await CommitAsync(world, release with { Id = Postings.NewId() })));
    }

    [Fact]
    public async Task Nothing_is_paid_out_that_has_not_come_in_and_arrears_end_with_the_payment()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var ledger = world.RegionLedger;
        var debtor = await world.OpenAccountAsync(ledger, role: AccountRole.Community);
        var creditor = await world.OpenAccountAsync(ledger, role: AccountRole.Community);
        var rest = await world.OpenAccountAsync(ledger, role: AccountRole.RestOfWorld);
        var (payIn, payOut) = (Postings.NewId(), Postings.NewId());
        await world.Test.ExecuteAsync(
            $"""
            insert into settlement_instructions (id, window_id, account_id, is_pay_out, amount, due)
            select v.id, w.id, v.account, v.is_out, 50, current_date
            from windows w, (values ('{payIn}'::uuid, {debtor}::bigint, false), ('{payOut}', {creditor}, true))
                as v (id, account, is_out);
            insert into arrears (instruction_id, declared_at, actor, operation)
            values ('{payIn}', now(), 'test', gen_random_uuid());
            update accounts set status = 2 where id = {debtor}
            """);
        var inPending = Pending(rest, debtor, payIn);
        var outPending = Pending(creditor, rest, payOut);
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, inPending));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, outPending));
        Assert.Equal(RefusalReason.NotPaidIn, ReasonOf(await CommitAsync(world, Confirm(outPending, payOut))));

        var paidIn = await world.Store.CommitAsync(
            new JournalBatch([], [Confirm(inPending, payIn)]), CancellationToken.None);

        Assert.IsType<PostingOutcome.Posted>(Assert.Single(paidIn.Outcomes).Value);
        Assert.Equal(AccountStatus.Open, paidIn.Accounts.Single(account => account.Id == debtor).Status);
        Assert.Equal(await world.ReadAsync(debtor), paidIn.Accounts.Single(account => account.Id == debtor));
        Assert.Equal(1, await world.Test.ScalarAsync<long>("select count(*) from arrears where cleared_at is not null"));
        Assert.Equal(1, await world.Test.ScalarAsync<long>("select count(*) from account_changes"));
        Assert.IsType<PostingOutcome.Posted>(await CommitAsync(world, Confirm(outPending, payOut)));
        Assert.Equal(RefusalReason.PendingResolved, ReasonOf(await CommitAsync(world, Confirm(outPending, payOut))));
        Assert.Equal(RefusalReason.InstructionEnded, ReasonOf(await CommitAsync(world, Pending(creditor, rest, payOut))));

        Posting Pending(AccountId from, AccountId to, OperationId instruction) =>
            Postings.Of(null, Postings.Move(ledger, from, to, 50) with
            {
                Action = TransferAction.Pend,
                ForcedReason = "settlement",
            }) with { Effects = [new InstructionPlaced(instruction)] };

        Posting Confirm(Posting pending, OperationId instruction) =>
            Postings.End(pending, TransferAction.PostPending) with { Effects = [new InstructionConfirmed(instruction)] };
    }

    private static async Task<(LedgerId, AccountId, AccountId)> PairAsync(PostgresWorld world)
    {
        var ledger = await world.AddLedgerAsync();
        return (ledger, await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
    }

    private static async Task<PostingOutcome> CommitAsync(PostgresWorld world, Posting posting) =>
        (await world.Store.CommitAsync(new JournalBatch([posting], []), CancellationToken.None)).Outcomes[posting.Id];

    private static RefusalReason ReasonOf(PostingOutcome outcome) =>
        Assert.IsType<PostingOutcome.Refused>(outcome).Refusal.Reason;
}
