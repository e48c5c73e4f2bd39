-- What Microsoft.Orleans.{Clustering,Persistence,Reminders}.AdoNet 10.4 keep in PostgreSQL. Orleans reads its statements
-- from the table orleansquery by key, binds parameters by name and reads columns by name, so names here are the contract;
-- the statements are ours. They differ from the ones Orleans ships in two ways that matter: grain state has a unique key
-- (NULLS NOT DISTINCT, for keys without text), and a first write that comes second says so instead of adding a row.
-- Nothing here is money: it may be lost.

create table orleansquery (
    querykey   text primary key,
    querytext  text not null
);
comment on table orleansquery is 'The statements Orleans runs, by key.';

-- Clustering -----------------------------------------------------------------------------------------------------------

create table orleansmembershipversiontable (
    deploymentid  varchar(150) primary key,
    timestamp     timestamptz(3) not null default now(),
    version       integer not null default 0
);
comment on table orleansmembershipversiontable is 'One row per cluster; every change of its members raises the version.';

create table orleansmembershiptable (
    deploymentid  varchar(150) not null references orleansmembershipversiontable on delete cascade,
    address       varchar(45) not null,
    port          integer not null,
    generation    integer not null,
    siloname      varchar(150) not null,
    hostname      varchar(150) not null,
    status        integer not null,
    proxyport     integer,
    suspecttimes  varchar(8000),
    starttime     timestamptz(3) not null,
    iamalivetime  timestamptz(3) not null,
    primary key (deploymentid, address, port, generation)
);
comment on table orleansmembershiptable is 'The silos of a cluster, living and dead.';

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
    with made as (
        insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId)
        on conflict do nothing returning 1)
    select count(*)::integer from made'),

-- The version row is what concurrent changes queue at: whoever comes with an older version changes nothing.
('InsertMembershipKey', '
    with raised as (
        update orleansmembershipversiontable v set version = v.version + 1, timestamp = now()
        where v.deploymentid = @DeploymentId and v.version = @Version and not exists (
            select from orleansmembershiptable m
            where m.deploymentid = v.deploymentid and m.address = @Address and m.port = @Port
                and m.generation = @Generation)
        returning v.deploymentid),
    made as (
        insert into orleansmembershiptable (
            deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        select deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
            @IAmAliveTime
        from raised returning 1)
    select count(*)::integer from made'),

('UpdateMembershipKey', '
    with raised as (
        update orleansmembershipversiontable v set version = v.version + 1, timestamp = now()
        where v.deploymentid = @DeploymentId and v.version = @Version and exists (
            select from orleansmembershiptable m
            where m.deploymentid = v.deploymentid and m.address = @Address and m.port = @Port
                and m.generation = @Generation)
        returning v.deploymentid),
    changed as (
        update orleansmembershiptable m
        set status = @Status, suspecttimes = @SuspectTimes::varchar, iamalivetime = @IAmAliveTime
        from raised
        where m.deploymentid = raised.deploymentid and m.address = @Address and m.port = @Port
            and m.generation = @Generation
        returning 1)
    select count(*)::integer from changed'),

('UpdateIAmAlivetimeKey', '
    update orleansmembershiptable set iamalivetime = @IAmAliveTime
    where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),

-- The version is read also where no silo matches.
('MembershipReadRowKey', '
    select v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
        m.suspecttimes, m.starttime, m.iamalivetime, v.version
    from orleansmembershipversiontable v
    left join orleansmembershiptable m on m.deploymentid = v.deploymentid and m.address = @Address
        and m.port = @Port and m.generation = @Generation
    where v.deploymentid = @DeploymentId'),

('MembershipReadAllKey', '
    select v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
        m.suspecttimes, m.starttime, m.iamalivetime, v.version
    from orleansmembershipversiontable v
    left join orleansmembershiptable m on m.deploymentid = v.deploymentid
    where v.deploymentid = @DeploymentId'),

('GatewaysQueryKey', '
    select address, proxyport, generation from orleansmembershiptable
    where deploymentid = @DeploymentId and status = @Status and proxyport > 0'),

-- 3 is a silo in service: it stays however long it was silent.
('CleanupDefunctSiloEntriesKey', '
    delete from orleansmembershiptable
    where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3'),

-- Its silos go with it.
('DeleteMembershipTableEntriesKey', '
    delete from orleansmembershipversiontable where deploymentid = @DeploymentId');

-- Persistence ----------------------------------------------------------------------------------------------------------

create table orleansstorage (
    grainidhash           integer not null,
    grainidn0             bigint not null,
    grainidn1             bigint not null,
    graintypehash         integer not null,
    graintypestring       varchar(512) not null,
    grainidextensionstring varchar(512),
    serviceid             varchar(150) not null,
    payloadbinary         bytea,
    modifiedon            timestamp not null,
    version               integer,
    constraint orleansstorage_key unique nulls not distinct (
        grainidhash, graintypehash, grainidn0, grainidn1, grainidextensionstring, graintypestring, serviceid)
);
comment on table orleansstorage is 'Grain state that may be lost, as JSON. graintypestring is the state''s name.';

insert into orleansquery (querykey, querytext) values
-- Answers the new version; the one it came with, or null, when somebody else was first.
('WriteToStorageKey', '
    with changed as (
        update orleansstorage
        set payloadbinary = @PayloadBinary, modifiedon = now() at time zone ''utc'', version = version + 1
        where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0
            and grainidn1 = @GrainIdN1 and grainidextensionstring is not distinct from @GrainIdExtensionString::varchar
            and graintypestring = @GrainTypeString and serviceid = @ServiceId
            and version = @GrainStateVersion::integer
        returning version),
    made as (
        insert into orleansstorage (
            grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid,
            payloadbinary, modifiedon, version)
        select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString::varchar,
            @ServiceId, @PayloadBinary, now() at time zone ''utc'', 1
        where @GrainStateVersion::integer is null
        on conflict do nothing
        returning version)
    select coalesce((select version from changed), (select version from made), @GrainStateVersion::integer)
        as newgrainstateversion'),

('ReadFromStorageKey', '
    select payloadbinary, modifiedon, version from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0
        and grainidn1 = @GrainIdN1 and grainidextensionstring is not distinct from @GrainIdExtensionString::varchar
        and graintypestring = @GrainTypeString and serviceid = @ServiceId'),

('ClearStorageKey', '
    update orleansstorage
    set payloadbinary = null, modifiedon = now() at time zone ''utc'', version = version + 1
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0
        and grainidn1 = @GrainIdN1 and grainidextensionstring is not distinct from @GrainIdExtensionString::varchar
        and graintypestring = @GrainTypeString and serviceid = @ServiceId and version = @GrainStateVersion::integer
    returning version as newgrainstateversion'),

('DeleteStorageKey', '
    delete from orleansstorage
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash and grainidn0 = @GrainIdN0
        and grainidn1 = @GrainIdN1 and grainidextensionstring is not distinct from @GrainIdExtensionString::varchar
        and graintypestring = @GrainTypeString and serviceid = @ServiceId and version = @GrainStateVersion::integer
    returning version + 1 as newgrainstateversion');

-- Reminders ------------------------------------------------------------------------------------------------------------

create table orleansreminderstable (
    serviceid     varchar(150) not null,
    grainid       varchar(150) not null,
    remindername  varchar(150) not null,
    starttime     timestamptz(3) not null,
    period        bigint not null,
    grainhash     integer not null,
    version       integer not null,
    primary key (serviceid, grainid, remindername)
);
comment on table orleansreminderstable is 'Reminders: they only wake a grain. period in milliseconds.';
create index orleansreminderstable_hash on orleansreminderstable (serviceid, grainhash);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', '
    insert into orleansreminderstable as r (serviceid, grainid, remindername, starttime, period, grainhash, version)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    on conflict (serviceid, grainid, remindername) do update
    set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash,
        version = r.version + 1
    returning version'),

('ReadReminderRowsKey', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId'),

('ReadReminderRowKey', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName'),

-- Two forms of a range on the circle of hashes: within it, and around its end.
('ReadRangeRows1Key', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash'),

('ReadRangeRows2Key', '
    select grainid, remindername, starttime, period, version from orleansreminderstable
    where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash)'),

('DeleteReminderRowKey', '
    with gone as (
        delete from orleansreminderstable
        where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version
        returning 1)
    select count(*)::integer from gone'),

('DeleteReminderRowsKey', '
    delete from orleansreminderstable where serviceid = @ServiceId');
