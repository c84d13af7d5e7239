import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Inventory, SecretStore } from '../../backend/src/secrets/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { postgresAccount } from '../support/targets.ts';
import { parseId } from '@drawbridge/catalog';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

test('the daily inventory reports what Vault holds without the database, and what the database uses without Vault', async () => {
  const owner = parseId('tenant', h.world.acme.id);
  const ours = (found: { owner: string }) => found.owner === owner;
  const account = await postgresAccount(h.database);
  const { body } = await h.world.acme.admin.post('/connections', {
    appId: 'postgresql',
    authMethod: 'login',
    name: 'Kept',
    fields: account.fields,
  });
  expect((await h.world.acme.admin.get(`/connections/${body.attemptId}/test`)).body.state).toBe('succeeded');
  await h.database.sql(`update secret set created_at = now() - interval '1 day'`);
  const clean = await h.app.get(Inventory).run();
  expect([clean.unknown.filter(ours), clean.missing]).toEqual([[], []]);

  const stray = { area: 'tenants' as const, owner, secret: '01978f00-0000-7000-8000-000000000001' };
  await h.app.get(SecretStore).write(stray, { password: 'left over' });
  expect((await h.app.get(Inventory).run()).unknown.filter(ours)).toEqual([stray]);
  await h.app.get(SecretStore).destroy(stray);

  const [row] = await h.database.sql<{ id: string; owner_id: string }>(
    `select id, owner_id from secret where state = 'live'`,
  );
  await h.app.get(SecretStore).destroy({ area: 'tenants', owner: row?.owner_id ?? '', secret: row?.id ?? '' });
  expect((await h.app.get(Inventory).run()).missing).toHaveLength(1);
});
