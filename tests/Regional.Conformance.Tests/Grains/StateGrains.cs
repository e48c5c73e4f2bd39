using Orleans.Concurrency;

namespace Regional.Conformance.Tests.Grains;

[GenerateSerializer]
public sealed class Notes
{
    [Id(0)]
    public string Text { get; set; } = "fresh";

    [Id(1)]
    public int Count { get; set; }
}

public interface IStateGrain : IGrainWithStringKey
{
    Task Write(string text);

    Task<string> Text();

    Task<string> TextAtActivation();

    Task<bool> Exists();

    Task Read();

    Task Clear();

    Task SetUnwritten(string text);

    Task<string> Other();

    Task DeactivateNow();

    Task<Guid> Instance();

    Task<bool> TryWrite(string text);
}

public sealed class StateGrain(
    [PersistentState("notes")] IPersistentState<Notes> notes,
    [PersistentState("other", "named")] IPersistentState<Notes> other) : Grain, IStateGrain
{
    private readonly Guid _instance = Guid.NewGuid();
    private string _textAtActivation = string.Empty;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _textAtActivation = notes.State.Text;
        return Task.CompletedTask;
    }

    public async Task Write(string text)
    {
        (notes.State.Text, other.State.Text) = (text, text + " elsewhere");
        await notes.WriteStateAsync();
        await other.WriteStateAsync();
    }

    public Task<string> Text() => Task.FromResult(notes.State.Text);

    public Task<string> TextAtActivation() => Task.FromResult(_textAtActivation);

    public Task<bool> Exists() => Task.FromResult(notes.RecordExists);

    public Task Read() => notes.ReadStateAsync();

    public Task Clear() => notes.ClearStateAsync();

    public Task SetUnwritten(string text)
    {
        notes.State.Text = text;
        return Task.CompletedTask;
    }

    public Task<string> Other() => Task.FromResult(other.State.Text);

    public Task DeactivateNow()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<Guid> Instance() => Task.FromResult(_instance);

    public async Task<bool> TryWrite(string text)
    {
        notes.State.Text = text;
        try
        {
            await notes.WriteStateAsync();
            return true;
        }
        catch (Orleans.Storage.InconsistentStateException)
        {
            return false;
        }
    }
}

public interface ICounterGrain : IGrainWithStringKey
{
    Task Add();

    Task<int> Count();

    Task DeactivateNow();
}

/// <summary>Writes from many requests at once.</summary>
[Reentrant]
public sealed class CounterGrain([PersistentState("counter")] IPersistentState<Notes> notes) : Grain, ICounterGrain
{
    public Task Add()
    {
        notes.State.Count++;
        return notes.WriteStateAsync();
    }

    public Task<int> Count() => Task.FromResult(notes.State.Count);

    public Task DeactivateNow()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
