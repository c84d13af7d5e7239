import type { Lookups } from './lookups.ts';

/** The app must not start as a role that row-level security does not hold, or that may write the global tables. */
export async function refuseUnsafeRole(lookups: Lookups): Promise<void> {
  const [role] = await lookups.query<{ name: string; bypasses: boolean; owns: boolean; publishes: boolean }>(
    'role-check',
    `select current_user as name,
       r.rolsuper or r.rolbypassrls as bypasses,
       exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'public' and c.relowner = r.oid) as owns,
       has_table_privilege(current_user, 'public.global_connection', 'insert') as publishes
     from pg_roles r where r.rolname = current_user`,
    [],
  );
  if (!role) throw new UnsafeRole('The database does not know the role of DATABASE_URL.');
  if (role.bypasses)
    throw new UnsafeRole(
      `The database role ${role.name} bypasses row-level security. Use drawbridge_app in DATABASE_URL.`,
    );
  if (role.owns)
    throw new UnsafeRole(`The database role ${role.name} owns the tables. Use drawbridge_app in DATABASE_URL.`);
  if (role.publishes)
    throw new UnsafeRole(
      `The database role ${role.name} may write the global tables at any time. Use drawbridge_app in DATABASE_URL.`,
    );
}

/** Stops the start with one sentence. */
export class UnsafeRole extends Error {}
