-- Who may do what. Tokens are stored hashed; the token itself is shown once, when it is issued.

create table tokens (
    id          uuid primary key,
    hash        bytea not null unique,
    actor       text not null,
    role        smallint not null check (role between 1 and 9),
    region_id   integer references regions,
    community_id integer references communities,
    member_id   bigint references members,
    issued_at   timestamptz not null,
    issued_by   text not null,
    expires_at  timestamptz,
    revoked_at  timestamptz,
    note        text
);
comment on column tokens.role is '1 member, 2 teller, 3 administrator, 4 trustee, 5 advisory board, 6 signatory, 7 coordinator, 8 operator, 9 bank';
comment on column tokens.hash is 'SHA-256 of the token (32 random bytes).';
