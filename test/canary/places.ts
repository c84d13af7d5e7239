import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TestDatabase } from '../support/database.ts';

/** A text that is kept somewhere, and where. */
export interface Place {
  where: string;
  text: string;
}

/** Every row of every table, of the product and of the job queue. */
export async function tablesOf({ sql }: TestDatabase): Promise<Place[]> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const places: Place[] = [];
  for (const { name } of tables) {
    const [row] = await sql<{ text: string | null }>(`select string_agg(t::text, chr(10)) as text from ${name} t`);
    places.push({ where: name, text: row?.text ?? '' });
  }
  return places;
}

/** Keeps a copy of every job from now on: what has been done is deleted from the queue. */
export async function keepJobs({ sql }: TestDatabase): Promise<void> {
  await sql(`create table kept_job (job text)`);
  await sql(
    `create function keep_job() returns trigger language plpgsql security definer as $$
     begin insert into public.kept_job values (new::text); return new; end $$`,
  );
  await sql(
    `create trigger keep_job after insert or update on graphile_worker._private_jobs for each row execute function keep_job()`,
  );
}

/** Every file below a folder; one that a running server removes meanwhile is none. */
export function filesIn(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = path.join(folder, name);
    try {
      return statSync(file).isFile() ? [{ where: file, text: readFileSync(file, 'latin1') }] : [];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}
