using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// A savings pool (001) by arithmetic of its own: what leaves a member's account is savings first, which stay while points
/// are negative, then a loan that the members have agreed to; points grow by the balance at every month end.
/// </summary>
internal sealed class PoolAudit(AuditBook book)
{
    public const string Scheme = "savings-pool";

    /// <summary>What is wrong about what a posting takes out of a pool; null: nothing.</summary>
    public Violation? Check(JournalPosting posting)
    {
        var (taken, payer) = Taken(posting.Legs.Select(static leg => (leg.Debit, leg.Amount, leg.IsForced, leg.Action)));
        if (payer is null)
        {
            return posting.Draws.IsEmpty ? null : Wrong($"nothing leaves a pool by {posting}, yet it draws on an agreement");
        }

        var own = Int128.Min(Savings(payer), taken);
        if (own > 0 && PointsOf(payer.Id) < 0)
        {
            return new Violation(
                "pool-lock", $"account {payer.Id} has {PointsOf(payer.Id)} points, and {own} of its savings leave by {posting}");
        }

        Int128 drawn = 0;
        foreach (var draw in posting.Draws)
        {
            if (!book.Agreements.TryGetValue(draw.Agreement, out var agreement) || agreement.Status != 2
                || agreement.Account != payer.Id || draw.Account != payer.Id || draw.Amount <= 0
                || draw.Before != own + drawn || Undrawn(agreement) < draw.Amount)
            {
                return Wrong(
                    $"{draw} is not in an agreement of {agreement?.Amount} for {agreement?.Account} with {agreement?.Status}, "
                    + $"of which {(agreement is null ? 0 : Undrawn(agreement))} is left");
            }

            drawn += draw.Amount;
            agreement.Draws.Add((posting.Id, draw.Amount, draw.Before));
            agreement.ChangedAt = book.Place;
        }

        return own + drawn == taken
            ? null
            : Wrong($"account {payer.Id} has savings of {Savings(payer)}, draws {drawn}, and {taken} leaves it by {posting}");
    }

    /// <summary>A step of a month end went over all accounts: points = points + balance, for each of them.</summary>
    public void MonthEnd(int ledger, DateOnly last)
    {
        var closing = new Dictionary<long, Int128>();
        foreach (var line in book.Lines)
        {
            if (line.Ledger == ledger && line.Date <= last)
            {
                closing[line.Debit] = closing.GetValueOrDefault(line.Debit) - line.Amount;
                closing[line.Credit] = closing.GetValueOrDefault(line.Credit) + line.Amount;
            }
        }

        foreach (var (account, balance) in closing)
        {
            var total = PointsOf(account) + balance;
            if (total < long.MinValue || total > long.MaxValue)
            {
                book.HasLostPoints = true;
                continue;
            }

            book.Points[account] = total;
        }

        book.PointsChangedAt[ledger] = book.Place;
    }

    /// <summary>Points as stored are those of the month ends, and sum to zero in every pool.</summary>
    public Violation? CheckPoints(IEnumerable<(long Account, long Points)> stored)
    {
        var left = book.Points.Where(static pair => pair.Value != 0).ToDictionary();
        foreach (var (account, points) in stored)
        {
            left.Remove(account);
            if (PointsOf(account) != points)
            {
                return new Violation("points", $"account {account} has {points} points, its month ends give {PointsOf(account)}");
            }
        }

        if (left.Count > 0)
        {
            return new Violation("points", $"the store misses the points of {string.Join(", ", left.Keys)}");
        }

        foreach (var ledger in book.Points.GroupBy(pair => book.Accounts[pair.Key].Ledger))
        {
            var sum = ledger.Aggregate((Int128)0, static (sum, pair) => sum + pair.Value);
            if (sum != 0 && !book.HasLostPoints)
            {
                return new Violation("points", $"the points of ledger {ledger.Key} sum to {sum}");
            }
        }

        return null;
    }

    public Violation? Take(AskedProposal proposal, Guid id)
    {
        if (!book.Accounts.TryGetValue(proposal.Account, out var account) || account.Ledger != proposal.Ledger
            || account.Role != AuditRole.Member || account.Status == 4 || book.Ledgers[account.Ledger].Scheme != Scheme)
        {
            return Wrong($"{proposal} is for no member of a pool");
        }

        book.Agreements.Add(id, new AuditAgreement
        {
            Ledger = proposal.Ledger,
            Account = proposal.Account,
            Borrower = account.Member,
            Amount = proposal.Amount,
            ChangedAt = book.Place,
        });
        return null;
    }

    public Violation? Take(AskedVote vote)
    {
        if (!book.Agreements.TryGetValue(vote.Agreement, out var agreement) || agreement.Status != 1
            || !MayVote(agreement).Contains(vote.Member))
        {
            return Wrong($"{vote} does not count when it stands at {agreement?.Status}");
        }

        agreement.Votes[vote.Member] = vote.Choice;
        return null;
    }

    /// <summary>Two members sign what is carried: half of those who may vote have, one is for it, nobody against.</summary>
    public Violation? Take(AskedSignature signature)
    {
        if (!book.Agreements.TryGetValue(signature.Agreement, out var agreement) || agreement.Status != 1
            || !MayVote(agreement).Contains(signature.Member) || !agreement.Signed.Add(signature.Member)
            || !IsCarried(agreement))
        {
            return Wrong($"{signature} does not count when it stands at {agreement?.Status}, votes {Words(agreement)}");
        }

        if (agreement.Signed.Count == 2)
        {
            (agreement.Status, agreement.ChangedAt) = (2, book.Place);
        }

        return null;
    }

    public Violation? Take(AskedAgreementEnd end)
    {
        if (!book.Agreements.TryGetValue(end.Agreement, out var agreement)
            || !(agreement.Status == 1 || (agreement.Status == 2 && end.IsWithdrawal)))
        {
            return Wrong($"{end} comes when it stands at {agreement?.Status}");
        }

        (agreement.Status, agreement.ChangedAt) = (end.IsWithdrawal ? 4 : 3, book.Place);
        return null;
    }

    /// <summary>Whether the end of a period of a ledger has begun.</summary>
    public bool HasBegunEnd(int ledger) =>
        book.Periods.TryGetValue(ledger, out var periods) && periods.Exists(static period => period.Status != 1);

    public Violation? Take(AskedPoints taken)
    {
        var bank = book.Ledgers[taken.Ledger].SystemAccounts[AuditRole.PoolBank];
        foreach (var (account, points) in taken.Points)
        {
            if (!book.PointsTaken.Add(account) || HasBegunEnd(taken.Ledger))
            {
                return Wrong($"{taken}: {account} has points already, or the end of a month has begun");
            }

            book.Points[account] = points;
            book.Points[bank] = PointsOf(bank) - points;
        }

        return null;
    }

    /// <summary>Whether a refusal of a withdrawal was true at its place, or when the request was under way.</summary>
    public bool IsJustified(ToldRefused refusal, Asked request, long askedAt, List<ExpectedLeg>? legs)
    {
        var (taken, payer) = Taken((legs ?? []).Select(static leg => (leg.Debit, leg.Amount, leg.IsForced, leg.Action)));
        if (payer is null)
        {
            return false;
        }

        if (book.PointsChangedAt.GetValueOrDefault(payer.Ledger) > askedAt
            || book.Agreements.Values.Any(agreement => agreement.Account == payer.Id && agreement.ChangedAt > askedAt))
        {
            return true;
        }

        var loan = taken - Int128.Min(Savings(payer), taken);
        var named = (request as AskedWithdrawal)?.Agreement is { } id ? book.Agreements.GetValueOrDefault(id) : null;
        return refusal.Code switch
        {
            "savingsLocked" => Savings(payer) > 0 && PointsOf(payer.Id) < 0,
            "agreementNeeded" => loan > book.Agreements.Values.Where(agreement => agreement.Account == payer.Id)
                .Aggregate((Int128)0, (sum, agreement) => sum + Undrawn(agreement)),
            "agreementUnknown" => loan > 0 && named?.Account != payer.Id,
            "agreementNotAgreed" => loan > 0 && named is { Status: not 2 },
            "agreementExceeded" => named is not null && loan > Undrawn(named),
            _ => false,
        };
    }

    /// <summary>Whether the refusal of a vote, a signature or an end is true.</summary>
    public bool IsJustified(ToldRefused refusal, Asked request)
    {
        var (id, member) = request switch
        {
            AskedVote vote => (vote.Agreement, vote.Member),
            AskedSignature signature => (signature.Agreement, signature.Member),
            AskedAgreementEnd end => (end.Agreement, 0L),
            _ => (default, 0L),
        };
        if (!book.Agreements.TryGetValue(id, out var agreement))
        {
            return refusal.Code == "agreementUnknown" && id != default;
        }

        return refusal.Code switch
        {
            "proposalEnded" => agreement.Status != 1,
            "notPoolMember" => !book.Accounts.Values.Any(account =>
                account.Ledger == agreement.Ledger && account.Member == member && account.Status != 4),
            "borrowerExcluded" => member == agreement.Borrower,
            "alreadySigned" => agreement.Signed.Contains(member),
            "quorumMissing" => !IsPresent(agreement),
            "proposalOpposed" => InForce(agreement).Contains(2),
            _ => false,
        };
    }

    /// <summary>What settlements have left and nobody waits for; zero: nothing.</summary>
    public Int128 FreeCash(int ledger)
    {
        var own = book.Ledgers[ledger].SystemAccounts;
        return Int128.Max(
            0, -book.Accounts[own[AuditRole.Settlement]].Balance - Int128.Max(0, book.Accounts[own[AuditRole.Region]].Balance));
    }

    /// <summary>Whether a plan with these payments lasts beyond fifty years.</summary>
    public bool IsTooLong(AskedProposal proposal)
    {
        var account = book.Accounts[proposal.Account];
        var balance = Int128.Min(0, account.Balance - account.DebitsPending) - proposal.Amount;
        var points = PointsOf(account.Id) + balance;
        var months = 0;
        while ((balance < 0 || points < 0) && months <= 600 && points >= long.MinValue)
        {
            balance += balance < 0 ? proposal.Repayment : proposal.Saving;
            points += balance;
            months++;
        }

        return months > 600 || points < long.MinValue;
    }

    private Int128 PointsOf(long account) => book.Points.GetValueOrDefault(account);

    private static Int128 Savings(AuditAccount account) => Int128.Max(0, account.Balance - account.DebitsPending);

    // Only one transfer takes from a member of a pool in one posting; what is forced is bookkeeping.
    private (Int128 Taken, AuditAccount? Payer) Taken(
        IEnumerable<(long Debit, long Amount, bool IsForced, LegAction Action)> legs)
    {
        foreach (var (debit, amount, isForced, action) in legs)
        {
            if (!isForced && action is LegAction.Post or LegAction.Pend && book.Accounts.TryGetValue(debit, out var account)
                && account.Role == AuditRole.Member && book.Ledgers[account.Ledger].Scheme == Scheme)
            {
                return (amount, account);
            }
        }

        return (0, null);
    }

    private Int128 Undrawn(AuditAgreement agreement) => agreement.Status != 2
        ? 0
        : agreement.Amount - agreement.Draws.Aggregate((Int128)0, (sum, draw) => sum + Counts(draw));

    // Nothing of what was corrected, voided or ran out; of what was paid in part, what the savings did not cover.
    private Int128 Counts((Guid Posting, long Amount, long Before) draw)
    {
        if (book.Operations.TryGetValue(draw.Posting, out var operation) && operation.CorrectedBy is not null)
        {
            return 0;
        }

        return book.Pendings.TryGetValue((draw.Posting, 0), out var held)
            ? held.Status switch
            {
                1 => draw.Amount,
                2 => Int128.Min(draw.Amount, Int128.Max(0, (Int128)held.Posted - draw.Before)),
                _ => 0,
            }
            : draw.Amount;
    }

    private HashSet<long> MayVote(AuditAgreement agreement) =>
    [
        .. book.Accounts.Values.Where(account => account.Ledger == agreement.Ledger && account.Role == AuditRole.Member
            && account.Status != 4 && account.Member != agreement.Borrower).Select(static account => account.Member),
    ];

    private List<int> InForce(AuditAgreement agreement) =>
        [.. MayVote(agreement).Where(agreement.Votes.ContainsKey).Select(member => agreement.Votes[member])];

    private bool IsPresent(AuditAgreement agreement) =>
        InForce(agreement) is var votes && votes.Count * 2 >= MayVote(agreement).Count && votes.Contains(1);

    private bool IsCarried(AuditAgreement agreement) => IsPresent(agreement) && !InForce(agreement).Contains(2);

    private static string Words(AuditAgreement? agreement) =>
        agreement is null ? "" : string.Join(", ", agreement.Votes.Select(static vote => $"{vote.Key}: {vote.Value}"));

    private static Violation Wrong(string text) => new("pool", text);
}
