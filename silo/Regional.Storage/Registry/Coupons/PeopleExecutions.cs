using System.Text.Json;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Coupons;

/// <summary>Account opening forms and the noticeboard.</summary>
internal static class PeopleExecutions
{
    public static async Task<CommandOutcome> RunAsync(RecordForm command, CommandScope scope)
    {
        var written = await scope.ExecuteAsync(
            """
            insert into member_forms (member_id, business, address, age, signors, projects, agreed_on, actor, reason, operation)
            select id, $2, $3, $4::smallint, $5::jsonb, $6, $7, $8, $9, $10 from members where id = $1
            on conflict (member_id) do update
            set business = excluded.business, address = excluded.address, age = excluded.age, signors = excluded.signors,
                projects = excluded.projects, agreed_on = excluded.agreed_on, actor = excluded.actor,
                reason = excluded.reason, operation = excluded.operation
            """,
            command.Member, command.Business, command.Address, (short?)command.Age,
            JsonSerializer.Serialize(command.Signors), command.Projects.ToArray(), command.AgreedOn, scope.Actor,
            scope.Reason, scope.Id);
        return written == 0 ? Outcome.ParentUnknown("member", command.Member) : Outcome.Done(("member", command.Member));
    }

    public static async Task<CommandOutcome> RunAsync(PostNotice command, CommandScope scope)
    {
        var written = await scope.ExecuteAsync(
            """
            insert into notices (id, member_id, kind, category, text, posted_at, actor)
            select $1, id, $3, $4, $5, $6, $7 from members where id = $2
            """,
            scope.Id, command.Member, command.Sort, command.Category, command.Words, scope.At, scope.Actor);
        return written == 0 ? Outcome.ParentUnknown("member", command.Member) : Outcome.Done(("notice", scope.Id));
    }

    public static async Task<CommandOutcome> RunAsync(EndNotice command, CommandScope scope)
    {
        var ended = await scope.ExecuteAsync(
            "update notices set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null",
            command.Notice, scope.At, scope.Id);
        return ended == 0
            ? Outcome.Refused(RefusalReason.NoticeUnknown, new RefusalFact("notice", command.Notice.ToString()))
            : Outcome.Done(("notice", command.Notice));
    }
}
