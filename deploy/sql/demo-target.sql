-- A small database of another application, so that a tenant of the demo has a PostgreSQL to connect to.

create table if not exists customer (id int primary key, name text not null, city text not null);
create table if not exists customer_order (
  id int primary key,
  customer_id int not null references customer,
  ordered_on date not null,
  amount numeric(10, 2) not null check (amount >= 0)
);

insert into customer values
  (1, 'Lindqvist & Daughters', 'Malmö'), (2, 'Harbour Coffee', 'Porto'), (3, 'Nakamura Tools', 'Osaka'),
  (4, 'Green Valley Farm', 'Cork'), (5, 'Atlas Bicycles', 'Utrecht')
on conflict do nothing;
insert into customer_order values
  (1001, 1, '2026-09-02', 418.50), (1002, 2, '2026-09-03', 96.00), (1003, 3, '2026-09-10', 1250.00),
  (1004, 2, '2026-09-17', 104.40), (1005, 4, '2026-09-21', 310.75), (1006, 5, '2026-10-01', 2899.00),
  (1007, 1, '2026-10-05', 77.20), (1008, 3, '2026-10-12', 640.00)
on conflict do nothing;

revoke all on schema public from public;
grant usage on schema public to acme_reporting;
grant select on customer, customer_order to acme_reporting;
