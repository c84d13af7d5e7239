import { Migration } from '@mikro-orm/migrations';
import { systemScope } from '../platform/database/row-level-security.ts';

/** Signed checkpoints over the heads of all audit chains: what a cut at the end of a chain is noticed by. */
export class Migration20261121000700_audit_checkpoints extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create table audit_checkpoint (
    id bigint generated always as identity primary key, at timestamptz not null, previous_root bytea not null,
    root bytea not null, chains int not null, signature text not null)`,
  `comment on table audit_checkpoint is 'Each root covers the heads that moved since the one before, and the root before. Signed by Vault.'`,
  `create table audit_checkpoint_head (
    checkpoint_id bigint not null references audit_checkpoint, scope uuid not null, seq bigint not null, hash bytea not null,
    primary key (scope, checkpoint_id))`,
  `create index audit_checkpoint_head_of on audit_checkpoint_head (checkpoint_id, scope)`,
  ...['audit_checkpoint', 'audit_checkpoint_head'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy reading on ${table} for select to drawbridge_app using (true)`,
    `create policy writing on ${table} for insert to drawbridge_app with check (${systemScope})`,
    `grant select, insert on ${table} to drawbridge_app`,
  ]),
];
