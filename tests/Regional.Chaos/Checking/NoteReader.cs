using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>Reads the notes back, from the file alone.</summary>
public static class NoteReader
{
    public static IReadOnlyList<NotedCommand> Read(string path)
    {
        var asked = new List<Asked>();
        var told = new Dictionary<long, Told>();
        foreach (var note in File.ReadLines(path).Select(Note.Parse))
        {
            switch (note)
            {
                case Asked question:
                    asked.Add(question);
                    break;
                case Told answer:
                    told[answer.No] = answer;
                    break;
            }
        }

        return
        [
            .. asked.GroupBy(static one => one.Id).Select(command => new NotedCommand(
                command.Key,
                [
                    .. command.GroupBy(static one => one.Content).Select(content => new Attempts(
                        content.Key,
                        [
                            .. content.OrderBy(static one => one.At)
                                .Select(one => new Attempt(one, told.GetValueOrDefault(one.No))),
                        ])),
                ])),
        ];
    }
}
