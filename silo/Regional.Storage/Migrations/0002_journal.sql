-- The journal: append-only. Nothing but the journal store writes these tables; nothing here is updated or deleted,
-- except the projections `pendings` and (in 0001) `accounts`, which can be recomputed from `transfers`.

create sequence commit_numbers as bigint;

create table commits (
    no      bigint primary key,
    xid     xid8 not null,
    epoch   integer not null,
    at      timestamptz not null,
    writer  text not null,
    members integer not null
);
comment on table commits is 'One row per group commit. Followers read in order of (epoch, xid) below the oldest running transaction.';
create index commits_follow on commits (epoch, xid);

create table operations (
    id           uuid primary key,
    kind         smallint not null,
    fingerprint  bytea not null,
    ledger_id    integer,
    actor        text not null,
    at           timestamptz not null,
    commit_no    bigint,
    refusal      smallint,
    facts        jsonb,
    result       jsonb
);
comment on table operations is 'Every command once, by the id its caller chose, with its outcome for ever.';
comment on column operations.refusal is 'Null: done. Otherwise the number of the refusal (ops/docs/refusals.md), with its facts.';
comment on column operations.commit_no is 'The group commit whose transfers it made.';
comment on column operations.result is 'What a command other than a posting answered.';

create table transfers (
    commit_no           bigint not null,
    ordinal             integer not null,
    operation           uuid not null,
    leg                 smallint not null,
    ledger_id           integer not null,
    debit_account       bigint not null,
    credit_account      bigint not null,
    amount              bigint not null check (amount > 0),
    action              smallint not null check (action between 1 and 5),
    kind                smallint not null,
    purpose             text not null,
    business_date       date not null,
    at                  timestamptz not null,
    debit_entry         bigint not null,
    debit_balance       bigint not null,
    credit_entry        bigint not null,
    credit_balance      bigint not null,
    window_id           bigint,
    trade               uuid,
    resolves_operation  uuid,
    resolves_leg        smallint,
    expires_at          timestamptz,
    counter_amount      bigint,
    counter_currency    text,
    rate_id             bigint,
    forced_reason       text,
    reference           text,
    external_reference  text,
    document_date       date,
    document_number     text,
    entered_by          text not null,
    approved_by         text,
    corrects            uuid,
    primary key (commit_no, ordinal),
    check (debit_account <> credit_account)
);
comment on table transfers is 'One row per transfer: both entries, each with its account''s gapless number and the posted balance after it.';
comment on column transfers.action is '1 post, 2 pend, 3 post pending, 4 void pending, 5 expire pending; 2, 4 and 5 move no balance';
comment on column transfers.amount is 'Minor units of the ledger''s currency; of a void or expiry, what was released.';
comment on column transfers.counter_amount is 'On region accounts: the same value in the other ledger''s unit.';
create unique index transfers_debit on transfers (debit_account, debit_entry);
create unique index transfers_credit on transfers (credit_account, credit_entry);
create index transfers_window on transfers (window_id) where window_id is not null;
create index transfers_trade on transfers (trade) where trade is not null;

create table pendings (
    operation       uuid not null,
    leg             smallint not null,
    ledger_id       integer not null,
    debit_account   bigint not null,
    credit_account  bigint not null,
    amount          bigint not null check (amount > 0),
    placed_at       timestamptz not null,
    expires_at      timestamptz,
    status          smallint not null default 1 check (status between 1 and 4),
    resolved_by     uuid,
    posted_amount   bigint,
    primary key (operation, leg)
);
comment on table pendings is 'Projection: pending transfers and how each ended (1 open, 2 posted, 3 voided, 4 expired).';
create index pendings_due on pendings (expires_at) where status = 1 and expires_at is not null;
create index pendings_open_debit on pendings (debit_account) where status = 1;
create index pendings_open_credit on pendings (credit_account) where status = 1;

create table corrections (
    corrected   uuid primary key,
    correction  uuid not null
);
comment on table corrections is 'Which operation was corrected by which; once.';

create table document_claims (
    ledger_id        integer not null,
    payee            bigint not null,
    document_number  text not null,
    operation        uuid not null,
    primary key (ledger_id, payee, document_number)
);
comment on table document_claims is 'A fact: a document is paid once per payee.';
