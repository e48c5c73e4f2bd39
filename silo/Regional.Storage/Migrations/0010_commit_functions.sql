-- The journal's two statements. Both are set-based: arrays in, arrays out, no loops. Who may call them and in which
-- order is said in Regional.Storage/Journal.
--
-- SQLSTATE RG001: the fast path rejects the batch; nothing happened; the second path decides member by member.

-- Takes the advisory locks, reads the clock, picks windows, takes the operation ids (waiting for whoever holds one).
-- Arrays of ledgers in and out run side by side; operations come sorted by id.
create function begin_commit(
    p_ledgers            integer[],
    p_operations         uuid[],
    p_operation_kinds    smallint[],
    p_fingerprints       bytea[],
    p_operation_ledgers  integer[],
    p_actors             text[],
    out commit_no   bigint,
    out at          timestamptz,
    out present     uuid[],      -- those of p_operations that somebody committed before; empty: none
    out regional    boolean[],   -- is it a region's ledger?
    out windows     bigint[],    -- of a region's ledger: the window this commit falls in; null: none is open
    out currencies  text[],
    out scales      smallint[],
    out terms       bigint[]
)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_regions  integer[];
    v_taken    bigint;
begin
    select array_agg(distinct l.region_id order by l.region_id) into v_regions
    from ledgers l
    where l.id = any (p_ledgers) and l.community_id is null;

    -- 7002: AdvisoryLocks.RegionWindows. Whoever closes a window holds it alone, so the window read below stays open
    -- until this transaction ends.
    if v_regions is not null then
        perform pg_advisory_xact_lock_shared(7002, region) from unnest(v_regions) region;
    end if;

    commit_no := nextval('commit_numbers');
    at := clock_timestamp();

    select array_agg(l.is_regional), array_agg(l.currency), array_agg(l.scale), array_agg(l.terms_version),
           array_agg(case when l.is_regional then (
               select w.id from windows w
               where w.region_id = l.region_id and w.status = 1 and w.closes > begin_commit.at
               order by w.closes limit 1) end)
    into regional, currencies, scales, terms, windows
    from (
        select k.*, k.id is not null and k.community_id is null as is_regional
        from unnest(p_ledgers) with ordinality asked (id, place)
        left join ledgers k on k.id = asked.id
        order by asked.place) l;

    insert into operations (id, kind, fingerprint, ledger_id, actor, at, commit_no)
    select o.id, o.kind, o.fingerprint, o.ledger_id, o.actor, begin_commit.at, begin_commit.commit_no
    from unnest(p_operations, p_operation_kinds, p_fingerprints, p_operation_ledgers, p_actors)
        as o (id, kind, fingerprint, ledger_id, actor)
    on conflict do nothing;
    get diagnostics v_taken = row_count;

    present := '{}';
    if v_taken < cardinality(p_operations) then
        present := array(
            select o.id from operations o
            where o.id = any (p_operations) and o.commit_no is distinct from begin_commit.commit_no);
    end if;
end
$$;
comment on function begin_commit is 'First step of a group commit, on both paths.';

-- Writes postings. On the fast path (p_commit null) the whole batch in one statement; on the second path what the rules
-- accepted, where a rejection is a bug.
create function commit_postings(
    p_epoch              integer,
    p_writer             text,
    p_commit             bigint,      -- second path: from begin_commit, with p_at and p_windows
    p_at                 timestamptz,
    p_windows            bigint[],
    -- operations, sorted by id
    p_operations         uuid[],
    p_operation_kinds    smallint[],
    p_fingerprints       bytea[],
    p_operation_ledgers  integer[],
    p_actors             text[],
    -- ledgers
    p_ledgers            integer[],
    p_currencies         text[],      -- null: no leg there
    p_scales             smallint[],
    p_terms              bigint[],    -- version the batch was decided under; null: any
    p_moves              boolean[],   -- does a leg move balances there, so that it needs a window?
    -- accounts, sorted by id: what the batch adds to each
    p_accounts           bigint[],
    p_account_ledgers    integer[],
    p_debits_posted      bigint[],
    p_credits_posted     bigint[],
    p_debits_pending     bigint[],    -- placed; what resolutions release is taken from `pendings`
    p_credits_pending    bigint[],
    p_debits_placed      bigint[],
    p_credits_placed     bigint[],
    p_debits_at_risk     bigint[],    -- placed up to the last unforced debit; null: no unforced debit
    p_credits_at_risk    bigint[],
    p_entries            integer[],
    -- legs, in order; debit and credit are places in p_accounts, ledger in p_ledgers
    l_operations         uuid[],
    l_legs               smallint[],
    l_ledgers            integer[],
    l_debits             integer[],
    l_credits            integer[],
    l_amounts            bigint[],
    l_actions            smallint[],
    l_kinds              smallint[],
    l_purposes           text[],
    l_dates              date[],
    l_debit_entries      integer[],   -- how many entries of the account in this commit follow
    l_credit_entries     integer[],
    l_debit_balances     bigint[],    -- what those add to its posted balance
    l_credit_balances    bigint[],
    l_entered_by         text[],
    -- legs, seldom: a null array means that no leg has it
    l_trades             uuid[],
    l_resolves           uuid[],
    l_resolves_legs      smallint[],
    l_expiries           bigint[],    -- microseconds
    l_counter_amounts    bigint[],
    l_counter_currencies text[],
    l_rates              bigint[],
    l_forced_reasons     text[],
    l_references         text[],
    l_external_references text[],
    l_document_dates     date[],
    l_document_numbers   text[],
    l_approved_by        text[],
    l_corrects           uuid[],
    p_pends              boolean,     -- does a leg place a pending transfer?
    p_resolutions        integer,     -- how many legs end one
    -- trades: ordinals of first and last leg, from 1
    t_trades             uuid[],
    t_firsts             integer[],
    t_lasts              integer[],
    out commit_no        bigint,
    out at               timestamptz,
    out windows          bigint[],    -- beside p_ledgers
    -- accounts after, beside p_accounts
    out roles            smallint[],
    out statuses         smallint[],
    out debits_posted    bigint[],
    out credits_posted   bigint[],
    out debits_pending   bigint[],
    out credits_pending  bigint[],
    out floors           bigint[],
    out ceilings         bigint[],
    out entries          bigint[],
    out versions         bigint[]
)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    v_begun     record;
    v_balances  bigint[];
    v_count     bigint;
begin
    if p_commit is null then
        select * into v_begun
        from begin_commit(p_ledgers, p_operations, p_operation_kinds, p_fingerprints, p_operation_ledgers, p_actors);
        commit_no := v_begun.commit_no;
        at := v_begun.at;
        windows := v_begun.windows;
        if cardinality(v_begun.present) > 0 then
            raise exception 'an operation is known already' using errcode = 'RG001';
        end if;
        if exists (
            select from unnest(
                p_currencies, p_scales, p_terms, p_moves,
                v_begun.currencies, v_begun.scales, v_begun.terms, v_begun.regional, windows)
                as l (currency, scale, terms, moves, is_currency, is_scale, is_terms, is_regional, window_id)
            where l.is_currency is null or l.currency <> l.is_currency or l.scale <> l.is_scale
                or l.terms <> l.is_terms or (l.moves and l.is_regional and l.window_id is null))
        then
            raise exception 'a ledger is unknown, changed, or without an open window' using errcode = 'RG001';
        end if;
    else
        commit_no := p_commit;
        at := p_at;
        windows := p_windows;
    end if;

    insert into commits (no, xid, epoch, at, writer, members)
    values (commit_postings.commit_no, pg_current_xact_id(), p_epoch, commit_postings.at, p_writer,
            cardinality(p_operations));

    perform from accounts a where a.id = any (p_accounts) order by a.id for no key update;

    -- Room is measured from the balance before the batch, so that no amount of the batch makes room for another.
    with moved as (
        update accounts a
        set debits_posted   = a.debits_posted + d.debits_posted,
            credits_posted  = a.credits_posted + d.credits_posted,
            debits_pending  = a.debits_pending + d.debits_pending,
            credits_pending = a.credits_pending + d.credits_pending,
            worst_low       = a.credits_posted - a.debits_posted - a.debits_pending - d.debits_at_risk,
            worst_high      = a.credits_posted - a.debits_posted + a.credits_pending + d.credits_at_risk,
            entries         = a.entries + d.entries,
            version         = a.version + 1
        from unnest(
            p_accounts, p_account_ledgers, p_debits_posted, p_credits_posted, p_debits_pending, p_credits_pending,
            p_debits_placed, p_credits_placed, p_debits_at_risk, p_credits_at_risk, p_entries)
            as d (id, ledger_id, debits_posted, credits_posted, debits_pending, credits_pending,
                  debits_placed, credits_placed, debits_at_risk, credits_at_risk, entries)
        where a.id = d.id and a.ledger_id = d.ledger_id
            -- Status as in AccountRules: 1 open, 2 may not pay, 3 suspended, 4 closed.
            and case a.status
                when 1 then true
                when 2 then d.debits_at_risk is null
                when 3 then d.debits_at_risk is null and d.credits_at_risk is null
                else d.debits_placed = 0 and d.credits_placed = 0 end
            -- Overflow raises 22003: posted and pending together stay within a bigint.
            and a.debits_posted + a.debits_pending + d.debits_placed >= 0
            and a.credits_posted + a.credits_pending + d.credits_placed >= 0
        returning a.id, a.role, a.status, a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending,
            a.floor, a.ceiling, a.entries, a.version)
    select array_agg(m.role), array_agg(m.status), array_agg(m.debits_posted), array_agg(m.credits_posted),
           array_agg(m.debits_pending), array_agg(m.credits_pending), array_agg(m.floor), array_agg(m.ceiling),
           array_agg(m.entries), array_agg(m.version), array_agg(m.credits_posted - m.debits_posted), count(*)
    into roles, statuses, debits_posted, credits_posted, debits_pending, credits_pending, floors, ceilings,
         entries, versions, v_balances, v_count
    from (select * from moved order by id) m;

    if v_count <> cardinality(p_accounts) then
        raise exception 'an account is unknown or takes no part' using errcode = 'RG001';
    end if;

    insert into transfers (
        commit_no, ordinal, operation, leg, ledger_id, debit_account, credit_account, amount, action, kind, purpose,
        business_date, at, debit_entry, debit_balance, credit_entry, credit_balance, window_id, trade,
        resolves_operation, resolves_leg, expires_at, counter_amount, counter_currency, rate_id, forced_reason,
        reference, external_reference, document_date, document_number, entered_by, approved_by, corrects)
    select commit_postings.commit_no, u.place, u.operation, u.leg, p_ledgers[u.ledger], p_accounts[u.debit],
           p_accounts[u.credit], u.amount, u.action, u.kind, u.purpose, u.business_date, commit_postings.at,
           commit_postings.entries[u.debit] - u.debit_entries, v_balances[u.debit] - u.debit_balance,
           commit_postings.entries[u.credit] - u.credit_entries, v_balances[u.credit] - u.credit_balance,
           case when u.action in (1, 3) then commit_postings.windows[u.ledger] end, u.trade,
           u.resolves, u.resolves_leg, commit_postings.at + u.expiry * interval '1 microsecond', u.counter_amount,
           u.counter_currency, u.rate, u.forced_reason, u.reference, u.external_reference, u.document_date,
           u.document_number, u.entered_by, u.approved_by, u.corrects
    from unnest(
        l_operations, l_legs, l_ledgers, l_debits, l_credits, l_amounts, l_actions, l_kinds, l_purposes, l_dates,
        l_debit_entries, l_credit_entries, l_debit_balances, l_credit_balances, l_entered_by, l_trades, l_resolves,
        l_resolves_legs, l_expiries, l_counter_amounts, l_counter_currencies, l_rates, l_forced_reasons, l_references,
        l_external_references, l_document_dates, l_document_numbers, l_approved_by, l_corrects) with ordinality
        as u (operation, leg, ledger, debit, credit, amount, action, kind, purpose, business_date,
              debit_entries, credit_entries, debit_balance, credit_balance, entered_by, trade, resolves,
              resolves_leg, expiry, counter_amount, counter_currency, rate, forced_reason, reference,
              external_reference, document_date, document_number, approved_by, corrects, place);

    if p_pends then
        insert into pendings (
            operation, leg, ledger_id, debit_account, credit_account, amount, placed_at, expires_at)
        select t.operation, t.leg, t.ledger_id, t.debit_account, t.credit_account, t.amount, t.at, t.expires_at
        from transfers t
        where t.commit_no = commit_postings.commit_no and t.action = 2;
    end if;

    -- Ends pending transfers: 3 posts, 4 voids, 5 expires. The clock of this transaction decides what is too late.
    if p_resolutions > 0 then
        with ended as (
            update pendings p
            set status        = t.action - 1,
                resolved_by   = t.operation,
                posted_amount = case when t.action = 3 then t.amount end
            from transfers t
            where t.commit_no = commit_postings.commit_no and t.action in (3, 4, 5)
                and p.operation = t.resolves_operation and p.leg = t.resolves_leg and p.status = 1
                and p.ledger_id = t.ledger_id and p.debit_account = t.debit_account
                and p.credit_account = t.credit_account
                and case when t.action = 3 then t.amount <= p.amount else t.amount = p.amount end
                and (t.action = 5) = coalesce(p.expires_at <= commit_postings.at, false)
            returning p.debit_account, p.credit_account, p.amount),
        side as (
            select e.debit_account as id, e.amount as debits, 0 as credits from ended e
            union all
            select e.credit_account, 0, e.amount from ended e),
        released as (
            update accounts a
            set debits_pending  = a.debits_pending - s.debits,
                credits_pending = a.credits_pending - s.credits
            from (select id, sum(debits) as debits, sum(credits) as credits from side group by id) s
            where a.id = s.id)
        select count(*) into v_count from ended;

        if v_count <> p_resolutions then
            raise exception 'a pending transfer is unknown, ended, or not of this form' using errcode = 'RG001';
        end if;

        select array_agg(a.debits_pending), array_agg(a.credits_pending) into debits_pending, credits_pending
        from (select * from accounts k where k.id = any (p_accounts) order by k.id) a;
    end if;

    -- A trade's payer is the debit of its first leg, its payee the credit of its last.
    if cardinality(t_trades) > 0 then
        insert into trades (
            id, region_id, payer_account, payee_account, payee_amount, kind, purpose, business_date, reference,
            external_reference, document_date, document_number, status, decided_at, decided_by, actor)
        select n.id, g.region_id, f.debit_account, l.credit_account, l.amount, l.kind, l.purpose, l.business_date,
               l.reference, l.external_reference, l.document_date, l.document_number, 2, l.at, l.operation, l.entered_by
        from unnest(t_trades, t_firsts, t_lasts) as n (id, first, last)
        join transfers f on f.commit_no = commit_postings.commit_no and f.ordinal = n.first
        join transfers l on l.commit_no = commit_postings.commit_no and l.ordinal = n.last
        join ledgers g on g.id = l.ledger_id;
    end if;
end
$$;
comment on function commit_postings is 'The one writer of transfers, pendings and the counters of accounts.';

-- Corrections: each operation once, and only one that was posted.
create function commit_corrections(p_corrected uuid[], p_corrections uuid[]) returns void
language plpgsql
as $$
declare
    v_count bigint;
begin
    insert into corrections (corrected, correction)
    select c.corrected, c.correction
    from unnest(p_corrected, p_corrections) as c (corrected, correction)
    join operations o on o.id = c.corrected and o.commit_no is not null and o.refusal is null;
    get diagnostics v_count = row_count;
    if v_count <> cardinality(p_corrected) then
        raise exception 'an operation to correct was not posted' using errcode = 'RG001';
    end if;
end
$$;
