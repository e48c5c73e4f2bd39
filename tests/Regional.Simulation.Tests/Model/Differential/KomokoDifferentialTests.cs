using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.LocalRuntime.Simulation;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>
/// A komoko on PostgreSQL and on the model: payments, held amounts, sides of trades, corrections and month ends
/// planned of what both read; every answer, every lot and all that lots rest on compared.
/// </summary>
public sealed class KomokoDifferentialTests
{
    private const int StepCount = 900;
    private const int StepsBetweenReads = 90;

    /// <summary>Steps before the first period ends: lots have to lie before they mature.</summary>
    private const int StepsBeforeEnds = 350;

    /// <summary>Answers and facts without which a run has compared too little.</summary>
    private static readonly string[] MustOccur =
    [
        "Posted", "StateChanged", "PeriodClosed", "AvailableExceeded", "CircleClosed", "done", "Correction posted",
        nameof(LotUsed), nameof(LotArrived), nameof(StandingChanged), "HolderClassFixed of a command",
        "demurrage of a period", "clearing of a period",
    ];

    public static TheoryData<int> Seeds => DifferentialTests.Seeds;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Lots_are_kept_alike(int seed)
    {
        await using var both = await TwoStores.OpenAsync();
        both.Seed = $"Seed {seed}";
        var known = new Known(new SimulationRandom((ulong)seed));
        var komoko = new RandomKomoko(known);
        var ends = new RandomPeriodEnds(both, known) { ChunkMax = 25 };
        foreach (var command in komoko.Beginning())
        {
            known.Take(command, await both.ExecuteAsync(command));
        }

        await both.BackdateCalendarsAsync(RandomKomoko.PastDays);
        for (var step = 1; step <= StepCount; step++)
        {
            switch (known.Next(20))
            {
                case 0:
                    await both.PassAsync(TimeSpan.FromMinutes(10 + known.Next(100)));
                    break;
                case 1:
                    var command = komoko.Next();
                    known.Take(command, await both.ExecuteAsync(command));
                    break;
                case < 9 when step > StepsBeforeEnds:
                    await ends.AdvanceAsync(komoko.Ledger);
                    break;
                default:
                    await OrderAsync(both, known, komoko);
                    break;
            }

            if (step % StepsBetweenReads == 0)
            {
                await CompareReadsAsync(both, known, komoko);
            }
        }

        Assert.Empty(await both.FindBrokenAsync());
        Assert.All(MustOccur, kind =>
            Assert.True(both.Tally.ContainsKey(kind), $"{both.Seed}: no {kind} among {both.Answers}"));
    }

    [Fact]
    public async Task A_project_that_fails_ends_alike()
    {
        await using var both = await TwoStores.OpenAsync();
        both.Seed = "A failure";
        var known = new Known(new SimulationRandom(1));
        var komoko = new RandomKomoko(known);
        foreach (var command in komoko.Beginning())
        {
            known.Take(command, await both.ExecuteAsync(command));
        }

        var (project, household) = komoko.Failing;
        var unit = (await both.ReadAsync("terms", directory => directory.FindLedgerAsync(komoko.Ledger, default)))!.Currency;
        foreach (var (command, expected) in (IEnumerable<(SchemeCommand, string)>)
        [
            (Pay(project, household, 100, "wages"), "Posted"),
            (Pay(household, project, 40, "underwriting"), "Posted"),
            (Pay(household, project, 20, "underwriting"), "Posted"),
            (Pay(household, project, 10, "pledge"), "Posted"),
            (new FailProject(project, 60, 0, "given up"), "RecoveryDiffers"),
            (new FailProject(household, 0, 0, "given up"), "ProjectUnknown"),
            (new FailProject(project, 60, 10, "given up"), "Posted"),
            (new FailProject(project, 60, 10, "given up"), "ProjectEnded"),
            (Pay(household, project, 1, "pledge"), "ProjectEnded"),
        ])
        {
            ImmutableArray<AccountId> accounts = command is SchemeCommand.PayInside pay
                ? [pay.Payer, pay.Payee]
                : [((FailProject)command).Account];
            var terms = (await both.ReadAsync("terms", directory => directory.FindLedgerAsync(komoko.Ledger, default)))!;
            var posting = await PlanAsync(
                both, known, terms, OperationKind.Posting, RandomKomoko.Today, command, accounts) with
            {
                DecidedUnder = [new TermsVersion(terms.Id, terms.Version)],
            };
            await CommitAsync(both, known, [posting]);
            Assert.True(both.Tally.ContainsKey(expected), $"{command}: no {expected} among {both.Answers}");
        }

        Assert.Empty(await both.FindBrokenAsync());
        Assert.True(both.Tally.ContainsKey(nameof(ProjectFailed)));
        await CompareReadsAsync(both, known, komoko);

        SchemeCommand.PayInside Pay(AccountId payer, AccountId payee, long minor, string purpose) =>
            new(payer, payee, new Amount(minor, unit), purpose);
    }

    // Two at a time are planned of the same state now and then: the second has to be told that it moved.
    private static async Task OrderAsync(TwoStores both, Known known, RandomKomoko komoko)
    {
        var postings = new List<Posting>();
        for (var count = known.Chance(150) ? 2 : 1; count > 0; count--)
        {
            if (await PlanAsync(both, known, komoko) is { } posting)
            {
                postings.Add(posting);
            }
        }

        await CommitAsync(both, known, postings);
    }

    private static async Task CommitAsync(TwoStores both, Known known, List<Posting> postings)
    {
        var result = await both.CommitAsync(new JournalBatch([], [.. postings]));
        known.Take(postings, result);
        foreach (var posting in postings.Where(posting => result?.Outcomes[posting.Id] is PostingOutcome.Posted))
        {
            foreach (var fact in posting.Facts)
            {
                both.Count(fact.GetType().Name);
            }

            both.Count($"{posting.Kind} posted");
        }
    }

    private static async Task<Posting?> PlanAsync(TwoStores both, Known known, RandomKomoko komoko)
    {
        var terms = (await both.ReadAsync("terms", directory => directory.FindLedgerAsync(komoko.Ledger, default)))!;
        var date = komoko.Date();
        switch (known.Next(20))
        {
            case < 3 when known.Pendings.Count > 0:
                var held = known.Pendings[known.Next(known.Pendings.Count)];
                var pending = await both.ReadAsync(
                    "pending", directory => directory.FindPendingAsync(new TransferId(held.Id, 0), default));
                var leg = held.Legs[0];
                var action = (TransferAction)(3 + known.Next(2));
                var part = action == TransferAction.PostPending && known.Chance(400)
                    ? new Amount(1 + known.Next((int)leg.Amount.Minor), leg.Amount.Currency)
                    : leg.Amount;
                return await PlanAsync(
                    both, known, terms, OperationKind.Resolution, date,
                    new SchemeCommand.EndPending(pending!, action, part, leg.Kind, leg.Purpose),
                    [leg.Debit, leg.Credit]);
            case < 5 when known.Postings.Count > 0:
                var back = 1 + known.Next(Math.Min(20, known.Postings.Count));
                return await CorrectAsync(both, known, terms, date, known.Postings[^back]);
            default:
                var (command, accounts) = komoko.NextOrder(terms.SystemAccounts[AccountRole.Region]);
                return await PlanAsync(both, known, terms, OperationKind.Posting, date, command, accounts);
        }
    }

    private static async Task<Posting?> CorrectAsync(
        TwoStores both, Known known, LedgerTerms terms, DateOnly date, Posting posted)
    {
        if (posted.Legs.Any(static leg => leg.Action is not (TransferAction.Post or TransferAction.PostPending)))
        {
            return null;
        }

        ImmutableArray<Leg> reversed =
        [
            .. posted.Legs.Select(static leg => leg with
            {
                Debit = leg.Credit,
                Credit = leg.Debit,
                Action = TransferAction.Post,
                Resolves = null,
                ForcedReason = "entered twice",
                Purpose = "correction",
            }),
        ];
        var planned = await PlanAsync(
            both, known, terms, OperationKind.Correction, date, new CorrectLots(posted.Id, reversed),
            [.. reversed.SelectMany(static leg => new[] { leg.Debit, leg.Credit }).Distinct()]);
        return planned with { Corrects = posted.Id };
    }

    private static async Task<Posting> PlanAsync(
        TwoStores both, Known known, LedgerTerms terms, OperationKind kind, DateOnly date, SchemeCommand command,
        ImmutableArray<AccountId> accounts)
    {
        var state = await both.ReadAsync(new SchemeRequest(terms, command, accounts, date));
        var states = await both.ReadAsync("accounts", async directory =>
            (await directory.FindAccountsAsync(accounts, default)).Sort(static (a, b) => a.Id.CompareTo(b.Id)));
        var planned = new KomokoScheme().Plan(
            command,
            new SchemeContext
            {
                Ledger = terms.Id,
                Currency = terms.Currency,
                BusinessDate = date,
                Parameters = SchemeParameters.InForce(terms.Terms, date),
                Accounts = states.ToDictionary(
                    static account => account.Id, static account => new SchemeAccount(account)),
                State = state,
                SystemAccounts = terms.SystemAccounts,
            });
        var isPlan = planned.TryGet(out var plan, out var refusal);
        return new Posting
        {
            Id = known.NewId(),
            Kind = kind,
            Fingerprint = new Fingerprint.Builder(kind).Add("order", command.ToString()!).Build(),
            EnteredBy = "test:differential",
            BusinessDate = date,
            Legs = isPlan ? plan!.Legs : [],
            Facts = isPlan ? plan!.Facts : [],
            PlannedRefusal = refusal is { IsStored: false } ? Refusal.For(RefusalReason.Overloaded) : refusal,
            DecidedUnder = [new TermsVersion(terms.Id, terms.Version - (known.Chance(30) ? 1 : 0))],
            DecidedOn = state.RestsOn,
        };
    }

    private static async Task CompareReadsAsync(TwoStores both, Known known, RandomKomoko komoko)
    {
        await both.ReadAsync("terms", directory => directory.FindLedgerAsync(komoko.Ledger, default));
        var periods = await both.ReadAsync(
            "periods", (IPeriodReader reader) => reader.FindAllAsync(komoko.Ledger, 100, default));
        foreach (var period in periods)
        {
            await both.ReadAsync(
                "exceptions", (IPeriodReader reader) => reader.FindExceptionsAsync(period.Span.Id, 100, default));
        }

        await both.CompareBidsAsync(komoko.Ledger);
        foreach (var account in known.Accounts.Where(account => account.Ledger == komoko.Ledger))
        {
            await both.CompareLotsAsync(account.Id, RandomKomoko.Today);
        }
    }
}
