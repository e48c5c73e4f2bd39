using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Transactions;

namespace Regional.Simulation.Model;

/// <summary>
/// The journal over the model. What it sends goes on in the world; what it does between two transactions of one batch
/// dies with the silo, as it would with PostgreSQL.
/// </summary>
internal sealed class ModelJournalStore(ModelDatabase database) : IJournalStore
{
    public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var outcomes = ImmutableDictionary.CreateBuilder<OperationId, PostingOutcome>();
        var certain = Sift(batch.Certain.RemoveAll(MustBeJudged), outcomes);
        var doubtful = Sift([.. batch.Certain.Where(MustBeJudged), .. batch.Doubtful], outcomes);
        var news = new Dictionary<AccountId, AccountState>();
        var isFirst = true;
        if (!certain.IsEmpty)
        {
            var fast = await SendAsync(certain, TransactionKind.FastPath, isFirst);
            isFirst = false;
            if (fast.IsRejected)
            {
                doubtful = [.. certain, .. doubtful];
            }
            else
            {
                Take(fast, outcomes, news);
            }
        }

        if (!doubtful.IsEmpty)
        {
            Take(await SendAsync(doubtful, TransactionKind.SecondPath, isFirst), outcomes, news);
        }

        return new JournalResult(outcomes.ToImmutable(), [.. news.Values], UsedSecondPath: !doubtful.IsEmpty);
    }

    public async Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken)
    {
        if (CommandForm.Check(command) is { } malformed)
        {
            return new CommandOutcome.Refused(malformed);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var transaction = new CommandTransaction(database.Tables, database.Journal, command);
        await database.SendAsync(transaction, TransactionKind.Command, [command.Id], command, isFirst: true);
        return transaction.Outcome!;
    }

    private async Task<PostingTransaction> SendAsync(ImmutableArray<Posting> members, TransactionKind kind, bool isFirst)
    {
        var transaction = new PostingTransaction(
            database.Tables, database.Journal, members, isFast: kind == TransactionKind.FastPath);
        await database.SendAsync(
            transaction, kind, [.. members.Select(static posting => posting.Id)], command: null, isFirst);
        return transaction;
    }

    private static void Take(
        PostingTransaction done, ImmutableDictionary<OperationId, PostingOutcome>.Builder outcomes,
        Dictionary<AccountId, AccountState> news)
    {
        outcomes.AddRange(done.Outcomes);
        foreach (var account in done.Accounts)
        {
            if (!news.TryGetValue(account.Id, out var known) || known.Version < account.Version)
            {
                news[account.Id] = account;
            }
        }
    }

    // The fast path knows nothing of effects and of schemes' state, and posts whatever it is given.
    private static bool MustBeJudged(Posting posting) =>
        !posting.Effects.IsEmpty || posting.PlannedRefusal is not null || !posting.DecidedOn.IsEmpty
        || posting.Facts.Any(static fact => fact is not DocumentClaim);

    // What is malformed needs no transaction.
    private static ImmutableArray<Posting> Sift(
        ImmutableArray<Posting> members, ImmutableDictionary<OperationId, PostingOutcome>.Builder outcomes)
    {
        var sifted = ImmutableArray.CreateBuilder<Posting>(members.Length);
        foreach (var posting in members)
        {
            if (PostingForm.Check(posting) is { } malformed)
            {
                outcomes[posting.Id] = new PostingOutcome.Refused(malformed);
            }
            else
            {
                sifted.Add(posting);
            }
        }

        return sifted.ToImmutable();
    }
}
