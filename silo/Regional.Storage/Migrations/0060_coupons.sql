-- Community coupons (002): series of notes, one state per serial, tills, the lines of the counter, marked limits.
-- Notes move only with a posting (NotesMoved) or with a till that is opened or closed; each row names the operation.

create table coupon_series (
    code            text primary key,
    ledger_id       integer not null references ledgers,
    name            text not null,
    issued_on       date not null,
    last_valid_day  date not null check (last_valid_day >= issued_on),
    design          jsonb not null default '{}',
    actor           text not null,
    reason          text,
    operation       uuid not null
);
comment on table coupon_series is 'A series of notes of one coupon book. The code is printed on every note and is unique in the database, so that a note of another community is known for what it is.';
comment on column coupon_series.design is 'Note design record: name, languages, colour per value, local-only text, signatories, protection.';
create index coupon_series_ledger on coupon_series (ledger_id);

create table coupon_runs (
    series        text not null references coupon_series,
    first_number  bigint not null check (first_number >= 1),
    last_number   bigint not null check (last_number >= first_number and last_number <= 999999999),
    ledger_id     integer not null references ledgers,
    value         bigint not null check (value > 0),
    actor         text not null,
    operation     uuid not null,
    primary key (series, first_number)
);
comment on table coupon_runs is 'Notes of one value printed with consecutive numbers. Never changed.';
create index coupon_runs_numbers on coupon_runs (ledger_id, first_number, last_number);

create table coupon_notes (
    series        text not null references coupon_series,
    number        bigint not null,
    ledger_id     integer not null references ledgers,
    value         bigint not null check (value > 0),
    state         smallint not null check (state between 1 and 4),
    till          uuid,
    times_issued  bigint not null default 0 check (times_issued >= 0),
    operation     uuid not null,
    primary key (series, number),
    check ((state = 2) = (till is not null)),
    check (state <> 3 or times_issued > 0)
) with (fillfactor = 80);
comment on table coupon_notes is 'One row per note: where it is. state: 1 stock, 2 in a till, 3 outside, 4 withdrawn.';
create index coupon_notes_till on coupon_notes (till) where till is not null;
create index coupon_notes_stock on coupon_notes (ledger_id, value) where state = 1;

create table coupon_tills (
    id              uuid primary key,
    ledger_id       integer not null references ledgers,
    teller          text not null,
    opened_at       timestamptz not null,
    opened_value    bigint not null,
    closed_at       timestamptz,
    expected_value  bigint,
    counted_value   bigint,
    missing         text[],
    found           text[],
    settled_by      uuid,
    closed_by       uuid
);
comment on table coupon_tills is 'A teller''s till; the id is the operation that opened it. What was expected but not counted (missing) and counted but not expected (found) is booked by settled_by.';
create unique index coupon_tills_open on coupon_tills (ledger_id, teller) where closed_at is null;

create table coupon_lines (
    operation      uuid primary key,
    ledger_id      integer not null references ledgers,
    account_id     bigint not null references accounts,
    kind           smallint not null check (kind between 1 and 5),
    notes_in       bigint not null,
    notes_out      bigint not null,
    rupiah_fee     bigint not null,
    evidence       smallint not null check (evidence between 0 and 3),
    paper_line     text,
    till           uuid
);
comment on table coupon_lines is 'What a line of the transaction ledger says beside its transfers: the value of notes in and out, the evidence, the till. A correction''s figures are negative. kind: 1 withdrawal, 2 deposit, 3 exchange, 4 till difference, 5 closing.';
create index coupon_lines_account on coupon_lines (account_id);
create index coupon_lines_ledger on coupon_lines (ledger_id);

create table coupon_moves (
    operation     uuid not null,
    series        text not null,
    first_number  bigint not null,
    last_number   bigint not null,
    move          smallint not null check (move between 1 and 8),
    till          uuid,
    primary key (operation, series, first_number)
);
comment on table coupon_moves is 'Which notes went which way with which posting. move: 1 handed out, 2 taken in, 3 exchanged, 4 missing, 5 found, 6 not handed out, 7 not taken in, 8 not exchanged (6 to 8 are corrections).';
create index coupon_moves_note on coupon_moves (series, first_number, last_number);

create table coupon_limits (
    account_id  bigint primary key references accounts,
    limit_minor bigint,
    deposited   bigint not null,
    marked_by   uuid
);
comment on table coupon_limits is 'The credit limit an account was last marked with (null: never, it has the ladder''s first), and the coupons deposited since then.';

create table coupon_pins (
    member_id  bigint primary key references members,
    salt       bytea not null,
    hash       bytea not null,
    failures   smallint not null default 0,
    operation  uuid not null
);
comment on table coupon_pins is 'A member''s PIN for the counter, salted and hashed (PBKDF2-SHA256). After three wrong ones in a row it is no evidence until it is set anew.';
