using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Commands.Coupons;

/// <summary>Whether a notice offers or asks. Numbers are stored; never reuse one.</summary>
public enum NoticeKind
{
    /// <summary>Somebody has it to give.</summary>
    Offer = 1,

    /// <summary>Somebody needs it.</summary>
    Request = 2,
}

/// <summary>The noticeboard's categories (002, II.C), in its order. Numbers are stored; never reuse one.</summary>
public enum NoticeCategory
{
    /// <summary>Agriculture.</summary>
    Agriculture = 1,

    /// <summary>Business.</summary>
    Business = 2,

    /// <summary>Building.</summary>
    Building = 3,

    /// <summary>Crafts.</summary>
    Crafts = 4,

    /// <summary>Children.</summary>
    Children = 5,

    /// <summary>Education.</summary>
    Education = 6,

    /// <summary>Health.</summary>
    Health = 7,

    /// <summary>Food.</summary>
    Food = 8,

    /// <summary>Transportation.</summary>
    Transportation = 9,

    /// <summary>What fits nowhere else.</summary>
    Miscellaneous = 10,
}

/// <summary>Somebody else who may sign for an account.</summary>
/// <param name="Name">At most 140 characters.</param>
/// <param name="Age">In years; null: not told.</param>
public readonly record struct Signor(string Name, int? Age);

/// <summary>
/// What a member wrote on the account opening form (002, II.B.1b); sent again, it replaces the earlier one. Offers and
/// requests are notices of their own. Result: <c>{member}</c>. Refusal: <c>parentUnknown</c>.
/// </summary>
/// <param name="Member">Whose.</param>
/// <param name="Business">Name of the business; null: none.</param>
/// <param name="Address">For the noticeboard.</param>
/// <param name="Age">In years, 0 to 150; null: not told.</param>
/// <param name="Signors">Other signors to the account, at most 10.</param>
/// <param name="Projects">Choices for community projects, at most 10.</param>
/// <param name="AgreedOn">When the agreement was signed on paper.</param>
public sealed record RecordForm(
    MemberId Member, string? Business, string? Address, int? Age, ImmutableArray<Signor> Signors,
    ImmutableArray<string> Projects, DateOnly AgreedOn) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.RecordForm;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("member", Member.Value)
        .Add("business", Business).Add("address", Address).Add("age", Text(Age))
        .Add("signors", string.Join('\n', Signors.Select(static signor => $"{signor.Name}={signor.Age}")))
        .Add("projects", string.Join('\n', Projects)).Add("agreedOn", AgreedOn);
}

/// <summary>A member offers or asks for something. Result: <c>{notice}</c>, the command's id.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Sort">Offer or request.</param>
/// <param name="Category">Where it stands on the board.</param>
/// <param name="Words">At most 140 characters.</param>
public sealed record PostNotice(MemberId Member, NoticeKind Sort, NoticeCategory Category, string Words) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.PostNotice;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("member", Member.Value)
        .Add("sort", (int)Sort).Add("category", (int)Category).Add("words", Words);
}

/// <summary>A notice comes off the board. Result: <c>{notice}</c>. Refusal: <c>noticeUnknown</c>.</summary>
public sealed record EndNotice(OperationId Notice) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.EndNotice;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("notice", Notice.ToString());
}
