using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Regional.Contracts.Grains;
using Regional.Contracts.Periods;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;
using Regional.Grains.Periods;
using Regional.Grains.Telemetry;

namespace Regional.Grains.Communities;

/// <inheritdoc cref="ICommunityGrain" />
[Reentrant]
[GrainType("community")]
internal sealed class CommunityGrain(
    AccountBoard board, PeriodRun periods, IPeriodReader reader, TimeProvider time, ILogger<CommunityGrain> logger)
    : HolderGrain(board, time), ICommunityGrain, IRemindable
{
    /// <summary>The reminder only wakes the grain; the calendar says what is due.</summary>
    private const string PeriodsReminder = "periods";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A caller, the reminder among them, is answered within this time, for the runtime ends calls that take longer; a period
    /// that takes longer goes on by itself.
    /// </summary>
    private static readonly TimeSpan AnswerWaitMax = TimeSpan.FromSeconds(20);

    private readonly Dictionary<(LedgerId Ledger, int No), Task<Refusal?>> _ending = [];
    private readonly TimeProvider _time = time;
    private CommunityId _id;
    private bool _hasReminder;
    private bool _isSweeping;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new CommunityId(int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture));
        if (await reader.HasPeriodsAsync(_id, cancellationToken))
        {
            await KeepReminderAsync();
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepPeriodsAsync().AsTask();

    public async ValueTask<PeriodReply> EndPeriodAsync(
        OperationId id, LedgerId ledger, int no, string actor, string? reason)
    {
        Refusal? refusal = null;
        try
        {
            refusal = await EndAsync(new BeginPeriodEnd(ledger, no) { Id = id, Actor = actor, Reason = reason })
                .WaitAsync(AnswerWaitMax, _time);
        }
        catch (TimeoutException)
        {
            // It goes on; whoever asks is told where it stands.
        }

        var period = await reader.FindAsync(ledger, no, CancellationToken.None);
        return new PeriodReply(period?.Status, refusal);
    }

    public async ValueTask SweepPeriodsAsync()
    {
        if (_isSweeping)
        {
            return;
        }

        _isSweeping = true;
        try
        {
            await KeepReminderAsync();
            var until = _time.GetUtcNow() + AnswerWaitMax;
            foreach (var due in await periods.FindDueAsync(_id, _time.GetUtcNow(), "system:periods"))
            {
                await AwaitEndAsync(due, until);
            }
        }
        catch (Exception fault)
        {
            // The next reminder goes on where this one stopped: every chunk is durable or not done.
            logger.PeriodsFailed(this.GetPrimaryKeyString(), fault);
        }
        finally
        {
            _isSweeping = false;
        }
    }

    protected override bool Owns(AccountState account) => account.Role switch
    {
        AccountRole.Region or AccountRole.Settlement or AccountRole.ExchangeDifference or AccountRole.Rounding
            or AccountRole.Fees or AccountRole.Demurrage or AccountRole.Levy or AccountRole.Loss
            or AccountRole.Opening or AccountRole.PoolBank or AccountRole.Circulation or AccountRole.Administration
            or AccountRole.CommunityFund or AccountRole.Balance or AccountRole.TillDifference or AccountRole.Contra
            or AccountRole.Cash or AccountRole.Reserve => true,
        AccountRole.Member or AccountRole.Community or AccountRole.RestOfWorld or AccountRole.Suspense => false,
    };

    // One end of a period at a time; who asks meanwhile gets that one's answer.
    private Task<Refusal?> EndAsync(BeginPeriodEnd begin)
    {
        var key = (begin.Ledger, begin.No);
        if (!_ending.TryGetValue(key, out var ending))
        {
            ending = EndAndForgetAsync(key, begin);
            if (!ending.IsCompleted)
            {
                _ending.Add(key, ending);
            }
        }

        return ending;
    }

    private async Task<Refusal?> EndAndForgetAsync((LedgerId Ledger, int No) key, BeginPeriodEnd begin)
    {
        try
        {
            return await periods.EndAsync(begin);
        }
        catch (Exception fault)
        {
            // Whoever asked may have stopped waiting.
            logger.PeriodsFailed(this.GetPrimaryKeyString(), fault);
            throw;
        }
        finally
        {
            _ending.Remove(key);
        }
    }

    // A long end keeps those of other ledgers waiting no longer than the sweep lasts.
    private async Task AwaitEndAsync(BeginPeriodEnd due, DateTimeOffset until)
    {
        var rest = until - _time.GetUtcNow();
        try
        {
            if (await EndAsync(due).WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, _time) is { } refusal)
            {
                logger.PeriodStopped(due.Ledger.Value, due.No, refusal.ToString());
            }
        }
        catch (TimeoutException)
        {
            logger.PeriodUnderWay(due.Ledger.Value, due.No);
        }
    }

    private async Task KeepReminderAsync()
    {
        if (!_hasReminder)
        {
            await this.RegisterOrUpdateReminder(PeriodsReminder, ReminderPeriod, ReminderPeriod);
            _hasReminder = true;
        }
    }
}
