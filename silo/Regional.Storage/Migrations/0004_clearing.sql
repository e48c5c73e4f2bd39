-- Windows and settlement. Windows stand ahead of time; a posting with a leg in the region's ledger has exactly one.

create table calendars (
    id          bigint generated always as identity primary key,
    region_id   integer not null references regions,
    cycle       text not null,
    closes_at   time not null,
    weekend     smallint[] not null,
    holidays    date[] not null,
    actor       text not null,
    reason      text,
    operation   uuid not null
);
comment on table calendars is 'The newest row is in force for windows not yet made. cycle: daily, weekly:<iso weekday>, monthly:<day>. weekend: ISO weekdays that are no business days.';

create table windows (
    id             bigint generated always as identity primary key,
    region_id      integer not null references regions,
    no             integer not null,
    opens          timestamptz not null,
    closes         timestamptz not null,
    business_date  date not null,
    status         smallint not null default 1 check (status between 1 and 4),
    closed_at      timestamptz,
    settled_at     timestamptz,
    report_status  smallint not null default 0 check (report_status between 0 and 2),
    check (opens < closes),
    unique (region_id, no)
);
comment on table windows is '[opens, closes): 1 open, 2 closing, 3 closed, 4 settled. report_status: 0 none, 1 preliminary, 2 final.';
create index windows_open on windows (region_id, closes) where status = 1;

create table window_steps (
    window_id  bigint not null references windows,
    step       smallint not null,
    done_at    timestamptz not null,
    actor      text not null,
    operation  uuid not null,
    detail     jsonb,
    primary key (window_id, step)
);
comment on table window_steps is 'Durable steps of a window''s run, each done once: 1 cut, 2 closing, 3 closed, 4 exchange differences booked, 5 settlement planned, 6 placed, 7 settled, 8 report final.';

create table settlement_positions (
    window_id   bigint not null references windows,
    account_id  bigint not null references accounts,
    opening     bigint not null,
    paid        bigint not null,
    received    bigint not null,
    position    bigint not null,
    carry_limit bigint not null,
    carried     bigint not null,
    settled     bigint not null,
    primary key (window_id, account_id)
);
comment on table settlement_positions is 'Positions a settlement was worked out from, minor units of the region''s currency, signed: position = carried + settled; settled < 0 pays in.';

create table settlement_instructions (
    id            uuid primary key,
    window_id     bigint not null references windows,
    account_id    bigint not null references accounts,
    is_pay_out    boolean not null,
    amount        bigint not null check (amount > 0),
    status        smallint not null default 1 check (status between 1 and 3),
    due           date not null,
    placed_by     uuid,
    confirmed_by  uuid,
    confirmed_at  timestamptz,
    unique (window_id, account_id)
);
comment on table settlement_instructions is 'Cash of a settlement, one payment per member: 1 planned, 2 pending, 3 confirmed.';

create table arrears (
    instruction_id  uuid primary key references settlement_instructions,
    declared_at     timestamptz not null,
    cleared_at      timestamptz,
    actor           text not null,
    operation       uuid not null
);
comment on table arrears is 'Late payers: they may sell but not buy until the payment is confirmed.';
