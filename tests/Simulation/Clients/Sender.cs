using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Grains.Coordination;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.History;
using Regional.Simulation.Workload;

namespace Regional.Simulation.Clients;

/// <summary>Sends a request to one process, the way the host's edge would, and takes the answer down.</summary>
internal static class Sender
{
    public static async Task<Told> SendAsync(SimulatedProcess process, Asked asked)
    {
        try
        {
            return asked switch
            {
                AskedPayment payment => Answers.Of(
                    await Account(process, payment.Legs[0].Debit).PayAsync(Orders.Of(payment))),
                AskedResolution resolution => Answers.Of(
                    await Account(process, resolution.Through).ResolveAsync(Orders.Of(resolution))),
                AskedTrade trade => Answers.Of(await Region(process, trade.Region).TradeAsync(Orders.Of(trade))),
                AskedQuote quote => Answers.Of(await Region(process, quote.Trade.Region).QuoteAsync(Orders.Of(quote.Trade))),
                AskedCorrection correction => Answers.Of(
                    await Region(process, correction.Region).CorrectAsync(Orders.Of(correction))),
                AskedCancel cancel => Answers.Of(await Region(process, cancel.Region).CancelAsync(
                    new OperationId(cancel.Id), new OperationId(cancel.Trade), "member:sim")),
                AskedCut cut => Answers.Of(await Region(process, cut.Region).CutAndCloseAsync(
                    new OperationId(cut.Id), "coordinator:sim", reason: null)),
                AskedClearing clearing => Answers.Of(await Region(process, clearing.Region).CloseDueAsync("coordinator:sim")),
                AskedConfirm confirm => Answers.Of(await Region(process, confirm.Region).ConfirmAsync(
                    new OperationId(confirm.Id), new OperationId(confirm.Instruction), "bank:sim")),
                AskedFinal final => Answers.Of(await Region(process, final.Region).FinaliseAsync(
                    new OperationId(final.Id), new WindowId(final.Window), "coordinator:sim")),
                AskedDeposit deposit => Answers.Of(
                    await Account(process, deposit.Account).CarryOutAsync(Orders.Of(deposit))),
                AskedWithdrawal taken => Answers.Of(await Account(process, taken.Account).CarryOutAsync(Orders.Of(taken))),
                AskedCashReturn back => Answers.Of(await Account(process, back.Bank).CarryOutAsync(Orders.Of(back))),
                AskedDemurrage charged => Answers.Of(
                    await Account(process, charged.Account).CarryOutAsync(Orders.Of(charged))),
                AskedTurnoverEnd ended => Answers.Of(await Account(process, ended.Real).CarryOutAsync(Orders.Of(ended))),
                AskedCounter line => Answers.Of(await Account(process, line.Account).CarryOutAsync(CounterOrders.Of(line))),
                AskedTillDifference difference => Answers.Of(
                    await Account(process, difference.Account).CarryOutAsync(CounterOrders.Of(difference))),
                AskedCover cover => Answers.Of(await Account(process, cover.Account).CarryOutAsync(CounterOrders.Of(cover))),
                AskedLineCorrection correction => Answers.Of(
                    await Account(process, correction.Account).CarryOutAsync(CounterOrders.Of(correction))),
                AskedPeriodEnd end => Answers.Of(await Community(process, end.Community).EndPeriodAsync(
                    new OperationId(end.Id), new LedgerId(end.Ledger), end.No, "administrator:sim", reason: null)),
                AskedChange change => await process.CallAsync("command", async services => Answers.Of(
                    await services.GetRequiredService<CommandService>()
                        .ExecuteAsync(Orders.Of(change), CancellationToken.None))),
                AskedMemory memory => new ToldFigures(
                    await Holder(process, memory).FiguresAsync(new AccountId(memory.Account)) is { } known
                        ? Answers.Of(known)
                        : null),
                AskedFigures figures => await process.CallAsync<Told>("figures", async services => new ToldFigures(
                    await Directory(services).FindAccountAsync(new AccountId(figures.Account), CancellationToken.None)
                        is { } state
                        ? Answers.Of(state)
                        : null)),
                AskedStatement statement => await process.CallAsync("statement", async services => Answers.Of(
                    await Directory(services).FindLegsAsync(new OperationId(statement.Operation), CancellationToken.None))),
                AskedDiary diary => new ToldCount(await process.Grains.GetGrain<IDiaryGrain>(diary.Key).AddAsync()),
                _ => throw new InvalidOperationException($"Nobody can be asked for {asked}."),
            };
        }
        catch (Exception fault)
        {
            return Answers.Of(fault);
        }
    }

    private static IAccountGrain Account(SimulatedProcess process, long account) =>
        process.Grains.GetGrain<IAccountGrain>(account.ToString(CultureInfo.InvariantCulture));

    private static IRegionGrain Region(SimulatedProcess process, int region) =>
        process.Grains.GetGrain<IRegionGrain>(region.ToString(CultureInfo.InvariantCulture));

    private static ICommunityGrain Community(SimulatedProcess process, int community) =>
        process.Grains.GetGrain<ICommunityGrain>(community.ToString(CultureInfo.InvariantCulture));

    private static IAccountHolder Holder(SimulatedProcess process, AskedMemory memory) => memory.Holder switch
    {
        HolderKind.Member => process.Grains.GetGrain<IAccountGrain>(memory.Key),
        HolderKind.Community => process.Grains.GetGrain<ICommunityGrain>(memory.Key),
        HolderKind.Region => process.Grains.GetGrain<IRegionGrain>(memory.Key),
        _ => process.Grains.GetGrain<IRestOfWorldGrain>(memory.Key),
    };

    private static ILedgerDirectory Directory(IServiceProvider services) =>
        services.GetRequiredService<ILedgerDirectory>();
}
