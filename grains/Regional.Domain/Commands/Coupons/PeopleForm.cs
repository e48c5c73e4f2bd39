using Regional.Domain.Refusals;

namespace Regional.Domain.Commands.Coupons;

/// <summary>The form of commands about people and notices.</summary>
internal static class PeopleForm
{
    private const int CountMax = 10;
    private const int AgeMax = 150;

    public static Refusal? Check(RecordForm command)
    {
        if (command.Signors.IsDefault || command.Projects.IsDefault)
        {
            return CommandForm.Missing(command.Signors.IsDefault ? "signors" : "projects");
        }

        if (command.Signors.Length > CountMax || command.Projects.Length > CountMax)
        {
            return CommandForm.Malformed(
                command.Signors.Length > CountMax ? "signors" : "projects", $"more than {CountMax}");
        }

        return CommandForm.TooLong("business", command.Business, CommandForm.TextLengthMax)
            ?? CommandForm.TooLong("address", command.Address, CommandForm.TextLengthMax)
            ?? Age(command.Age)
            ?? command.Signors.Select(static signor =>
                CommandForm.Text("signors", signor.Name, CommandForm.TextLengthMax) ?? Age(signor.Age))
                .FirstOrDefault(static refusal => refusal is not null)
            ?? command.Projects.Select(static project =>
                CommandForm.Text("projects", project, CommandForm.TextLengthMax))
                .FirstOrDefault(static refusal => refusal is not null);
    }

    public static Refusal? Check(PostNotice command) =>
        CommandForm.Known("kind", command.Sort) ?? CommandForm.Known("category", command.Category)
        ?? CommandForm.Text("text", command.Words, CommandForm.TextLengthMax);

    private static Refusal? Age(int? age) => age is < 0 or > AgeMax ? CommandForm.Malformed("age", $"{age}") : null;
}
