using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Schemes;

/// <summary>Alpha's three books of 002, with a series of notes and an open till, on the journal alone.</summary>
internal sealed class CouponBooks
{
    public const string Teller = "teller:alpha/ani";

    private CouponBooks(World world, LedgerId book, AccountId member, OperationId till) =>
        (World, Book, Member, Till) = (world, book, member, till);

    public World World { get; }

    public LedgerId Book { get; }

    public AccountId Member { get; }

    public OperationId Till { get; }

    public static async Task<CouponBooks> CreateAsync(World world)
    {
        var book = await OpenLedgerAsync(world, "alpha-coupons", CouponScheme.SchemeName);
        await OpenLedgerAsync(world, "alpha-convertible", ConvertibleScheme.SchemeName);
        await OpenLedgerAsync(world, "alpha-rupiah", RupiahScheme.SchemeName);
        var account = await world.DoneAsync(New(new OpenAccount(
            book, "m0001", world.Alpha.Member, AccountKind.General, Floor: null, Ceiling: null)
        {
            Id = default,
            Actor = "",
        }));
        await world.DoneAsync(New(new RegisterSeries(
            book, "ALP-A", "Kupon", new DateOnly(2026, 1, 1), LastValidDay: null,
            ImmutableSortedDictionary<string, string>.Empty.Add("colour.1000", "green"))
        {
            Id = default,
            Actor = "",
        }));
        await world.DoneAsync(New(new PrintNotes(book, new NoteRange("ALP-A", 1, 100), new Amount(1_000, Rupiah))
        {
            Id = default,
            Actor = "",
        }));
        var till = NewId();
        await world.DoneAsync(new OpenTill(book, [new NoteRange("ALP-A", 1, 50)]) { Id = till, Actor = Teller });
        return new CouponBooks(world, book, new AccountId(long.Parse(account["account"])), till);
    }

    public Task<AccountId> SystemAsync(AccountRole role) => SystemAsync("alpha-coupons", role);

    public async Task<AccountId> SystemAsync(string ledger, AccountRole role) => new(await World.Test.ScalarAsync<long>(
        $"select a.id from accounts a join ledgers l on l.id = a.ledger_id where l.code = '{ledger}' and a.role = {(int)role}"));

    /// <summary>Notes go one way between the member and the public, without fee.</summary>
    public async Task<Posting> MoveAsync(NoteMove move, long first, long last, OperationId? till = null)
    {
        var circulation = await SystemAsync(AccountRole.Circulation);
        var amount = new Amount((last - first + 1) * 1_000, Rupiah);
        var isOut = move == NoteMove.HandedOut;
        var leg = isOut
            ? Payments.Leg(Book, Member, circulation, amount)
            : Payments.Leg(Book, circulation, Member, amount);
        return Payments.New(Payments.Day, leg) with
        {
            Kind = isOut ? OperationKind.WithdrawCoupons : OperationKind.DepositCoupons,
            Facts =
            [
                new NotesMoved(Book, move, [new NoteRange("ALP-A", first, last)], till ?? Till),
                new CounterLine(
                    Book, Member, isOut ? CounterLineKind.Withdrawal : CounterLineKind.Deposit, isOut ? 0 : amount.Minor,
                    isOut ? amount.Minor : 0, RupiahFeeMinor: 0, new Evidence(EvidenceKind.SignedLine, "1"), till ?? Till),
            ],
        };
    }

    private static async Task<LedgerId> OpenLedgerAsync(World world, string code, string scheme) => new(Int(
        await world.DoneAsync(New(new CreateLedger(world.Alpha.Community, code, Rupiah, scheme, IsTrading: false)
        {
            Id = default,
            Actor = "",
        })),
        "ledger"));
}
