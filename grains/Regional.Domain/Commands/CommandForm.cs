using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;

namespace Regional.Domain.Commands;

/// <summary>
/// What can be said of a command without any row: malformed refusals only. Order: id, actor, reason, then the command's
/// own fields in the order of its record.
/// </summary>
public static class CommandForm
{
    /// <summary>Most characters of a code.</summary>
    public const int CodeLengthMax = 40;

    /// <summary>Most characters of a name or another short text.</summary>
    public const int TextLengthMax = PostingForm.TextLengthMax;

    /// <summary>Most characters of an actor: a role, a community's code and a member's.</summary>
    public const int ActorLengthMax = 140;

    /// <summary>Most parameters in one set of terms, so that a version of them stays a page.</summary>
    public const int ParameterCountMax = 200;

    /// <summary>Most characters of a parameter's value.</summary>
    public const int ParameterLengthMax = 400;

    /// <summary>The first rule the command breaks, or null.</summary>
    public static Refusal? Check(Command command) =>
        (command.Id.IsEmpty ? Refusal.For(RefusalReason.IdMissing) : null)
        ?? Text("actor", command.Actor, ActorLengthMax)
        ?? TooLong("reason", command.Reason, TextLengthMax)
        ?? CheckFields(command);

    /// <summary>Whether the text may be a code: 1 to 40 of a-z, 0-9, '-', '_', '.', first a letter or digit.</summary>
    public static bool IsCode(string? code) =>
        code is { Length: >= 1 and <= CodeLengthMax }
        && (char.IsAsciiLetterLower(code[0]) || char.IsAsciiDigit(code[0]))
        && code.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');

    private static Refusal? CheckFields(Command command) => command switch
    {
        CreateRegion c => Code("code", c.Code) ?? Text("name", c.Name, TextLengthMax) ?? Unit(c.Currency)
            ?? Text("timeZone", c.TimeZone, TextLengthMax) ?? Known("capPolicy", c.CapPolicy),
        CreateCommunity c => Code("code", c.Code) ?? Text("name", c.Name, TextLengthMax),
        CreateLedger c => Code("code", c.Code) ?? Unit(c.Currency) ?? Scheme(c.Scheme)
            ?? Named("currencyName", c.CurrencyName, TextLengthMax)
            ?? Named("currencySymbol", c.CurrencySymbol, CreateLedger.SymbolLengthMax),
        AddMember c => Code("code", c.Code) ?? Text("name", c.Name, TextLengthMax),
        OpenAccount c => Code("code", c.Code) ?? Known("accountKind", c.AccountKind) ?? Limits(c.Floor, c.Ceiling),
        SetLimits c => Limits(c.Floor, c.Ceiling),
        SetStatus c => Known("status", c.Status)
            ?? (c.Status == AccountStatus.Closed ? Malformed("status", "closed") : null),
        CloseAccount or SetCommunityStatus or JoinRegion => null,
        SetRate c => Known("transferKind", c.TransferKind) ?? Purpose(c.Purpose) ?? Known("side", c.Side)
            ?? (c.Rate == default ? Refusal.For(RefusalReason.RateMalformed, new RefusalFact("value", "")) : null),
        SetTerms c => Parameters(c),
        IssueToken c => TokenForm.Check(c),
        RevokeToken => null,
        RequestPayment c => RequestForm.Check(c),
        EndRequest => null,
        QueueTrade c => RequestForm.Check(c),
        EndQueuedTrade => null,
        SetCalendar c => CalendarForm.Check(c),
        CutWindow or CloseWindow => null,
        PlanSettlement c => SettlementForm.Check(c),
        RecordWindowStep c => Known("step", c.Step)
            ?? (c.Step is WindowStep.Closed or WindowStep.Planned ? Malformed("step", c.Step.ToString()) : null),
        DeclareArrears => null,
        RegisterSeries c => NoteForm.Check(c),
        PrintNotes c => NoteForm.Check(c),
        OpenTill c => NoteForm.Check(c),
        CloseTill c => NoteForm.Check(c),
        SetPin c => NoteForm.Check(c),
        SetPeriodCalendar c => CalendarForm.Check(c),
        BeginPeriodEnd or TotalPeriodChunk or RecordPeriodChunk or CompletePeriod or SignOffPeriod or PublishPeriod => null,
        RecordForm c => PeopleForm.Check(c),
        PostNotice c => PeopleForm.Check(c),
        EndNotice => null,
        EnterIndicators c => IndicatorForm.Check(c),
        RecordDecision c => DecisionForm.Check(c),
        ProposeAgreement c => PoolForm.Check(c),
        CastVote c => Known("choice", c.Choice),
        SignAgreement or EndAgreement => null,
        TakeOverPoints c => PoolForm.Check(c),
        EnterHolder c => KomokoForm.Check(c),
        ApproveProject c => KomokoForm.Check(c),
        SwitchCredit => null,
        DeclarePay c => c.MonthlyPayMinor < 0 ? Malformed("monthlyPay", $"{c.MonthlyPayMinor}") : null,
        GrantLimits c => c.FixedLimitMinor < 0 ? Malformed("limit", $"{c.FixedLimitMinor}") : null,
        _ => throw new InvariantViolation($"No form for the command {command.GetType().Name}."),
    };

    internal static Refusal Malformed(string field, string value) =>
        Refusal.For(RefusalReason.FieldMalformed, new("field", field), new("value", value));

    internal static Refusal Missing(string field) =>
        Refusal.For(RefusalReason.FieldMissing, new RefusalFact("field", field));

    internal static Refusal? Known<T>(string field, T value)
        where T : struct, Enum => Enum.IsDefined(value) ? null : Malformed(field, $"{value:D}");

    internal static Refusal? TooLong(string field, string? text, int limit) =>
        text?.Length > limit
            ? Refusal.For(RefusalReason.TextTooLong, new("field", field), new("limit", $"{limit}"))
            : null;

    internal static Refusal? Text(string field, string? text, int limit) =>
        string.IsNullOrWhiteSpace(text) ? Missing(field) : TooLong(field, text, limit);

    internal static Refusal? Purpose(string? purpose) => Named("purpose", purpose, PostingForm.PurposeLengthMax);

    // Not given, or something that can be read.
    private static Refusal? Named(string field, string? text, int limit) => text is null ? null : Text(field, text, limit);

    private static Refusal? Code(string field, string? code) =>
        IsCode(code)
            ? null
            : Refusal.For(RefusalReason.CodeMalformed, new("field", field), new("value", code ?? ""));

    private static Refusal? Scheme(string? scheme) =>
        SchemeCatalogue.Find(scheme ?? "").TryGet(out _, out var refusal) ? null : refusal;

    private static Refusal? Unit(Currency currency) =>
        currency.IsValid
            ? null
            : Refusal.For(
                RefusalReason.CurrencyInvalid, new("currency", currency.Code ?? ""), new("scale", $"{currency.Scale}"));

    private static Refusal? Limits(long? floor, long? ceiling) =>
        floor > ceiling
            ? Refusal.For(RefusalReason.LimitsCrossed, new("floor", $"{floor}"), new("ceiling", $"{ceiling}"))
            : null;

    private static Refusal? Parameters(SetTerms command)
    {
        if (command.Parameters is null or { IsEmpty: true })
        {
            return Missing("parameters");
        }

        if (command.Parameters.Count > ParameterCountMax)
        {
            return Malformed("parameters", $"{command.Parameters.Count}");
        }

        foreach (var (name, value) in command.Parameters)
        {
            if ((Text("parameters", name, TextLengthMax) ?? TooLong(name, value, ParameterLengthMax)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
