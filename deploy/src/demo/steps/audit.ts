import { expectTrue, property } from '../expect.ts';
import type { Stage } from '../stage.ts';

const ofConnection = ['connection.created', 'connection.rotated', 'credential.resolved'];
const ofCopy = ['global_connection.published', 'global_connection.rotated', 'credential.resolved'];

/** Compliance reads all of it, the chain holds, and no password is anywhere. */
export async function audit(stage: Stage): Promise<void> {
  const { ada, mia, cora } = stage.cast;

  await stage.step(cora, 'reads the audit trail of the connection and of the copy', async () => {
    for (const [target, actions] of [
      [stage.connectionId, ofConnection],
      [stage.copyId, ofCopy],
    ] as const) {
      const events = (await cora.get(`/audit-events?targetId=${target}&limit=100`)).expect(200).list('items');
      const found = events.map((event) => property(event, 'action'));
      for (const action of actions)
        expectTrue(found.includes(action), `audit of ${target}`, action, [...new Set(found)]);
    }
    return 'created, published, resolved, rotated: all of it is there';
  });

  await stage.step(cora, 'exports it as CSV', async () => {
    const exported = await cora.get(`/audit-events/export?format=csv&targetId=${stage.connectionId}`);
    const lines = exported.expect(200).raw.trim().split(/\r?\n/);
    expectTrue(lines[0]?.startsWith('at,seq,action') ?? false, 'the first line', 'the columns', lines[0]);
    expectTrue(!exported.raw.includes(stage.orders.password), 'the export', 'no password in it', 'the password');
    return `${lines.length - 1} events, no password among them`;
  });

  for (const [who, chain] of [
    [ada, "Acme's"],
    [cora, "the platform's"],
  ] as const)
    await stage.step(who, `verifies ${chain} chain of events`, async () => {
      const verified = (await who.get('/audit-events/verification')).expect(200, { intact: true, firstBroken: null });
      return `${verified.number('checked')} events, intact`;
    });

  await stage.step(mia, 'tries to export the audit trail as a member', async () => {
    (await mia.get('/audit-events/export?format=csv')).expect(403);
    return 'not allowed';
  });
}
