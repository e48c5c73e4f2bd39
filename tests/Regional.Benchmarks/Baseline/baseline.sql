-- What a user would write instead: one procedure per payment, one transaction per call. Same columns that matter, same
-- indexes, same checks as the product's journal; rows are locked in the order of their numbers, so calls never deadlock.

create table accounts (
    id               bigint primary key,
    ledger_id        integer not null,
    status           smallint not null default 1,
    debits_posted    bigint not null default 0,
    credits_posted   bigint not null default 0,
    debits_pending   bigint not null default 0,
    credits_pending  bigint not null default 0,
    floor            bigint,
    ceiling          bigint,
    entries          bigint not null default 0
) with (fillfactor = 70);

create table transfers (
    no              bigint generated always as identity,
    posting         uuid not null,
    leg             smallint not null,
    ledger_id       integer not null,
    debit_account   bigint not null,
    credit_account  bigint not null,
    amount          bigint not null check (amount > 0),
    action          smallint not null,
    purpose         text not null,
    business_date   date not null,
    at              timestamptz not null default clock_timestamp(),
    debit_entry     bigint not null,
    debit_balance   bigint not null,
    credit_entry    bigint not null,
    credit_balance  bigint not null,
    trade           uuid,
    entered_by      text not null,
    primary key (posting, leg),
    check (debit_account <> credit_account)
);
create unique index transfers_no on transfers (no);
create unique index transfers_debit on transfers (debit_account, debit_entry);
create unique index transfers_credit on transfers (credit_account, credit_entry);
create index transfers_trade on transfers (trade) where trade is not null;

create table pendings (
    posting         uuid primary key,
    ledger_id       integer not null,
    debit_account   bigint not null,
    credit_account  bigint not null,
    amount          bigint not null,
    status          smallint not null default 1
);
create index pendings_open_debit on pendings (debit_account) where status = 1;
create index pendings_open_credit on pendings (credit_account) where status = 1;

-- A debit within the floor, a credit within the ceiling; null: refused.
create procedure debit(p_account bigint, p_ledger integer, p_amount bigint, inout entry bigint, inout balance bigint)
language plpgsql as $$
begin
    update accounts set debits_posted = debits_posted + p_amount, entries = entries + 1
    where id = p_account and ledger_id = p_ledger and status = 1
        and (floor is null or credits_posted - debits_posted - debits_pending - p_amount >= floor)
    returning entries, credits_posted - debits_posted into entry, balance;
    if not found then
        raise exception 'refused: account % may not pay %', p_account, p_amount using errcode = 'RB001';
    end if;
end
$$;

create procedure credit(p_account bigint, p_ledger integer, p_amount bigint, inout entry bigint, inout balance bigint)
language plpgsql as $$
begin
    update accounts set credits_posted = credits_posted + p_amount, entries = entries + 1
    where id = p_account and ledger_id = p_ledger and status = 1
        and (ceiling is null or credits_posted - debits_posted + credits_pending + p_amount <= ceiling)
    returning entries, credits_posted - debits_posted into entry, balance;
    if not found then
        raise exception 'refused: account % may not be paid %', p_account, p_amount using errcode = 'RB001';
    end if;
end
$$;

-- One payment. True: done now; false: it was done before. The most frequent call is written out: no inner call.
create function transfer(
    p_id uuid, p_ledger integer, p_debit bigint, p_credit bigint, p_amount bigint, p_purpose text, p_date date,
    p_actor text) returns boolean
language plpgsql as $$
declare
    v_debit_entry bigint; v_debit_balance bigint; v_credit_entry bigint; v_credit_balance bigint;
begin
    if exists (select from transfers where posting = p_id) then
        return false;
    end if;

    if p_debit > p_credit then
        perform from accounts where id = p_credit for no key update;
    end if;

    update accounts set debits_posted = debits_posted + p_amount, entries = entries + 1
    where id = p_debit and ledger_id = p_ledger and status = 1
        and (floor is null or credits_posted - debits_posted - debits_pending - p_amount >= floor)
    returning entries, credits_posted - debits_posted into v_debit_entry, v_debit_balance;
    if not found then
        raise exception 'refused: account % may not pay %', p_debit, p_amount using errcode = 'RB001';
    end if;

    update accounts set credits_posted = credits_posted + p_amount, entries = entries + 1
    where id = p_credit and ledger_id = p_ledger and status = 1
        and (ceiling is null or credits_posted - debits_posted + credits_pending + p_amount <= ceiling)
    returning entries, credits_posted - debits_posted into v_credit_entry, v_credit_balance;
    if not found then
        raise exception 'refused: account % may not be paid %', p_credit, p_amount using errcode = 'RB001';
    end if;

    insert into transfers (posting, leg, ledger_id, debit_account, credit_account, amount, action, purpose,
        business_date, debit_entry, debit_balance, credit_entry, credit_balance, entered_by)
    values (p_id, 0, p_ledger, p_debit, p_credit, p_amount, 1, p_purpose, p_date, v_debit_entry, v_debit_balance,
        v_credit_entry, v_credit_balance, p_actor);
    return true;
end
$$;

-- Several linked transfers, all or none: fees, or a trade's transfer in each of three ledgers.
create function posting(
    p_id uuid, p_ledgers integer[], p_debits bigint[], p_credits bigint[], p_amounts bigint[], p_purposes text[],
    p_date date, p_actor text, p_trade uuid) returns boolean
language plpgsql as $$
declare
    v_debit_entry bigint; v_debit_balance bigint; v_credit_entry bigint; v_credit_balance bigint;
begin
    if exists (select from transfers where transfers.posting = p_id) then
        return false;
    end if;

    perform from accounts where id = any (p_debits || p_credits) order by id for no key update;
    for leg in 1 .. cardinality(p_debits) loop
        call debit(p_debits[leg], p_ledgers[leg], p_amounts[leg], v_debit_entry, v_debit_balance);
        call credit(p_credits[leg], p_ledgers[leg], p_amounts[leg], v_credit_entry, v_credit_balance);
        insert into transfers (posting, leg, ledger_id, debit_account, credit_account, amount, action, purpose,
            business_date, debit_entry, debit_balance, credit_entry, credit_balance, trade, entered_by)
        values (p_id, leg - 1, p_ledgers[leg], p_debits[leg], p_credits[leg], p_amounts[leg], 1, p_purposes[leg], p_date,
            v_debit_entry, v_debit_balance, v_credit_entry, v_credit_balance, p_trade, p_actor);
    end loop;
    return true;
end
$$;

-- Holds an amount.
create function hold(
    p_id uuid, p_ledger integer, p_debit bigint, p_credit bigint, p_amount bigint, p_purpose text, p_date date,
    p_actor text) returns boolean
language plpgsql as $$
declare
    v_debit_entry bigint; v_debit_balance bigint; v_credit_entry bigint; v_credit_balance bigint;
begin
    if exists (select from transfers where posting = p_id) then
        return false;
    end if;

    if p_debit > p_credit then
        perform from accounts where id = p_credit for no key update;
    end if;

    update accounts set debits_pending = debits_pending + p_amount, entries = entries + 1
    where id = p_debit and ledger_id = p_ledger and status = 1
        and (floor is null or credits_posted - debits_posted - debits_pending - p_amount >= floor)
    returning entries, credits_posted - debits_posted into v_debit_entry, v_debit_balance;
    if not found then
        raise exception 'refused: account % may not pay %', p_debit, p_amount using errcode = 'RB001';
    end if;

    update accounts set credits_pending = credits_pending + p_amount, entries = entries + 1
    where id = p_credit and ledger_id = p_ledger and status = 1
        and (ceiling is null or credits_posted - debits_posted + credits_pending + p_amount <= ceiling)
    returning entries, credits_posted - debits_posted into v_credit_entry, v_credit_balance;
    if not found then
        raise exception 'refused: account % may not be paid %', p_credit, p_amount using errcode = 'RB001';
    end if;

    insert into transfers (posting, leg, ledger_id, debit_account, credit_account, amount, action, purpose,
        business_date, debit_entry, debit_balance, credit_entry, credit_balance, entered_by)
    values (p_id, 0, p_ledger, p_debit, p_credit, p_amount, 2, p_purpose, p_date, v_debit_entry, v_debit_balance,
        v_credit_entry, v_credit_balance, p_actor);
    insert into pendings (posting, ledger_id, debit_account, credit_account, amount)
    values (p_id, p_ledger, p_debit, p_credit, p_amount);
    return true;
end
$$;

-- Posts what was held, whole.
create function post_hold(p_id uuid, p_pending uuid, p_date date, p_actor text) returns boolean
language plpgsql as $$
declare
    v_held pendings;
    v_debit_entry bigint; v_debit_balance bigint; v_credit_entry bigint; v_credit_balance bigint;
begin
    if exists (select from transfers where posting = p_id) then
        return false;
    end if;

    update pendings set status = 2 where posting = p_pending and status = 1 returning * into v_held;
    if not found then
        raise exception 'refused: nothing is held under %', p_pending using errcode = 'RB001';
    end if;

    if v_held.debit_account > v_held.credit_account then
        perform from accounts where id = v_held.credit_account for no key update;
    end if;

    update accounts set debits_pending = debits_pending - v_held.amount, debits_posted = debits_posted + v_held.amount,
        entries = entries + 1
    where id = v_held.debit_account
    returning entries, credits_posted - debits_posted into v_debit_entry, v_debit_balance;
    update accounts set credits_pending = credits_pending - v_held.amount, credits_posted = credits_posted + v_held.amount,
        entries = entries + 1
    where id = v_held.credit_account
    returning entries, credits_posted - debits_posted into v_credit_entry, v_credit_balance;
    insert into transfers (posting, leg, ledger_id, debit_account, credit_account, amount, action, purpose,
        business_date, debit_entry, debit_balance, credit_entry, credit_balance, entered_by)
    values (p_id, 0, v_held.ledger_id, v_held.debit_account, v_held.credit_account, v_held.amount, 3, 'goods', p_date,
        v_debit_entry, v_debit_balance, v_credit_entry, v_credit_balance, p_actor);
    return true;
end
$$;
