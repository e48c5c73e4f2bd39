using Regional.Domain.Refusals;

namespace Regional.Domain.Commands;

/// <summary>A settlement plan must add up by itself before it is compared with the journal.</summary>
internal static class SettlementForm
{
    public static Refusal? Check(PlanSettlement command)
    {
        if (command.Positions.IsDefault)
        {
            return CommandForm.Missing("positions");
        }

        Int128 settled = 0;
        foreach (var position in command.Positions)
        {
            var account = position.Account.ToString();
            if (position.Paid < 0 || position.Received < 0 || position.CarryLimit < 0)
            {
                return CommandForm.Malformed("positions", $"{account}: a negative turnover or carry limit");
            }

            if ((Int128)position.Opening - position.Paid + position.Received
                != (Int128)position.Carried + position.Settled)
            {
                return CommandForm.Malformed("positions", $"{account}: position is not carried + settled");
            }

            if ((position.Settled == 0) != (position.Instruction is null))
            {
                return CommandForm.Malformed("positions", $"{account}: a payment exactly where something is settled");
            }

            settled += position.Settled;
        }

        if (settled != 0)
        {
            return CommandForm.Malformed("positions", $"paid in and paid out differ by {settled}");
        }

        return command.Positions.Select(static position => position.Account).Distinct().Count()
            == command.Positions.Length
            ? null
            : CommandForm.Malformed("positions", "an account twice");
    }
}
