using BenchmarkDotNet.Attributes;
using Regional.Benchmarks.Towns;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Benchmarks.Micro;

/// <summary>The ladder of rules over one transfer: form, then accounts, as memory and as the second path ask.</summary>
public class RulesBenchmark
{
    private static readonly Currency Unit = new(Town.Currency, Town.Scale);
    private static readonly LedgerId Ledger = new(1);
    private static readonly AccountId Payer = new(1), Payee = new(2);

    private readonly Posting _posting = NewPosting();
    private readonly AccountState _payer = NewAccount(Payer);

    internal static Posting NewPosting() => new()
    {
        Id = new OperationId(Guid.CreateVersion7()),
        Kind = OperationKind.Posting,
        Fingerprint = new Fingerprint.Builder(OperationKind.Posting).Add("payer", Payer.Value).Build(),
        EnteredBy = Town.Actor,
        BusinessDate = Town.Day,
        Legs = [new Leg { Ledger = Ledger, Debit = Payer, Credit = Payee, Amount = new Amount(100, Unit) }],
    };

    [Benchmark]
    public object? Rules_form() => PostingForm.Check(_posting);

    [Benchmark]
    public object? Rules_debit() => AccountRules.CheckDebit(_payer, taken: 0, new Amount(100, Unit), forced: false);

    [Benchmark]
    public object Rules_decide()
    {
        var book = new LedgerBook();
        book.Accounts.Add(Payer, new WorkingAccount(_payer));
        book.Accounts.Add(Payee, new WorkingAccount(NewAccount(Payee)));
        return PostingRules.Decide(_posting, book, DateTimeOffset.UnixEpoch);
    }

    [Benchmark]
    public Fingerprint Rules_fingerprint() => new Fingerprint.Builder(OperationKind.Posting).Add("ledger", 1)
        .Add("payer", Payer.Value).Add("payee", Payee.Value).Add("amount", 100L).Add("currency", Town.Currency)
        .Add("purpose", Purposes.Goods).Add("reference", (string?)null).Build();

    private static AccountState NewAccount(AccountId id) => new()
    {
        Id = id,
        Ledger = Ledger,
        Currency = Unit,
        Floor = Town.Floor,
    };
}
