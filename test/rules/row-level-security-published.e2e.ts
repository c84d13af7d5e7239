import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '@drawbridge/catalog';
import pg from 'pg';
import { publish } from '../support/connecting.ts';
import { connectApp, defineApp, freshAppId } from '../support/custom-apps.ts';
import { customDefinition } from '../support/custom-definition.ts';
import { startHarness, type Harness } from '../support/harness.ts';

let h: Harness;
let app: pg.Client;
let appId: string;
let row: string;
let copy: string;
beforeAll(async () => {
  h = await startHarness({ background: false });
  app = new pg.Client({ connectionString: h.database.appUrl });
  await app.connect();
  const { admin } = h.world.acme;
  appId = freshAppId();
  row = await defineApp(admin, appId);
  await defineApp(admin, freshAppId());
  copy = await publish(h, admin, await connectApp(h, admin, appId));
  await admin.post(`/custom-apps/${row}/versions`, { definition: customDefinition(appId, 'Not published.') });
}, 60_000);
afterAll(async () => {
  await app.end();
  await h.stop();
});

/** Runs SQL as the application's role with the other tenant set, and rolls it back. */
async function asOther<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  await app.query('begin');
  try {
    await app.query(`select set_config('app.tenant_id', $1, true), set_config('app.scope', 'tenant', true)`, [
      parseId('tenant', h.world.globex.id),
    ]);
    return (await app.query<T>(sql, values)).rows;
  } finally {
    await app.query('rollback');
  }
}

test('of the apps of another tenant, the version that a published copy names is read, and nothing else', async () => {
  const versions = await asOther<{ app: string; number: number }>(
    'select custom_app_id as app, number from custom_app_version where tenant_id is not null',
  );
  expect(versions).toEqual([{ app: parseId('customApp', row), number: 1 }]);
  expect(await asOther('select 1 from custom_app where tenant_id is not null')).toEqual([]);
  const tenant = parseId('tenant', h.world.globex.id);
  expect(await asOther('select * from custom_app_definition($1, $2, 1)', [tenant, appId])).toEqual([]);
});

test('it can be read, and not changed', async () => {
  const own = [parseId('customApp', row)];
  expect(
    await asOther(`update custom_app_version set retired_at = now() where custom_app_id = $1 returning 1`, own),
  ).toEqual([]);
  await expect(
    asOther(`update custom_app_version set definition = '{}' where custom_app_id = $1`, own),
  ).rejects.toThrow(/permission denied/);
  await expect(asOther(`delete from custom_app_version where custom_app_id = $1`, own)).rejects.toThrow(
    /permission denied/,
  );
});

test('it is not there any more when the copy is revoked', async () => {
  await h.world.systemAdmin.post(`/global-connections/${copy}/revoke`, { reason: 'Over.' });
  expect(await asOther('select 1 from custom_app_version where tenant_id is not null')).toEqual([]);
});
