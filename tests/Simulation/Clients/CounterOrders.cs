using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Simulation.History;

namespace Regional.Simulation.Clients;

/// <summary>Puts what is asked at the counter of a coupon book into the product's words.</summary>
internal static class CounterOrders
{
    private const string Actor = "administrator:sim";

    public static SchemeOrder Of(AskedCounter asked)
    {
        var (id, ledger, account) = (new OperationId(asked.Id), new LedgerId(asked.Ledger), new AccountId(asked.Account));
        var amount = new Amount(asked.Amount, new Currency(asked.Currency, asked.Scale));
        var (till, details) = (Till(asked.Till), Orders.Details(asked.Texts));
        var evidence = new Evidence((EvidenceKind)asked.Evidence, asked.Evidence == 1 ? "7" : null);
        return asked.Kind switch
        {
            AskedCounter.Withdrawal => new WithdrawCouponsOrder
            {
                Id = id,
                Ledger = ledger,
                Account = account,
                Amount = amount,
                Notes = Notes(asked.Notes),
                Till = till,
                Evidence = evidence,
                Details = details,
            },
            AskedCounter.Deposit => new DepositCouponsOrder
            {
                Id = id,
                Ledger = ledger,
                Account = account,
                Amount = amount,
                Notes = Notes(asked.Notes),
                Till = till,
                Evidence = evidence,
                Details = details,
            },
            _ => new ExchangeNotesOrder
            {
                Id = id,
                Ledger = ledger,
                Account = account,
                Expired = Notes(asked.Notes),
                Replacements = Notes(asked.Replacements),
                Till = till,
                Evidence = evidence,
                Details = details,
            },
        };
    }

    public static SchemeOrder Of(AskedTillDifference asked) => new SettleTillOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        TillDifference = new AccountId(asked.Account),
        Till = new OperationId(asked.Till),
        Missing = Notes(asked.Missing),
        Found = Notes(asked.Found),
        Details = Orders.Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedCover asked) => new CoverClosingOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Account = new AccountId(asked.Account),
        Details = Orders.Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedLineCorrection asked) => new CorrectLineOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Account = new AccountId(asked.Account),
        Line = new OperationId(asked.Line),
        Details = Orders.Details(asked.Texts),
    };

    public static Command Of(AskedChange asked)
    {
        var id = new OperationId(asked.Id);
        return asked switch
        {
            AskedSeries a => new RegisterSeries(
                new LedgerId(a.Ledger), a.Code, "Kupon", a.IssuedOn, a.LastValidDay,
                ImmutableSortedDictionary<string, string>.Empty) { Id = id, Actor = Actor },
            AskedPrint a => new PrintNotes(
                new LedgerId(a.Ledger), NoteRange.TryParse(a.Notes)!.Value, new Amount(a.Value, new Currency(a.Currency, a.Scale))) { Id = id, Actor = Actor },
            AskedTillOpening a => new OpenTill(new LedgerId(a.Ledger), Notes(a.Notes)) { Id = id, Actor = a.Teller },
            AskedTillClosing a => new CloseTill(Till(a.Till)!.Value, Counts(a.Counted), Notes(a.Notes))
            {
                Id = id,
                Actor = a.Teller,
            },
            _ => throw new InvalidOperationException($"No command for {asked}."),
        };
    }

    /// <summary>What stands in a text such as <c>SA 000001-000005, SB 000007</c>.</summary>
    public static ImmutableArray<NoteRange> Notes(string text) =>
    [
        .. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(static range => NoteRange.TryParse(range)!.Value),
    ];

    private static NoteCounts Counts(string text) => text.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        .Select(static one => one.Split(" x ")).Aggregate(NoteCounts.None, static (all, one) => all.With(
            long.Parse(one[1], CultureInfo.InvariantCulture), long.Parse(one[0], CultureInfo.InvariantCulture)));

    private static OperationId? Till(Guid? id) => id is { } given ? new OperationId(given) : null;
}
