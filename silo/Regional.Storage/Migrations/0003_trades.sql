-- Trades between ledgers, payment requests, and the numbered boxes of the link between clusters.

create table trades (
    id               uuid primary key,
    region_id        integer not null references regions,
    payer_account    bigint not null,
    payee_account    bigint not null,
    payee_amount     bigint not null check (payee_amount > 0),
    kind             smallint not null,
    purpose          text not null,
    business_date    date not null,
    reference        text,
    external_reference text,
    document_date    date,
    document_number  text,
    status           smallint not null check (status between 1 and 6),
    queued_at        timestamptz,
    queue_account    bigint,
    decided_at       timestamptz,
    decided_by       uuid,
    refusal          smallint,
    facts            jsonb,
    actor            text not null
);
comment on table trades is 'Trades by id: 1 queued, 2 posted, 3 cancelled, 4 refused, 5 in flight, 6 voided. Amounts of a posted trade stand on its transfers.';
create index trades_queued on trades (region_id, queued_at, id) where status = 1;
create index trades_in_flight on trades (region_id) where status = 5;

create table payment_requests (
    id               uuid primary key,
    payee_account    bigint not null,
    payer_account    bigint not null,
    amount           bigint not null check (amount > 0),
    kind             smallint not null,
    purpose          text not null,
    reference        text,
    document_number  text,
    requested_at     timestamptz not null,
    expires_at       timestamptz not null,
    status           smallint not null default 1 check (status between 1 and 5),
    answered_by      uuid,
    answered_at      timestamptz,
    actor            text not null
);
comment on table payment_requests is 'A payee asks a payer: 1 open, 2 approved, 3 declined, 4 expired, 5 withdrawn. Amount in the payee''s unit.';
create index payment_requests_payer on payment_requests (payer_account) where status = 1;
create index payment_requests_due on payment_requests (expires_at) where status = 1;

create table outbox (
    peer        text not null,
    epoch       integer not null,
    no          bigint not null,
    at          timestamptz not null default clock_timestamp(),
    message     jsonb not null,
    hash        bytea not null,
    acknowledged_at timestamptz,
    primary key (peer, epoch, no)
);
create table inbox (
    peer        text not null,
    epoch       integer not null,
    no          bigint not null,
    at          timestamptz not null default clock_timestamp(),
    message     jsonb not null,
    hash        bytea not null,
    done_at     timestamptz,
    primary key (peer, epoch, no)
);
comment on table outbox is 'Messages to a peer cluster, numbered per direction and epoch, chained by SHA-256.';
comment on table inbox is 'Messages from a peer cluster, kept until done.';
