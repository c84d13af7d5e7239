import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Checkpoints } from '../../backend/src/audit/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';

let h: Harness;
beforeAll(async () => {
  h = await startHarness({ background: false });
}, 60_000);
afterAll(() => h.stop());

const verify = async () => (await h.world.acme.admin.get('/audit-events/verification')).body;

test('a cut at the end of the chain is noticed by the checkpoint that Vault signed, even when the counter was cut too', async () => {
  for (const name of ['one', 'two', 'three'])
    expect((await h.world.acme.admin.post('/api-keys', { name })).status).toBe(201);
  expect(await verify()).toMatchObject({ intact: true, checkpoint: null });
  expect(await h.app.get(Checkpoints).sign()).toBe(true);
  expect(await h.app.get(Checkpoints).sign()).toBe(false);
  expect(await verify()).toMatchObject({ intact: true, checkpoint: { seq: 3, genuine: true } });

  await h.database.sql('alter table audit_event disable trigger all');
  const [tenant] = await h.database.sql<{ tenant_id: string }>(
    'select tenant_id from audit_event where seq = 3 and tenant_id is not null',
  );
  await h.database.sql('delete from audit_event where seq = 3 and tenant_id = $1', [tenant?.tenant_id]);
  await h.database.sql(
    'update audit_chain set seq = 2, hash = (select hash from audit_event where seq = 2 and tenant_id = $1) where scope = $1',
    [tenant?.tenant_id],
  );
  expect(await verify()).toMatchObject({
    intact: false,
    firstBroken: { seq: 3, why: 'Rows that a signed checkpoint covers are missing.' },
  });

  await h.database.sql('update audit_checkpoint_head set seq = 2 where scope = $1', [tenant?.tenant_id]);
  expect(await verify()).toMatchObject({ intact: false, firstBroken: { why: 'The signed checkpoint was changed.' } });
});
