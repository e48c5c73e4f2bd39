-- What a grant rests on, so that verify can work it out again from the journal as it was then.

alter table credit_grants
    add column entries bigint,
    add column terms_id bigint,
    add column pay_id bigint;
comment on column credit_grants.entries is 'The account''s entries when it was granted: those count. Null: granted before this was kept, not worked out again.';
comment on column credit_grants.terms_id is 'The terms that were in force; null: none were, so the defaults.';
comment on column credit_grants.pay_id is 'The declaration of pay it rests on; null: none.';
