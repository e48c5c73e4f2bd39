using Regional.Domain.Refusals;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Domain.Commands.SavingsPool;

/// <summary>The form of a pool's commands.</summary>
internal static class PoolForm
{
    public static Refusal? Check(ProposeAgreement command)
    {
        if (command.AmountMinor <= 0)
        {
            return command.AmountMinor == 0
                ? Refusal.For(RefusalReason.AmountZero, new RefusalFact("leg", "0"))
                : Refusal.For(RefusalReason.AmountNegative, new RefusalFact("value", $"{command.AmountMinor}"));
        }

        if (command.TermMonths is < 1 or > RepaymentPlan.MonthCountMax)
        {
            return CommandForm.Malformed("term", $"{command.TermMonths}");
        }

        if (command.RepaymentMinor <= 0)
        {
            return CommandForm.Malformed("repayment", $"{command.RepaymentMinor}");
        }

        if (command.SavingMinor < 0)
        {
            return CommandForm.Malformed("saving", $"{command.SavingMinor}");
        }

        return (Int128)command.RepaymentMinor * command.TermMonths < command.AmountMinor
            ? Refusal.For(
                RefusalReason.TermTooShort,
                new("amount", $"{command.AmountMinor}"),
                new("term", $"{command.TermMonths}"),
                new("repayment", $"{command.RepaymentMinor}"))
            : null;
    }

    public static Refusal? Check(TakeOverPoints command)
    {
        if (command.Points.IsDefaultOrEmpty)
        {
            return CommandForm.Missing("points");
        }

        if (command.Points.Length > TakeOverPoints.AccountCountMax)
        {
            return CommandForm.Malformed("points", $"{command.Points.Length}");
        }

        return command.Points.DistinctBy(static one => one.Account).Count() == command.Points.Length
            ? null
            : CommandForm.Malformed("points", "an account twice");
    }
}
