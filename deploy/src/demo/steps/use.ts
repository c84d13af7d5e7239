import type { ApiClient } from '../api-client.ts';
import { expectEqual, property } from '../expect.ts';
import { countOrders, orderCount } from '../orders-database.ts';
import { until, type Stage } from '../stage.ts';

/** Workflows of three tenants use the credential; nobody but the platform may change the copy. */
export async function use(stage: Stage): Promise<void> {
  const { gus, sam, ada, acmeWorkflow, globexWorkflow, initechWorkflow } = stage.cast;
  const workflow = `Nightly report ${stage.run}`;
  const { connectionId, copyId } = stage;

  await stage.step(acmeWorkflow, 'resolves the connection and reads the orders', async () => {
    await resolveAndCount(acmeWorkflow, connectionId, workflow, 'named');
    return `${orderCount} orders`;
  });
  for (const tenant of [globexWorkflow, initechWorkflow])
    await stage.step(tenant, 'resolves the published copy and reads the orders', async () => {
      await resolveAndCount(tenant, copyId, workflow, 'global');
      return `${orderCount} orders`;
    });

  await stage.step(globexWorkflow, "asks for Acme's own connection", async () => {
    (await globexWorkflow.post('/credentials/resolve', { connectionId })).expect(404);
    return 'there is no such connection';
  });

  await stage.step(gus, 'looks at the copy, and tries to change it', async () => {
    (await gus.get(`/global-connections/${copyId}`)).expect(200, { state: 'published', sourceTenant: null });
    (await gus.post(`/global-connections/${copyId}/rotate`, { fields: stage.orders.fields })).expect(403);
    (await gus.post(`/global-connections/${copyId}/revoke`, { reason: 'I want it gone.' })).expect(403);
    return 'readable, and not his to change';
  });

  const sees = (who: ApiClient, path: string) =>
    until(`the workflow in ${path}`, async () => {
      const usages = (await who.get(path)).expect(200).list('items');
      return usages.find((usage) => property(usage, 'workflow') === workflow);
    });
  await stage.step(ada, 'sees which workflow uses the connection', async () => {
    const usage = await sees(ada, `/connections/${connectionId}/usages`);
    expectEqual(property(usage, 'useCount'), 1, 'uses of the connection');
    return workflow;
  });
  await stage.step(sam, 'sees which workflows use the copy', async () => {
    await sees(sam, `/global-connections/${copyId}/usages`);
    return workflow;
  });
}

/** Takes the credential as a workflow engine does, and really uses it. */
export async function resolveAndCount(who: ApiClient, connectionId: string, workflow: string, source: string) {
  const resolved = await who.post('/credentials/resolve', { connectionId, workflow });
  resolved.expect(200, { source, connectionId });
  expectEqual(resolved.header('cache-control'), 'no-store', 'Cache-Control of the resolved credential');
  const fields = property(resolved.body, 'fields') as Record<string, unknown>;
  expectEqual(await countOrders(fields), orderCount, 'orders that the resolved credential reads');
}
