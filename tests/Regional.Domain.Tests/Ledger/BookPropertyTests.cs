using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Regional.Domain.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Ledger;

/// <summary>Random batches over a few accounts, held against a model that knows the rules only as sentences.</summary>
public sealed class BookPropertyTests
{
    private const int AccountCount = 4;

    private sealed record Move(int From, int To, long Amount, bool IsPending, bool IsForced);

    private sealed record Batch(AccountState[] Accounts, Move[][] Postings)
    {
        public override string ToString() =>
            $"{string.Join("; ", Accounts.Select(static a => $"{a.Id}: {a.Balance} [{a.Floor}, {a.Ceiling}] pending {a.DebitsPending}/{a.CreditsPending}"))} "
            + string.Join(" | ", Postings.Select(static legs => string.Join(", ", legs.AsEnumerable())));
    }

    private static Gen<long?> Limit(int size) =>
        Gen.OneOf(Gen.Constant((long?)null), Gen.Choose(-size, size).Select(static value => (long?)value));

    private static Gen<AccountState> Accounts(int id) =>
        from balance in Gen.Choose(-50, 50)
        from debits in Gen.Choose(0, 20)
        from credits in Gen.Choose(0, 20)
        from floor in Limit(60)
        from ceiling in Limit(60)
        select State(id, balance, floor, ceiling is null || floor is null ? ceiling : Math.Max(floor.Value, ceiling.Value)) with
        {
            DebitsPending = debits,
            CreditsPending = credits,
        };

    private static Gen<Move> Moves { get; } =
        from @from in Gen.Choose(1, AccountCount)
        from to in Gen.Choose(1, AccountCount).Where(to => to != @from)
        from amount in Gen.Choose(1, 60)
        from pending in Gen.Choose(0, 3)
        from forced in Gen.Choose(0, 5)
        select new Move(@from, to, amount, pending == 0, forced == 0);

    private static Gen<Batch> Batches { get; } =
        from accounts in Gen.CollectToSequence(Enumerable.Range(1, AccountCount).Select(Accounts))
        from postings in Gen.Choose(1, 3).SelectMany(static count => Moves.ArrayOf(count)).ListOf(6)
        select new Batch([.. accounts], [.. postings]);

    [Fact]
    public void Every_posting_of_a_batch_is_posted_refused_or_deferred_as_the_model_says() => Holds.ForAll(Batches, static batch =>
    {
        var book = With(batch.Accounts);
        var model = new Model(batch.Accounts);
        for (var at = 0; at < batch.Postings.Length; at++)
        {
            var legs = batch.Postings[at];
            Assert.Equal(model.Judge(legs), Kind(Judge(Posting(at + 1, [.. legs.Select(Leg)]), book)));
        }

        foreach (var (id, account) in book.Accounts)
        {
            Assert.Equal(model.Balance(id), account.Now.Balance);
            Assert.Equal(model.Entries(id), account.Now.Entries);
        }
    }, cases: 3000);

    [Fact]
    public void A_batch_keeps_the_sum_of_all_balances_and_counts_pendings_on_both_sides() => Holds.ForAll(Batches, static batch =>
    {
        var book = With(batch.Accounts);
        for (var at = 0; at < batch.Postings.Length; at++)
        {
            Judge(Posting(at + 1, [.. batch.Postings[at].Select(Leg)]), book);
        }

        var (before, after) = (batch.Accounts, book.Accounts.Values.Select(static account => account.Now).ToArray());
        Assert.Equal(before.Sum(static account => account.Balance), after.Sum(static account => account.Balance));
        Assert.Equal(
            before.Sum(static account => account.DebitsPending - account.CreditsPending),
            after.Sum(static account => account.DebitsPending - account.CreditsPending));
        Assert.Equal(
            book.Pendings.Values.Sum(static pending => pending.Amount.Minor),
            after.Sum(static account => account.DebitsPending) - before.Sum(static account => account.DebitsPending));
    });

    private static Leg Leg(Move move) => (move.IsPending ? Pend(move.From, move.To, move.Amount) : Pay(move.From, move.To, move.Amount)) with
    {
        ForcedReason = move.IsForced ? "levy" : null,
    };

    private static string Kind(PostingDecision decision) => decision switch
    {
        PostingDecision.Accepted => "posted",
        PostingDecision.Deferred => "deferred",
        _ => "refused",
    };

    /// <summary>
    /// A list of what was accepted. An account may be debited while its balance before the batch, less what was held
    /// then, less every debit placed since, stays at the floor; where only other members' credits would help, it waits.
    /// </summary>
    private sealed class Model(AccountState[] accounts)
    {
        private readonly List<Move> _accepted = [];

        public string Judge(Move[] legs)
        {
            for (var at = 0; at < legs.Length; at++)
            {
                var own = legs[..at];
                foreach (var isDebit in new[] { true, false })
                {
                    if (Fits(legs[at], own, isDebit, withOthers: false))
                    {
                        continue;
                    }

                    return Fits(legs[at], own, isDebit, withOthers: true) ? "deferred" : "refused";
                }
            }

            _accepted.AddRange(legs);
            return "posted";
        }

        public BigInteger Balance(AccountId id) => Find(id).Balance
            + Sum(_accepted.Where(move => !move.IsPending && Account(move.To) == id))
            - Sum(_accepted.Where(move => !move.IsPending && Account(move.From) == id));

        public long Entries(AccountId id) =>
            _accepted.Count(move => Account(move.To) == id) + _accepted.Count(move => Account(move.From) == id);

        private bool Fits(Move leg, Move[] own, bool isDebit, bool withOthers)
        {
            var id = Account(isDebit ? leg.From : leg.To);
            var account = Find(id);
            if (leg.IsForced)
            {
                return true;
            }

            var placed = Sum(_accepted.Concat(own).Where(move => Account(isDebit ? move.From : move.To) == id));
            var helpful = withOthers
                ? Sum(_accepted.Where(move => !move.IsPending && Account(isDebit ? move.To : move.From) == id))
                : 0;
            return isDebit
                ? account.Floor is not { } floor || account.Balance - account.DebitsPending - placed - leg.Amount + helpful >= floor
                : account.Ceiling is not { } ceiling || account.Balance + account.CreditsPending + placed + leg.Amount - helpful <= ceiling;
        }

        private AccountState Find(AccountId id) => accounts.Single(account => account.Id == id);

        private static BigInteger Sum(IEnumerable<Move> moves) =>
            moves.Aggregate(BigInteger.Zero, static (sum, move) => sum + move.Amount);
    }
}
