import { Migration } from '@mikro-orm/migrations';

/** Lets the app queue a job in its own transaction without any right on the queue's tables. */
export class Migration20261121000600_jobs extends Migration {
  override up(): void {
    for (const sql of statements) this.addSql(sql);
  }
}

const statements = [
  `create schema jobs`,
  `grant usage on schema jobs to drawbridge_app`,
  `grant usage, create on schema jobs to drawbridge_worker`,
  `set local role drawbridge_worker`,
  `create function jobs.add(p_task text, p_payload json, p_key text default null) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp as $$
      select id from graphile_worker.add_job(p_task, p_payload, job_key => p_key,
        job_key_mode => case when p_key is null then null else 'preserve_run_at' end) $$`,
  `revoke all on function jobs.add from public`,
  `grant execute on function jobs.add to drawbridge_app`,
  `reset role`,
  `revoke create on schema jobs from drawbridge_worker`,

  // Readiness asks for this as the app, which has no right on the migrations table itself.
  `create function newest_migration() returns text language sql stable security definer set search_path = public, pg_temp
    as $$ select max(name) from mikro_orm_migrations $$`,
  `revoke all on function newest_migration from public`,
  `grant execute on function newest_migration to drawbridge_app`,
];
