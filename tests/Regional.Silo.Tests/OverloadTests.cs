using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Silo.Tests.World;

namespace Regional.Silo.Tests;

/// <summary>More payments at once than the host works on and keeps waiting, while the database takes its time.</summary>
public sealed class OverloadTests : IAsyncLifetime
{
    private const int WorkedOn = 2, Waiting = 3, Sent = 12;

    private readonly Town _town;
    private readonly TaskCompletionSource _mayCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OverloadTests() => _town = new Town
    {
        Adjust = static settings => settings with { RequestCountMax = WorkedOn, QueueCountMax = Waiting },
        Compose = builder =>
        {
            var found = builder.Services.Last(static service => service.ServiceType == typeof(IJournalStore));
            builder.Services.AddSingleton<IJournalStore>(provider => new SlowJournal(
                (IJournalStore)(found.ImplementationFactory?.Invoke(provider)
                    ?? ActivatorUtilities.CreateInstance(provider, found.ImplementationType!)),
                _mayCommit.Task));
        },
    };

    public ValueTask InitializeAsync() => _town.InitializeAsync();

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task What_is_beyond_the_bounds_is_shed_at_once_and_posts_when_sent_again()
    {
        var administrator = _town["administrator@ana"];
        var bodies = Enumerable.Range(0, Sent)
            .Select(static _ => Caller.WithId(
                new { payer = "m1", payee = "m2", amount = "1", currency = "KMK" }, Guid.CreateVersion7()).ToJsonString())
            .ToArray();
        var sent = bodies.Select(body => administrator.PostAsync("/v1/ledgers/ana-book/transfers", body)).ToList();

        // Nothing can be committed yet: whatever is answered now was shed.
        var left = sent.ToList();
        while (left.Count > WorkedOn + Waiting)
        {
            var first = await Task.WhenAny(left);
            Assert.Equal((503, "overloaded", "1"), ((await first).Status, (await first).Code, (await first).RetryAfter));
            left.Remove(first);
        }

        _mayCommit.SetResult();
        foreach (var accepted in left)
        {
            Assert.Equal(201, (await accepted).Status);
        }

        for (var at = 0; at < Sent; at++)
        {
            var again = await administrator.PostAsync("/v1/ledgers/ana-book/transfers", bodies[at]);
            Assert.Equal(left.Contains(sent[at]) ? 200 : 201, again.Status);
        }

        var account = await administrator.GetAsync("/v1/ledgers/ana-book/accounts/m2");
        Assert.Equal($"{Sent}.00", (string?)account.Json["balance"]!["amount"]);
    }

    /// <summary>A journal whose postings wait for leave.</summary>
    private sealed class SlowJournal(IJournalStore inner, Task mayCommit) : IJournalStore
    {
        public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
        {
            await mayCommit;
            return await inner.CommitAsync(batch, cancellationToken);
        }

        public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
            inner.ExecuteAsync(command, cancellationToken);
    }
}
