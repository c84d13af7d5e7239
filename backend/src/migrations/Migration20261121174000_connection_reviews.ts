import { Migration } from '@mikro-orm/migrations';
import { tenantWall } from '../platform/database/row-level-security.ts';

/** Connections that somebody has looked at and keeps, and what is left of a name without the words that say nothing. */
export class Migration20261121174000_connection_reviews extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const emptyWords = 'my|our|the|new|connection|account|api|key|token|app|credentials?|default|untitled|unnamed';

const statements = [
  `create table connection_review (
    id uuid primary key, tenant_id uuid not null references tenant, connection_id uuid not null,
    reasons text[] not null, note text not null check (btrim(note) <> ''),
    reviewed_by uuid not null references app_user, reviewed_at timestamptz not null,
    foreign key (tenant_id, connection_id) references connection (tenant_id, id))`,
  `comment on table connection_review is 'Kept after a review. Rows are only ever added; the newest one counts.'`,
  `create index connection_review_newest on connection_review (tenant_id, connection_id, reviewed_at desc)`,
  ...tenantWall('connection_review', { system: 'select' }),
  `grant select, insert on connection_review to drawbridge_app`,
  // Only ASCII is taken away: letters of other scripts always say something.
  `create function plain_name(p_name text) returns text language sql immutable parallel safe as $$
    select regexp_replace(regexp_replace(lower(p_name), '${String.raw`\m`}(${emptyWords})${String.raw`\M`}', '', 'g'),
      '${String.raw`[\x01-\x60\x7b-\x7f]+`}', '', 'g') $$`,
  // Computed when a name is written, so that a review compares short texts and runs no pattern.
  `alter table connection add column plain_name text not null generated always as (plain_name(name)) stored`,
  `create index connection_app_default on connection (tenant_id, app_id, is_default) where state <> 'revoked'`,
];
