-- Who takes part: regions, communities, ledgers, members, accounts, and the terms they trade under.
-- Every row that a rule or a report reads is written by an operation; `operation` names it.

create table database_epoch (
    epoch      integer primary key check (epoch >= 1),
    system_id  bigint not null,
    timeline   integer not null,
    raised_at  timestamptz not null default clock_timestamp(),
    reason     text not null
);
comment on table database_epoch is 'Raised when the database turns out to be a restored copy; links and followers resume by (epoch, number).';

create table regions (
    id          integer generated always as identity primary key,
    code        text not null unique,
    name        text not null,
    time_zone   text not null,
    cap_policy  smallint not null default 1 check (cap_policy in (1, 2)),
    queue_max   integer not null default 10000 check (queue_max >= 0),
    status      smallint not null default 1,
    operation   uuid not null
);
comment on column regions.cap_policy is '1 refuse what exceeds a cap, 2 queue it until balance returns';

create table communities (
    id         integer generated always as identity primary key,
    region_id  integer not null references regions,
    code       text not null unique,
    name       text not null,
    status     smallint not null default 1 check (status in (1, 2)),
    operation  uuid not null
);
comment on column communities.status is '1 trades, 2 suspended';

create table ledgers (
    id             integer generated always as identity primary key,
    code           text not null unique,
    region_id      integer not null references regions,
    community_id   integer references communities,
    currency       text not null,
    scale          smallint not null check (scale between 0 and 8),
    scheme         text not null,
    is_trading     boolean not null default false,
    terms_version  bigint not null default 1,
    operation      uuid not null
);
comment on table ledgers is 'A book in one unit whose accounts sum to zero. A ledger without community is the region''s own.';
comment on column ledgers.terms_version is 'Raised with every change of terms, rates, status or caps that a decision may rest on.';
create unique index ledgers_one_trading on ledgers (community_id) where is_trading;
create unique index ledgers_one_of_region on ledgers (region_id) where community_id is null;

create table members (
    id            bigint generated always as identity primary key,
    community_id  integer not null references communities,
    code          text not null,
    name          text not null,
    operation     uuid not null,
    unique (community_id, code)
);

create table accounts (
    id               bigint generated always as identity primary key,
    ledger_id        integer not null references ledgers,
    code             text not null,
    name             text not null,
    member_id        bigint references members,
    community_id     integer references communities,
    role             smallint not null,
    kind             smallint not null default 1,
    status           smallint not null default 1 check (status between 1 and 4),
    debits_posted    bigint not null default 0 check (debits_posted >= 0),
    credits_posted   bigint not null default 0 check (credits_posted >= 0),
    debits_pending   bigint not null default 0 check (debits_pending >= 0),
    credits_pending  bigint not null default 0 check (credits_pending >= 0),
    floor            bigint,
    ceiling          bigint,
    worst_low        bigint,
    worst_high       bigint,
    entries          bigint not null default 0,
    version          bigint not null default 1,
    opened_at        timestamptz not null default clock_timestamp(),
    operation        uuid not null,
    unique (ledger_id, code),
    check (floor is null or ceiling is null or floor <= ceiling),
    constraint accounts_floor_holds check (worst_low is null or floor is null or worst_low >= floor),
    constraint accounts_ceiling_holds check (worst_high is null or ceiling is null or worst_high <= ceiling)
) with (fillfactor = 70);
comment on column accounts.role is '1 member, 2 region, 3 settlement, 4 exchange difference, 5 rounding, 6 fees, 7 demurrage, 8 levy, 9 loss, 10 community, 11 rest of world, 12 suspense, 13 opening';
comment on column accounts.community_id is 'On role 10, in the region''s ledger: the member community this account stands for.';
comment on column accounts.worst_low is 'Least balance that the last commit''s unforced debits could have led to, counting no credit of that commit; null when it had none. The check compares it with the floor.';
comment on column accounts.worst_high is 'The same for credits and the ceiling.';
comment on column accounts.entries is 'Number of the last entry; 1, 2, 3 … without gaps.';
comment on column accounts.version is 'Raised with every change of the row; orders news to memory.';
create index accounts_member on accounts (member_id) where member_id is not null;

create table account_changes (
    account_id  bigint not null references accounts,
    operation   uuid not null,
    at          timestamptz not null,
    actor       text not null,
    reason      text,
    floor       bigint,
    ceiling     bigint,
    status      smallint not null,
    version     bigint not null,
    primary key (account_id, version)
);
comment on table account_changes is 'Every limit and status an account ever had: who, when, why.';

create table correspondents (
    lower_ledger_id   integer primary key references ledgers,
    lower_account_id  bigint not null unique references accounts,
    upper_ledger_id   integer not null references ledgers,
    upper_account_id  bigint not null unique references accounts
);
comment on table correspondents is 'Which account of the upper (region''s) ledger stands for which ledger below, and which account below mirrors it.';

create table rates (
    id           bigint generated always as identity primary key,
    ledger_id    integer not null references ledgers,
    kind         smallint not null check (kind in (1, 2)),
    purpose      text not null default '',
    side         smallint not null check (side in (1, 2)),
    valid_from   date not null,
    numerator    bigint not null check (numerator >= 1),
    denominator  bigint not null check (denominator >= 1),
    actor        text not null,
    reason       text,
    operation    uuid not null,
    unique (ledger_id, kind, purpose, side, valid_from, id)
);
comment on table rates is 'Upper minor units per lower minor unit. The latest row of the latest valid_from on or before the date is in force. side: 1 buy (the community pays out), 2 sell (it is paid). purpose empty: all of the kind.';

create table terms (
    id           bigint generated always as identity primary key,
    ledger_id    integer not null references ledgers,
    valid_from   date not null,
    scheme       text not null,
    parameters   jsonb not null,
    actor        text not null,
    reason       text,
    operation    uuid not null
);
comment on table terms is 'Dated parameters of a ledger''s scheme; for a region''s ledger also carry limits and cap policy.';
