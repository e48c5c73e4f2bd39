-- Members of a credit union as 002 asks them on the account opening form, and the noticeboard of offers and requests.

create table member_forms (
    member_id   bigint primary key references members,
    business    text,
    address     text,
    age         smallint check (age between 0 and 150),
    signors     jsonb not null default '[]',
    projects    text[] not null default '{}',
    agreed_on   date not null,
    actor       text not null,
    reason      text,
    operation   uuid not null
);
comment on table member_forms is 'The account opening form (002, II.B.1b): business name, other signors with age, choices for community projects, and when the agreement was signed on paper.';

create table notices (
    id          uuid primary key,
    member_id   bigint not null references members,
    kind        smallint not null check (kind in (1, 2)),
    category    smallint not null check (category between 1 and 10),
    text        text not null,
    posted_at   timestamptz not null,
    ended_at    timestamptz,
    actor       text not null,
    ended_by    uuid
);
comment on table notices is 'The noticeboard (002, II.C). kind: 1 offer, 2 request. category: 1 agriculture, 2 business, 3 building, 4 crafts, 5 children, 6 education, 7 health, 8 food, 9 transportation, 10 miscellaneous.';
create index notices_member on notices (member_id) where ended_at is null;
