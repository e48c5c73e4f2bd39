-- A month end writes a line and a sum for every account of a pool, a million of them in about a minute: what they rest on
-- is not looked up row by row but proved by verify (poolAccounts), and no index is kept that the primary keys can do without.

alter table pool_point_lines
    drop constraint pool_point_lines_account_id_fkey,
    drop constraint pool_point_lines_ledger_id_fkey;
drop index pool_point_lines_account;
comment on table pool_point_lines is 'One account at one month end, the columns of 001''s spreadsheet: balance = points added, points from last month, total. A million rows a period: no foreign keys; verify checks them.';

alter table pool_points
    drop constraint pool_points_account_id_fkey,
    drop constraint pool_points_ledger_id_fkey;
drop index pool_points_ledger;

-- Every month end changes every row: half a page is left, so that the new row stands beside the old one and no index moves.
alter table pool_points set (fillfactor = 45);
comment on table pool_points is 'Projection: points after the last month end, minor units of the pool''s currency; can be recomputed from pool_points_taken and pool_point_lines. No foreign keys; verify checks them.';
