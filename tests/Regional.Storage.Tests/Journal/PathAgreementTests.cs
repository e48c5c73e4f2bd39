using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

/// <summary>
/// The fast path, the second path and the Domain's ladder in memory say the same of the same commands: random batches
/// run through each, on twin accounts.
/// </summary>
public sealed class PathAgreementTests
{
    private const int AccountCount = 5;
    private const int RoundCount = 60;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Both_paths_and_the_rules_in_memory_agree(int seed)
    {
        await using var world = await PostgresWorld.OpenAsync();
        var random = new Random(seed);
        var fast = await Side.OpenAsync(world, new Random(seed));
        var second = await Side.OpenAsync(world, new Random(seed));
        var book = new LedgerBook();
        foreach (var account in fast.Accounts)
        {
            book.Load(await world.ReadAsync(account));
        }

        var usedFast = 0;
        for (var round = 0; round < RoundCount; round++)
        {
            var commands = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Draw(random, fast.Placed.Count)).ToArray();
            var (mine, twins) = (fast.Make(commands), second.Make(commands));
            var byFast = await world.Store.CommitAsync(new JournalBatch(mine, []), CancellationToken.None);
            var bySecond = await world.Store.CommitAsync(new JournalBatch([], twins), CancellationToken.None);
            usedFast += byFast.UsedSecondPath ? 0 : 1;
            var now = DateTimeOffset.UtcNow;
            for (var n = 0; n < mine.Length; n++)
            {
                var what = $"seed {seed}, round {round}, member {n}: {commands[n]}";
                var expected = Describe(PostingForm.Check(mine[n]) is { } malformed
                    ? new PostingDecision.Refused(malformed)
                    : PostingRules.Decide(mine[n], book, now));
                Assert.True(expected == Describe(byFast.Outcomes[mine[n].Id]), $"{what}: fast path, not {expected}");
                Assert.True(expected == Describe(bySecond.Outcomes[twins[n].Id]), $"{what}: second path, not {expected}");
            }

            fast.Keep(mine, byFast);
            second.Keep(twins, bySecond);
            foreach (var (id, working) in book.Accounts.ToArray())
            {
                var committed = await world.ReadAsync(id);
                Assert.Equal(working.Now with { Version = committed.Version }, committed);
                book.Load(committed);
            }
        }

        Assert.Empty(await JournalAudit.FindBrokenAsync(world.Test));
        Assert.InRange(usedFast, 5, RoundCount - 5);
    }

    private static Command Draw(Random random, int placed)
    {
        var from = random.Next(AccountCount);
        var to = (from + random.Next(0, 12) % AccountCount) % AccountCount;
        var action = placed > 0 && random.Next(3) == 0
            ? (TransferAction)random.Next(3, 6)
            : random.Next(3) == 0 ? TransferAction.Pend : TransferAction.Post;
        return new Command(
            action, from, to, random.Next(0, 60), IsForced: random.Next(8) == 0,
            Pending: placed > 0 ? random.Next(placed) : 0);
    }

    private static string Describe(PostingDecision decision) => decision switch
    {
        PostingDecision.Accepted => "posted",
        PostingDecision.Refused refused => refused.Refusal.Reason.ToString(),
        PostingDecision.Deferred => "deferred",
        _ => throw new InvalidOperationException(),
    };

    private static string Describe(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Posted => "posted",
        PostingOutcome.Refused refused => refused.Refusal.Reason.ToString(),
        PostingOutcome.Deferred => "deferred",
        _ => throw new InvalidOperationException(),
    };

    private sealed record Command(TransferAction Action, int From, int To, long Minor, bool IsForced, int Pending);

    private sealed class Side(LedgerId ledger, ImmutableArray<AccountId> accounts)
    {
        public ImmutableArray<AccountId> Accounts => accounts;

        public List<Posting> Placed { get; } = [];

        public static async Task<Side> OpenAsync(PostgresWorld world, Random random)
        {
            var ledger = await world.AddLedgerAsync();
            var accounts = ImmutableArray.CreateBuilder<AccountId>();
            for (var n = 0; n < AccountCount; n++)
            {
                var account = await world.OpenAccountAsync(
                    ledger, n == 0 ? null : -random.Next(0, 200), n == 1 ? null : random.Next(0, 200));
                await world.SetStatusAsync(account, n == 4 ? AccountStatus.DebitsBlocked : AccountStatus.Open);
                accounts.Add(account);
            }

            return new Side(ledger, accounts.ToImmutable());
        }

        public ImmutableArray<Posting> Make(Command[] commands) => [.. commands.Select(Make)];

        public void Keep(ImmutableArray<Posting> postings, JournalResult result) => Placed.AddRange(postings.Where(
            posting => posting.Legs[0].Action == TransferAction.Pend
                && result.Outcomes[posting.Id] is PostingOutcome.Posted));

        private Posting Make(Command command) => command.Action switch
        {
            TransferAction.Post or TransferAction.Pend => Postings.Of(
                null,
                Postings.Move(ledger, accounts[command.From], accounts[command.To], command.Minor) with
                {
                    Action = command.Action,
                    ForcedReason = command.IsForced ? "correction" : null,
                }),
            TransferAction.PostPending => Postings.End(
                Placed[command.Pending], command.Action, command.Minor == 0 ? null : command.Minor),
            TransferAction.VoidPending or TransferAction.ExpirePending =>
                Postings.End(Placed[command.Pending], command.Action),
        };
    }
}
