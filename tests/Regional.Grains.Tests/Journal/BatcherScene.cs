using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Grains.Journal;
using Regional.Grains.Memory;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Journal;

/// <summary>A village with a payer down to -100 and a payee, a store that a test holds in its hand, and a batcher before it.</summary>
public abstract class BatcherScene : IAsyncLifetime
{
    private Community _village = null!;

    internal World World { get; private set; } = null!;

    internal AccountBoard Board { get; private set; } = null!;

    protected AccountId Payer { get; private set; }

    protected AccountId Payee { get; private set; }

    public async ValueTask InitializeAsync()
    {
        World = await World.CreateAsync();
        _village = await World.AddCommunityAsync("village", World.Rupiah);
        Payer = await World.OpenAsync(_village, "payer", floor: -100);
        Payee = await World.OpenAsync(_village, "payee", floor: 0);
        Board = new AccountBoard(new AccountReads(World.Directory, Options.Create(new BatcherOptions())));
        Begin(World.Silo.Services.GetRequiredService<IJournalStore>());
    }

    public async ValueTask DisposeAsync()
    {
        await World.AssertSoundAsync();
        await World.DisposeAsync();
    }

    /// <summary>Puts the test's store before the real one and makes the batcher.</summary>
    protected abstract void Begin(IJournalStore inner);

    protected JournalBatcher Batcher(IJournalStore store, BatcherOptions options) =>
        new(store, Board, Options.Create(options), TimeProvider.System, NullLogger<JournalBatcher>.Instance);

    /// <summary>Opens another account of the village, which may go down to -100.</summary>
    protected Task<AccountId> OpenAsync(string code) => World.OpenAsync(_village, code, floor: -100);

    protected Posting Transfer(long minor) => Transfer(Payer, Payee, minor);

    protected Posting Transfer(AccountId debit, AccountId credit, long minor) => new()
    {
        Id = World.NewId(),
        Kind = OperationKind.Posting,
        Fingerprint = new Fingerprint.Builder(OperationKind.Posting).Add("amount", minor).Build(),
        EnteredBy = World.Actor,
        BusinessDate = World.Today,
        Legs = [Leg(debit, credit, minor)],
    };

    protected Leg Leg(AccountId debit, AccountId credit, long minor) => new()
    {
        Ledger = _village.Ledger,
        Debit = debit,
        Credit = credit,
        Amount = new Amount(minor, _village.Currency),
    };
}
