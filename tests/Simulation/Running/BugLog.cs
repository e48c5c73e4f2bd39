using Microsoft.Extensions.Logging;
using Regional.Simulation.Audit;

namespace Regional.Simulation.Running;

/// <summary>What the product itself calls a broken invariant ends the run.</summary>
internal sealed class BugLog(Action<Exception> fail) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Critical;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            fail(new ViolationFoundException(new Violation("bug", $"{formatter(state, exception)} {exception}")));
        }
    }

    public void Dispose()
    {
    }
}
