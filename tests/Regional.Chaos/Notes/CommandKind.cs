using System.Text.Json.Serialization;

namespace Regional.Chaos.Notes;

/// <summary>What a client asks for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommandKind>))]
public enum CommandKind
{
    /// <summary>Region, communities, accounts, limits, tokens: before the load.</summary>
    SetUp = 1,

    /// <summary>One amount in one ledger, at once or held.</summary>
    Transfer,

    /// <summary>Several legs in one ledger.</summary>
    Posting,

    /// <summary>A held amount is moved, whole or in part.</summary>
    PostPending,

    /// <summary>A held amount is released.</summary>
    VoidPending,

    /// <summary>Through the region.</summary>
    Trade,

    /// <summary>A posting the other way.</summary>
    Correction,

    /// <summary>A payee asks for money.</summary>
    Request,

    /// <summary>The payer pays what was asked for.</summary>
    Approval,

    /// <summary>The payer says no.</summary>
    Decline,

    /// <summary>The payee asks no longer.</summary>
    Withdrawal,

    /// <summary>The open window ends now.</summary>
    Cut,

    /// <summary>A settlement payment came in or went out.</summary>
    Confirmation,

    /// <summary>Cash comes into a savings pool.</summary>
    Deposit,

    /// <summary>Cash leaves a savings pool.</summary>
    PoolWithdrawal,

    /// <summary>A period takes no more lines and is totalled.</summary>
    PeriodEnd,

    /// <summary>A period is signed off, or published.</summary>
    PeriodMark,

    /// <summary>Mutual credit is switched off or on.</summary>
    CreditSwitch,

    /// <summary>A payment in a komoko, on which lots and overdrafts turn.</summary>
    SchemePayment,

    /// <summary>Notes leave a coupon book's till.</summary>
    NotesOut,

    /// <summary>Notes come back into it.</summary>
    NotesIn,

    /// <summary>A line of a file that <c>regional import</c> brings in.</summary>
    ImportLine,
}
