import { Migration } from '@mikro-orm/migrations';
import { systemScope, tenantWall } from '../platform/database/row-level-security.ts';

/** The debug mode of connections: until when it is on, and what it has recorded. */
export class Migration20261121135000_debug extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `alter table connection add column debug_until timestamptz`,
  `create table provider_call (
    id uuid primary key, tenant_id uuid not null references tenant, connection_id uuid not null,
    at timestamptz not null,
    operation text not null check (operation in ('check', 'authorization', 'test', 'refresh', 'revocation')), purpose text not null, request text not null,
    status int, duration_ms int not null, error_class text,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id))`,
  `comment on table provider_call is 'Calls to providers while the debug mode of a connection is on: no header, no body, no query, no secret. Kept for a day.'`,
  `create index provider_call_newest on provider_call (connection_id, at desc, id desc)`,
  `create index provider_call_old on provider_call (at)`,
  ...tenantWall('provider_call', { system: 'none' }),
  // The job that removes what is old sees nothing else, and may do nothing else.
  `create policy old_select on provider_call for select to drawbridge_app using (${systemScope} and at < now() - interval '24 hours')`,
  `create policy old_delete on provider_call for delete to drawbridge_app using (${systemScope} and at < now() - interval '24 hours')`,
  `grant select, insert, delete on provider_call to drawbridge_app`,
];
