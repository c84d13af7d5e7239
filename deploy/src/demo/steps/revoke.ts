import { expectEqual, expectTrue, property } from '../expect.ts';
import type { Stage } from '../stage.ts';
import { resolveAndCount } from './use.ts';

/** The source is revoked and the copy stays, as said; then the copy is revoked as well. */
export async function revoke(stage: Stage): Promise<void> {
  const { ada, gus, sam, acmeWorkflow, globexWorkflow } = stage.cast;
  const { connectionId, copyId } = stage;
  const workflow = `Nightly report ${stage.run}`;
  const reason = 'The orders move to another database.';

  await stage.step(ada, 'asks what revoking would stop', async () => {
    const preview = (await ada.get(`/connections/${connectionId}/revocation`)).expect(200, {
      publishedCopy: { id: copyId },
    });
    expectWorkflow(preview.list('usages'), workflow);
    return `"${workflow}"; and there is a published copy`;
  });

  await stage.step(ada, 'revokes it without a word about the copy', async () => {
    const asked = (await ada.post(`/connections/${connectionId}/revoke`, { reason })).expect(400);
    expectEqual(property(asked.list('errors')[0], 'pointer'), '/revokePublished', 'the field that is asked for');
    return 'asked whether the copy stays';
  });

  await stage.step(ada, 'revokes it and lets the copy stay', async () => {
    const revoked = await ada.post(`/connections/${connectionId}/revoke`, { reason, revokePublished: false });
    revoked.expect(200, { connection: { state: 'revoked' }, publishedCopy: copyId });
    expectWorkflow(revoked.list('stoppedUsages'), workflow);
    return `done, and told that "${workflow}" stops`;
  });

  await stage.step(acmeWorkflow, 'asks for the credential', async () => {
    (await acmeWorkflow.post('/credentials/resolve', { connectionId })).expect(422, { code: 'connection_revoked' });
    return 'refused, connection_revoked';
  });

  await stage.step(globexWorkflow, 'goes on with the copy', async () => {
    await resolveAndCount(globexWorkflow, copyId, workflow, 'global');
    return 'reads the orders';
  });

  await stage.step(sam, 'revokes the copy for every tenant', async () => {
    const revoked = await sam.post(`/global-connections/${copyId}/revoke`, { reason: 'Its source is gone.' });
    revoked.expect(200, { state: 'revoked' });
    return 'revoked';
  });

  await stage.step(globexWorkflow, 'asks for the credential', async () => {
    const refused = await globexWorkflow.post('/credentials/resolve', { connectionId: copyId });
    refused.expect(422, { code: 'connection_revoked' });
    return 'refused, connection_revoked';
  });

  await stage.step(gus, 'looks at the copy', async () => {
    (await gus.get(`/global-connections/${copyId}`)).expect(200, { state: 'revoked' });
    return 'revoked';
  });
}

function expectWorkflow(usages: unknown[], workflow: string): void {
  const names = usages.map((usage) => property(usage, 'workflow'));
  expectTrue(names.includes(workflow), 'the usages', workflow, names);
}
