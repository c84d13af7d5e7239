import type { TestDatabase } from './database.ts';

export interface Policy {
  tenant: string | null;
  auth_class: string | null;
  app_id: string | null;
  connection_id: string | null;
  days: number | null;
}

interface Credential {
  id: string;
  tenant: string | null;
  app_id: string;
  auth_kind: string;
}

interface Row extends Credential {
  days: number | null;
  source: string;
  /** Days between the credential and its due date. */
  due: number | null;
}

const classOf = (kind: string) =>
  kind.startsWith('oauth2') ? 'oauth' : ['api_key', 'basic'].includes(kind) ? kind : 'custom';

/** Which policy counts, said a second time without the database: the narrowest one, a tenant's before the platform's. */
export function policyFor(policies: Policy[], one: Credential): { days: number | null; source: string } {
  const isOf = (tenant: string | null) => (policy: Policy) => policy.tenant === tenant && policy.connection_id === null;
  const [own, ours] = [policies.filter((policy) => policy.connection_id === one.id), policies.filter(isOf(one.tenant))];
  const forApp = (list: Policy[]) => list.find((policy) => policy.app_id === one.app_id);
  const forClass = (list: Policy[]) => list.find((policy) => policy.auth_class === classOf(one.auth_kind));
  const platform = policies.filter(isOf(null));
  const steps: [Policy | undefined, string][] = [
    [own[0], 'This connection'],
    [one.tenant === null ? undefined : forApp(ours), 'Tenant policy for this app'],
    [one.tenant === null ? undefined : forClass(ours), 'Tenant policy for this kind of credential'],
    [forApp(platform), 'Platform policy for this app'],
    [forClass(platform), 'Platform policy for this kind of credential'],
  ];
  const [policy, source] = steps.find(([found]) => found !== undefined) ?? [undefined, 'No policy'];
  return { days: policy?.days ?? null, source };
}

/** The live credentials whose due date is not what the policies say. */
export async function wrongDueDates(database: TestDatabase): Promise<{ is: Row; shouldBe: object }[]> {
  const policies = await database.sql<Policy>(
    'select tenant_id as tenant, auth_class, app_id, connection_id, days from rotation_policy',
  );
  const columns = `id, app_id, auth_kind, rotation_days as days, rotation_source as source,
    (extract(epoch from rotation_due_at - credential_set_at) / 86400)::float as due`;
  const rows = await database.sql<Row>(
    `select ${columns}, tenant_id as tenant from connection where state <> 'revoked'
     union all select ${columns}, null from global_connection where state = 'published'`,
  );
  return rows.flatMap((row) => {
    const { days, source } = policyFor(policies, row);
    const isRight = row.days === days && row.source === source && row.due === days;
    return isRight ? [] : [{ is: row, shouldBe: { days, source } }];
  });
}

const apps = ['stripe', 'slack', 'postgresql', 'github', 'notion'];
const kinds = ['api_key', 'basic', 'custom', 'oauth2_authorization_code', 'aws_sigv4'];

/** Many connections at once, of several apps and kinds of credential; every seventh is revoked. */
export async function seedMany(
  database: Pick<TestDatabase, 'sql'>,
  tenant: string,
  owner: string,
  count: number,
): Promise<void> {
  await database.sql(
    `with made as materialized (select n, gen_random_uuid() as id, gen_random_uuid() as secret, n % 7 = 0 as gone from generate_series(1, $5::int) n),
       secrets as (
         insert into secret (id, tenant_id, area, owner_id, state, created_at, version)
         select secret, $1, 'tenants', $1, 'live', now(), 1 from made)
     insert into connection (id, tenant_id, app_id, method_key, auth_kind, name, state, is_default, config, secret_fields, granted_scopes,
       owner_id, secret_id, credential_set_at, rotation_source, created_at, revoked_at, version)
     select id, $1, ($3::text[])[1 + n % array_length($3::text[], 1)], 'key', ($4::text[])[1 + n / 3 % array_length($4::text[], 1)],
       'Many ' || n, case when gone then 'revoked' else 'active' end, false, '{}', '{}', '{}', $2,
       case when not gone then secret end, timestamptz '2026-01-01 12:00Z' + n * interval '1 minute', '', now(),
       case when gone then now() end, 1
     from made`,
    [tenant, owner, apps, kinds, count],
  );
}

export const seededApps = apps;
