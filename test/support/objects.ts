import { createHash, randomUUID } from 'node:crypto';
import { formatId, parseId, type IdKind } from '@drawbridge/catalog';
import { customDefinition } from './custom-definition.ts';
import { connect, publish, requestPublication, startAttempt } from './connecting.ts';
import type { Harness } from './harness.ts';
import { insertRow } from './rows.ts';
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
export const unknownIds = (): Ids => new Proxy({} as Ids, { get: (_, kind) => formatId(kind as IdKind, randomUUID()) });

function frozenFigures(label: string) {
  const figures = JSON.stringify({ byApp: [{ key: 'a', label, total: 1 }], totals: { credentials: 1 } });
  return { figures, digest: createHash('sha256').update(figures).digest('hex') };
}

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
  const insert = async (kind: IdKind, table: string, values: Record<string, unknown>): Promise<string> => {
    const id = randomUUID();
    await insertRow(h.database, table, { id, tenant_id: owner, ...values });
    return formatId(kind, id);
  };
  const defined = await tenant.admin.post('/custom-apps', {
    definition: { ...customDefinition('own-seeded'), name: `${mark} app` },
  });
  const customApp = parseId('customApp', (defined.body as { id: string }).id);
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
      oauthClient: await insert('oauthClient', 'oauth_client', {
        app_id: 'slack',
        method_key: 'oauth2',
        client_id: `${mark} client`,
      }),
      appRule: await insert('appRule', 'app_rule', {
        app_id: 'twilio',
        kind: 'blocked',
        reason: `${mark} reason`,
        created_by: parseId('user', tenant.admin.id),
      }),
      customApp: formatId('customApp', customApp),
      customAppVersion: formatId('customAppVersion', randomUUID()),
      usage: await insert('usage', 'usage', {
        connection_id: parseId('connection', connection),
        workflow: `${mark} workflow`,
        api_key_id: parseId('apiKey', tenant.workflow.id),
      }),
      rotationPolicy: await insert('rotationPolicy', 'rotation_policy', {
        connection_id: parseId('connection', connection),
        days: 77,
      }),
      reminderRun: await insert('reminderRun', 'reminder_run', {
        state: 'running',
        started_by: parseId('user', tenant.admin.id),
      }),
      providerCall: await insert('providerCall', 'provider_call', {
        connection_id: parseId('connection', connection),
        operation: 'check',
        request: `GET ${mark}.example/path`,
        duration_ms: 12,
      }),
      connectionReview: await insert('connectionReview', 'connection_review', {
        connection_id: parseId('connection', connection),
        note: `${mark} note`,
        reviewed_by: parseId('user', tenant.admin.id),
      }),
      signOff: await insert('signOff', 'sign_off', {
        ...frozenFigures(`${mark} figures`),
        kind: 'rotation_report',
        statement: `${mark} statement`,
        signed_by: parseId('user', tenant.admin.id),
      }),
      reminder: formatId('reminder', randomUUID()),
      notification: await insert('notification', 'notification', {
        user_id: parseId('user', tenant.member.id),
        kind: 'rotation_reminder',
        title: `${mark} notice`,
        dedupe: mark,
      }),
    },
    canaries: [mark, tenant.admin.name, tenant.member.name, account.fields.password, account.fields.username],
  };
}
