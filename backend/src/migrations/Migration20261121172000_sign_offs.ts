import { Migration } from '@mikro-orm/migrations';
import { currentTenant, systemScope } from '../platform/database/row-level-security.ts';

/** What was signed off: added and read, never changed. */
export class Migration20261121172000_sign_offs extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create table sign_off (
    id uuid primary key, tenant_id uuid references tenant, kind text not null check (kind in ('rotation_report')),
    figures text not null, totals jsonb not null generated always as (figures::jsonb -> 'totals') stored,
    digest text not null, statement text not null check (btrim(statement) <> ''),
    signed_by uuid not null references app_user, signed_by_name text not null, signed_at timestamptz not null,
    check (digest = encode(sha256(convert_to(figures, 'UTF8')), 'hex')))`,
  `comment on table sign_off is 'Without a tenant: about the whole platform. Rows are only ever added.'`,
  `comment on column sign_off.figures is 'Text, not jsonb: the very bytes that the digest is of.'`,
  `create index sign_off_newest on sign_off (kind, tenant_id, id desc)`,
  `create index sign_off_tenant on sign_off (tenant_id) where tenant_id is not null`,
  `alter table sign_off enable row level security`,
  `alter table sign_off force row level security`,
  `create policy tenant on sign_off for select to drawbridge_app using (tenant_id = ${currentTenant})`,
  `create policy system_read on sign_off for select to drawbridge_app using (${systemScope})`,
  `create policy system_sign on sign_off for insert to drawbridge_app with check (${systemScope})`,
  `grant select, insert on sign_off to drawbridge_app`,
];
