import { randomUUID } from 'node:crypto';
import { formatId, parseId, type IdKind } from '@drawbridge/catalog';
import { connect, publish, requestPublication, startAttempt } from './connecting.ts';
import type { Harness } from './harness.ts';
import { postgresAccount } from './targets.ts';
import type { TenantWorld } from './world.ts';

/** One object of every kind that a route can name. */
export type Ids = Record<IdKind, string>;

export interface Objects {
  ids: Ids;
  /** Texts that nobody outside the tenant may ever read. */
  canaries: string[];
}

/** An id of each kind that names nothing. */
export const unknownIds = (): Ids =>
  new Proxy({} as Ids, { get: (_, kind) => formatId(kind as IdKind, randomUUID()) });

/** Makes one object of every kind for this tenant, each with a name that is found nowhere else. */
export async function seedObjects(h: Harness, tenant: TenantWorld): Promise<Objects> {
  const mark = `${tenant.name}-canary-${randomUUID().slice(0, 8)}`;
  const account = await postgresAccount(h.database);
  const connection = await connect(tenant.admin, account, `${mark} connection`);
  const attempt = await startAttempt(tenant.admin, await postgresAccount(h.database), `${mark} attempt`);
  const published = await connect(tenant.admin, await postgresAccount(h.database), `${mark} source`);
  const globalConnection = await publish(h, tenant.admin, published);
  const publicationRequest = await requestPublication(tenant.admin, connection);
  const { sql } = h.database;
  const owner = parseId('tenant', tenant.id);
  const [row] = await sql<{ membership: string; secret: string; event: string }>(
    `select (select id from membership where tenant_id = $1 and user_id = $2) as membership,
       (select secret_id from connection where id = $3) as secret,
       (select id from audit_event where tenant_id = $1 order by id desc limit 1) as event`,
    [owner, parseId('user', tenant.admin.id), parseId('connection', connection)],
  );
  if (!row) throw new Error('nothing was seeded');
  const insert = async (kind: IdKind, text: string, ...values: unknown[]): Promise<string> => {
    const id = randomUUID();
    await sql(text, [id, owner, ...values]);
    return formatId(kind, id);
  };
  const member = parseId('user', tenant.member.id);
  return {
    ids: {
      tenant: tenant.id,
      user: tenant.member.id,
      membership: formatId('membership', row.membership),
      session: formatId('session', randomUUID()),
      apiKey: tenant.workflow.id,
      attempt,
      connection,
      publicationRequest,
      globalConnection,
      secret: formatId('secret', row.secret),
      auditEvent: formatId('auditEvent', row.event),
      oauthClient: formatId('oauthClient', randomUUID()),
      usage: await insert(
        'usage',
        `insert into usage (id, tenant_id, connection_id, workflow, operation, api_key_id, use_count, first_used_at, last_used_at)
         values ($1, $2, $3, $4, 'read', $5, 1, now(), now())`,
        parseId('connection', connection),
        `${mark} workflow`,
        parseId('apiKey', tenant.workflow.id),
      ),
      rotationPolicy: await insert(
        'rotationPolicy',
        `insert into rotation_policy (id, tenant_id, connection_id, days, updated_at) values ($1, $2, $3, 77, now())`,
        parseId('connection', connection),
      ),
      reminderRun: await insert(
        'reminderRun',
        `insert into reminder_run (id, tenant_id, state, started_by, started_at, total, processed, reminded, version)
         values ($1, $2, 'running', $3, now(), 1, 0, 0, 1)`,
        member,
      ),
      reminder: formatId('reminder', randomUUID()),
      notification: await insert(
        'notification',
        `insert into notification (id, tenant_id, user_id, kind, title, body, link, dedupe, created_at)
         values ($1, $2, $3, 'rotation_reminder', $4, $4, '/', $4, now())`,
        member,
        `${mark} notice`,
      ),
    },
    canaries: [mark, tenant.admin.name, tenant.member.name, account.fields.password, account.fields.username],
  };
}
