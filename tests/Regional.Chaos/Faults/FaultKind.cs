namespace Regional.Chaos.Faults;

/// <summary>What is done to the processes.</summary>
public enum FaultKind
{
    /// <summary>kill -9 of a silo.</summary>
    KillSilo = 1,

    /// <summary>kill -9 of every process of PostgreSQL.</summary>
    KillPostgres,

    /// <summary>kill -9 of everything at once, as a power cut.</summary>
    PowerCut,

    /// <summary>kill -9 of a silo, and of PostgreSQL while the silo starts again.</summary>
    KillInRecovery,

    /// <summary>A kill while a window is cut, closed, planned or placed.</summary>
    KillInClosing,

    /// <summary>A kill while settlement payments are confirmed.</summary>
    KillInSettlement,

    /// <summary>A kill while <c>regional import</c> runs.</summary>
    KillInImport,

    /// <summary>SIGSTOP of a silo, long enough to look dead, then SIGCONT.</summary>
    PauseSilo,

    /// <summary>SIGSTOP of every process of PostgreSQL, then SIGCONT.</summary>
    PausePostgres,

    /// <summary>The same of some of its sessions, with the locks they hold.</summary>
    PauseSessions,

    /// <summary>Outside sessions lock hot accounts and the region's windows.</summary>
    HoldLocks,

    /// <summary>Outside sessions take every connection the server has.</summary>
    TakeConnections,

    /// <summary>Local: a second process is started on the database, and must end and say why.</summary>
    SecondHost,
}
