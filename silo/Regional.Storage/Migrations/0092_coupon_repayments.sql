-- What members below zero were to repay in a period of a coupon book, and did (002, IV.B).

create table coupon_repayments (
    period_id   bigint not null references periods,
    account_id  bigint not null,
    debt        bigint not null check (debt > 0),
    due         bigint not null check (due >= 0),
    paid        bigint not null check (paid >= 0),
    primary key (period_id, account_id)
);
comment on table coupon_repayments is 'One row per member and totalled period that opened below zero: what was owed then, the share of it that was due, what came in without corrections. Nothing is booked.';
