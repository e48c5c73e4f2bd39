using System.Text.Json.Nodes;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>Payments end to end, by the id that makes them safe to repeat.</summary>
public sealed class PaymentTests(Town town) : IClassFixture<Town>
{
    private const string Transfers = "/v1/ledgers/ana-book/transfers";

    private static object Pay(string amount = "1.00", string payee = "m2") =>
        new { payer = "m1", payee, amount, currency = "KMK" };

    [Fact]
    public async Task The_same_id_again_gets_the_first_outcome_again()
    {
        var body = Caller.WithId(Pay(), Guid.CreateVersion7());

        var first = await town["member@ana"].PostAsync(Transfers, body);
        var again = await town["member@ana"].PostAsync(Transfers, body);

        Assert.Equal((201, false), (first.Status, (bool)first.Json["isReplay"]!));
        Assert.Equal((200, true), (again.Status, (bool)again.Json["isReplay"]!));
        Assert.Equal((long)first.Json["commit"]!, (long)again.Json["commit"]!);
        Assert.Equal(first.Json["entries"]!.ToJsonString(), again.Json["entries"]!.ToJsonString());
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused_naming_the_field()
    {
        var id = Guid.CreateVersion7();
        await town["member@ana"].PostAsync(Transfers, Caller.WithId(Pay(), id));

        var said = await town["member@ana"].PostAsync(Transfers, Caller.WithId(Pay("2.00"), id));

        Assert.Equal((409, "idReused", "amount"), (said.Status, said.Code, (string?)said.Json["facts"]!["field"]));
    }

    [Fact]
    public async Task The_header_serves_as_the_id_and_the_body_may_repeat_it()
    {
        var id = Guid.CreateVersion7();
        var text = Caller.WithId(Pay(), id).ToJsonString();
        var without = JsonNode.Parse(text)!.AsObject();
        without.Remove("id");

        var byHeader = await SendAsync(without.ToJsonString(), $"\"{id}\"");
        var byBody = await SendAsync(text, null);
        var byBoth = await SendAsync(text, $"{id}");
        var byTwo = await SendAsync(text, $"{Guid.CreateVersion7()}");
        var byNone = await SendAsync(without.ToJsonString(), null);
        var byNonsense = await SendAsync(without.ToJsonString(), "nonsense");

        Assert.Equal((201, 200, 200), (byHeader.Status, byBody.Status, byBoth.Status));
        Assert.Equal(("fieldMalformed", "idMissing", "idMalformed"), (byTwo.Code, byNone.Code, byNonsense.Code));
    }

    [Fact]
    public async Task A_refusal_for_state_stays_for_ever_even_when_there_would_be_room_later()
    {
        var administrator = town["administrator@beo"];
        var body = Caller.WithId(
            new { payer = "m2", payee = "m1", amount = "100.01", currency = "KMK" }, Guid.CreateVersion7());
        var first = await administrator.PostAsync("/v1/ledgers/beo-book/transfers", body);
        await administrator.PutAsync(
            "/v1/ledgers/beo-book/accounts/m2/limits", Caller.WithId(new { floor = "-500" }, Guid.CreateVersion7()));

        var again = await administrator.PostAsync("/v1/ledgers/beo-book/transfers", body);

        Assert.Equal((422, "floorExceeded"), (first.Status, first.Code));
        Assert.Equal((422, "floorExceeded"), (again.Status, again.Code));
        Assert.Equal("-100.00 KMK", (string?)again.Json["facts"]!["floor"]);
    }

    [Fact]
    public async Task Each_party_sees_its_own_balance_and_not_the_others()
    {
        var entry = (await town["member@ana"].MustAsync(Transfers, Pay())).Json["entries"]![0]!;

        Assert.Equal("1.00", (string?)entry["amount"]!["amount"]);
        Assert.NotNull(entry["payerBalance"]);
        Assert.Null(entry["payeeBalance"]);
    }

    [Fact]
    public async Task A_hold_is_kept_by_the_payer_in_part_and_released_by_the_payee()
    {
        var payer = town["member@ana"];
        var payee = await town.IssueAsync(town["administrator@ana"], "member", "ana/m2", new { community = "ana", member = "m2" });
        object Hold() => new { payer = "m1", payee = "m2", amount = "4.00", currency = "KMK", pending = true, expirySeconds = 600 };
        var kept = (await payer.MustAsync(Transfers, Hold())).Json["id"];
        var given = (await payer.MustAsync(Transfers, Hold())).Json["id"];

        var taken = await payee.CommandAsync($"/v1/ledgers/ana-book/pendings/{kept}/0/post", new { amount = "3.00" });
        var posted = await payer.CommandAsync($"/v1/ledgers/ana-book/pendings/{kept}/0/post", new { amount = "3.00" });
        var twice = await payer.CommandAsync($"/v1/ledgers/ana-book/pendings/{kept}/0/post", new { });
        var takenBack = await payer.CommandAsync($"/v1/ledgers/ana-book/pendings/{given}/0/void", new { });
        var released = await payee.CommandAsync($"/v1/ledgers/ana-book/pendings/{given}/0/void", new { });

        Assert.Equal((403, 201, "pendingResolved", 403, 201),
            (taken.Status, posted.Status, twice.Code, takenBack.Status, released.Status));
        var open = await town["teller@ana"].GetAsync("/v1/ledgers/ana-book/pendings");
        Assert.DoesNotContain((string)kept!, open.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_paid_when_its_payer_approves_it_once()
    {
        var request = await town["member@ana"].MustAsync(
            "/v1/requests",
            new { payee = "ana-book/m1", payer = "beo-book/m1", amount = "2.00", currency = "KMK", expirySeconds = 600, reference = "eggs" });
        var path = $"/v1/requests/{request.Json["id"]}";

        var byPayee = await town["member@ana"].CommandAsync($"{path}/approve", new { });
        var byPayer = await town["member@beo"].CommandAsync($"{path}/approve", new { });
        var twice = await town["member@beo"].CommandAsync($"{path}/approve", new { });
        var late = await town["member@ana"].CommandAsync($"{path}/withdraw", new { });

        Assert.Equal((403, 201, "posted"), (byPayee.Status, byPayer.Status, (string?)byPayer.Json["status"]));
        Assert.Equal(("requestEnded", "requestEnded"), (twice.Code, late.Code));
        Assert.Equal("approved", (string?)(await town["member@ana"].GetAsync(path)).Json["status"]);
    }

    [Fact]
    public async Task A_signatory_approves_for_the_payers_community_and_a_member_declines_its_own()
    {
        object Ask() => new { payee = "ana-book/m1", payer = "ana-book/m2", amount = "1.00", currency = "KMK", expirySeconds = 600 };
        var first = (await town["member@ana"].MustAsync("/v1/requests", Ask())).Json["id"];
        var second = (await town["member@ana"].MustAsync("/v1/requests", Ask())).Json["id"];

        var elsewhere = await town["signatory@beo"].CommandAsync($"/v1/requests/{first}/approve", new { });
        var here = await town["signatory@ana"].CommandAsync($"/v1/requests/{first}/approve", new { });
        var declined = await town["signatory@ana"].CommandAsync($"/v1/requests/{second}/decline", new { });

        Assert.Equal((403, 201, 201), (elsewhere.Status, here.Status, declined.Status));
    }

    [Fact]
    public async Task A_trade_is_posted_in_every_ledger_and_shown_to_its_parties()
    {
        var trade = await town["member@ana"].MustAsync(
            "/v1/trades", new { payer = "ana-book/m1", payee = "beo-book/m1", amount = "3.00", currency = "KMK" });
        var path = $"/v1/trades/{trade.Json["id"]}";

        Assert.Equal(("posted", 3), ((string?)trade.Json["status"], trade.Json["posting"]!["entries"]!.AsArray().Count));
        Assert.Equal(200, (await town["member@beo"].GetAsync(path)).Status);
        Assert.Equal(200, (await town["coordinator@suro"].GetAsync(path)).Status);
        Assert.Equal(403, (await town["advisoryBoard@beo"].GetAsync(path)).Status);
        Assert.Equal("tradeNotQueued", (await town["member@ana"].CommandAsync($"{path}/cancel", new { })).Code);
    }

    [Fact]
    public async Task A_payment_is_corrected_by_its_administrator_and_a_trade_by_the_coordinator()
    {
        var payment = (await town["teller@ana"].MustAsync(Transfers, Pay())).Json["id"];
        var trade = (await town["teller@ana"].MustAsync(
            "/v1/trades", new { payer = "ana-book/m1", payee = "beo-book/m1", amount = "1.00", currency = "KMK" })).Json["id"];
        object Why() => new { reason = "entered twice" };

        var byTeller = await town["teller@ana"].CommandAsync($"/v1/operations/{payment}/correct", Why());
        var byNeighbour = await town["administrator@beo"].CommandAsync($"/v1/operations/{payment}/correct", Why());
        var corrected = await town["administrator@ana"].CommandAsync($"/v1/operations/{payment}/correct", Why());
        var twice = await town["administrator@ana"].CommandAsync($"/v1/operations/{payment}/correct", Why());
        var tradeByOne = await town["administrator@ana"].CommandAsync($"/v1/operations/{trade}/correct", Why());
        var tradeByAll = await town["coordinator@suro"].CommandAsync($"/v1/operations/{trade}/correct", Why());

        Assert.Equal((403, 403, 201, "alreadyCorrected"),
            (byTeller.Status, byNeighbour.Status, corrected.Status, twice.Code));
        Assert.Equal((403, 201), (tradeByOne.Status, tradeByAll.Status));
    }

    [Fact]
    public async Task An_operation_is_shown_to_its_actor_and_to_who_may_read_what_it_touched()
    {
        var id = (await town["member@ana"].MustAsync(Transfers, Pay())).Json["id"];

        var mine = await town["member@ana"].GetAsync($"/v1/operations/{id}");

        Assert.Equal(("posting", "done"), ((string?)mine.Json["kind"], (string?)mine.Json["status"]));
        Assert.Equal(200, (await town["trustee@ana"].GetAsync($"/v1/operations/{id}")).Status);
        Assert.Equal(403, (await town["member@beo"].GetAsync($"/v1/operations/{id}")).Status);
    }

    [Fact]
    public async Task A_batch_answers_for_each_item_in_order()
    {
        object Item(string kind, string payee, string amount, string? ledger = "ana-book") => new
        {
            kind,
            id = Guid.CreateVersion7(),
            ledger,
            payer = kind == "trade" ? "ana-book/m1" : "m1",
            payee,
            amount,
            currency = "KMK",
        };
        object[] items =
        [
            Item("transfer", "m2", "0.01"), Item("transfer", "m2", "1000"), Item("trade", "beo-book/m1", "0.01", null),
            Item("transfer", "m2", "0.001"), Item("gift", "m2", "1"), Item("transfer", "m9", "1"),
        ];

        var said = await town["administrator@ana"].PostAsync("/v1/batches", new { items });
        var again = await town["administrator@ana"].PostAsync("/v1/batches", new { items });

        Assert.Equal(200, said.Status);
        var outcomes = said.Json["outcomes"]!.AsArray();
        Assert.Equal(
            ["posted ", "refused floorExceeded", "posted ", "refused amountTooPrecise", "refused fieldMalformed", "refused notFound"],
            outcomes.Select(static outcome => $"{outcome!["status"]} {outcome["code"]}"));
        Assert.Equal(
            [true, false, true, false, false, false],
            again.Json["outcomes"]!.AsArray().Select(static outcome => (bool)outcome!["isReplay"]!));
    }

    [Fact]
    public async Task A_batch_beyond_a_thousand_items_is_refused_whole()
    {
        var items = Enumerable.Range(0, 1001).Select(static _ => new { kind = "transfer", id = Guid.CreateVersion7() });

        var said = await town["administrator@ana"].PostAsync("/v1/batches", new { items });

        Assert.Equal((400, "postingTooLarge"), (said.Status, said.Code));
    }

    private Task<Said> SendAsync(string body, string? header) => town["member@ana"].SendAsync(
        HttpMethod.Post, Transfers, body, header is null ? [] : [("Idempotency-Key", header)]);
}
