using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Trades;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Regions, communities, ledgers, members.</summary>
internal static class PartyExecutions
{
    public static CommandOutcome Run(CreateRegion command, CommandContext context)
    {
        var tables = context.Tables;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(command.TimeZone, out var zone) || zone.Id != command.TimeZone)
        {
            return Outcome.Refused(
                RefusalReason.FieldMalformed, new("field", "timeZone"), new("value", command.TimeZone));
        }

        var region = new RegionRow
        {
            Id = new RegionId(tables.RegionIds.NextInt()),
            Code = command.Code,
            Name = command.Name,
            Zone = zone,
            CapPolicy = command.CapPolicy,
        };
        if (tables.Regions.Exists(other => other.Code == command.Code))
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        if (MakeLedger(command.Code, region.Id, community: null, command.Currency, "region", isTrading: false, tables)
            is not { } ledger)
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        region.Ledger = ledger.Id;
        tables.Regions.Add(region);
        OpenSystemAccounts(ledger.Id, SystemAccounts.OfRegion, context);
        WindowsAhead.Make(tables, region, context.At, context.At);
        return Outcome.Done(context.Changed(), ("region", region.Id), ("ledger", ledger.Id));
    }

    public static CommandOutcome Run(JoinRegion command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Region(command.Region) is not { } lower)
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        if (tables.Region(command.Parent) is not { } upper)
        {
            return Outcome.ParentUnknown("region", command.Parent);
        }

        if (tables.Upper(lower.Ledger) is not null)
        {
            return Outcome.Refused(RefusalReason.RegionJoined, new RefusalFact("region", lower.Code));
        }

        if (Climb(tables, upper.Ledger).Contains(lower.Ledger))
        {
            return Outcome.Refused(
                RefusalReason.RegionCycle, new RefusalFact("region", lower.Code), new RefusalFact("parent", upper.Code));
        }

        var id = new AccountId(tables.AccountIds.Next());
        if (tables.Account(upper.Ledger, lower.Code) is not null)
        {
            return Outcome.CodeTaken("region", lower.Code);
        }

        var account = tables.OpenAccount(upper.Ledger, lower.Code, lower.Name, AccountRole.Community, id);
        context.Record(account);
        OpenSystemAccounts(lower.Ledger, SystemAccounts.OfJoinedRegion, context);
        Hang(lower.Ledger, upper.Ledger, id, tables);
        context.RaiseTerms(lower.Id);
        context.RaiseTerms(upper.Id);
        return Outcome.Done(context.Changed(), ("account", id));
    }

    public static CommandOutcome Run(CreateCommunity command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Region(command.Region) is null)
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        if (SystemAccounts.IsTakenInRegion(command.Code))
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        var id = new CommunityId(tables.CommunityIds.NextInt());
        if (tables.Communities.Exists(other => other.Code == command.Code))
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        tables.Communities.Add(new CommunityRow
        {
            Id = id,
            Region = command.Region,
            Code = command.Code,
            Name = command.Name,
        });
        return Outcome.Done(("community", id));
    }

    public static CommandOutcome Run(CreateLedger command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Community(command.Community) is not { } community)
        {
            return Outcome.ParentUnknown("community", command.Community);
        }

        if (command.IsTrading && tables.Ledgers.Exists(other => other.Community == community.Id && other.IsTrading))
        {
            return Outcome.Refused(RefusalReason.TradingLedgerExists, new RefusalFact("community", community.Code));
        }

        var upper = tables.Region(community.Region)!.Ledger;
        if (command.IsTrading && tables.Account(upper, community.Code) is not null)
        {
            throw new InvariantViolation($"Ledger {upper} has an account {community.Code} already: a region that joined.");
        }

        var made = MakeLedger(
            command.Code, community.Region, community.Id, command.Currency, command.Scheme, command.IsTrading, tables);
        if (made is not { } ledger)
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        (ledger.CurrencyName, ledger.CurrencySymbol) = (command.CurrencyName, command.CurrencySymbol);
        OpenSystemAccounts(ledger.Id, SystemAccounts.OfCommunity, context);
        if (SchemeCatalogue.Find(command.Scheme).TryGet(out var scheme, out _))
        {
            foreach (var own in scheme.OwnAccounts)
            {
                OpenSystemAccount(ledger.Id, own.Role, context, own.Floor, own.Ceiling);
            }
        }

        if (command.IsTrading)
        {
            var account = tables.OpenAccount(
                upper, community.Code, community.Name, AccountRole.Community, community: community.Id);
            context.Record(account);
            Hang(ledger.Id, upper, account.State.Id, tables);
        }

        return Outcome.Done(context.Changed(), ("ledger", ledger.Id));
    }

    public static CommandOutcome Run(AddMember command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Community(command.Community) is null)
        {
            return Outcome.ParentUnknown("community", command.Community);
        }

        var id = new MemberId(tables.MemberIds.Next());
        if (tables.HasMember(command.Community, command.Code))
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        tables.Add(new MemberRow(id, command.Community, command.Code, command.Name));
        return Outcome.Done(("member", id));
    }

    public static CommandOutcome Run(SetCommunityStatus command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Community(command.Community) is not { } community)
        {
            return Outcome.ParentUnknown("community", command.Community);
        }

        community.IsSuspended = command.IsSuspended;
        foreach (var ledger in tables.Ledgers.Where(ledger =>
            ledger.Community == community.Id || (ledger.Region == community.Region && ledger.IsOfRegion)))
        {
            context.RaiseTerms(ledger);
        }

        return Outcome.Done(("community", community.Id));
    }

    /// <summary>The ledger and all above it.</summary>
    public static HashSet<LedgerId> Climb(ModelTables tables, LedgerId ledger)
    {
        var climbed = new HashSet<LedgerId> { ledger };
        for (var link = tables.Upper(ledger); link is not null && climbed.Add(link.UpperLedger);)
        {
            link = tables.Upper(link.UpperLedger);
        }

        return climbed;
    }

    // Null: the code is taken.
    private static LedgerRow? MakeLedger(
        string code, RegionId region, CommunityId? community, Currency currency, string scheme, bool isTrading,
        ModelTables tables)
    {
        var id = new LedgerId(tables.LedgerIds.NextInt());
        if (tables.Ledgers.Exists(other => other.Code == code))
        {
            return null;
        }

        var ledger = new LedgerRow
        {
            Id = id,
            Code = code,
            Region = region,
            Community = community,
            Currency = currency,
            Scheme = scheme,
            IsTrading = isTrading,
        };
        tables.Add(ledger);
        return ledger;
    }

    private static void OpenSystemAccounts(LedgerId ledger, AccountRole[] roles, CommandContext context)
    {
        foreach (var role in roles)
        {
            OpenSystemAccount(ledger, role, context);
        }
    }

    private static void OpenSystemAccount(
        LedgerId ledger, AccountRole role, CommandContext context, long? floor = null, long? ceiling = null)
    {
        var code = SystemAccounts.CodeOf(role);
        context.Record(context.Tables.OpenAccount(
            ledger, code, code.Replace('-', ' '), role, floor: floor, ceiling: ceiling));
    }

    // One unit on both sides: every rate is one to one from the beginning of time.
    private static void Hang(LedgerId lower, LedgerId upper, AccountId upperAccount, ModelTables tables)
    {
        var mirror = tables.Account(lower, SystemAccounts.CodeOf(AccountRole.Region))!;
        tables.Correspondents.Add(new CorrespondentRow(lower, mirror.State.Id, upper, upperAccount));
        if (tables.Ledger(lower)!.Currency != tables.Ledger(upper)!.Currency)
        {
            return;
        }

        foreach (var kind in Enum.GetValues<TransferKind>())
        {
            foreach (var side in Enum.GetValues<RateSide>())
            {
                tables.RatesOf(lower).Add(new RateEntry(
                    tables.RateIds.Next(), kind, Purpose: null, side, DateOnly.MinValue, Rate.Par));
            }
        }
    }
}
