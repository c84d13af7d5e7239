import { expectEqual, expectTrue, property } from '../expect.ts';
import { countOrders } from '../orders-database.ts';
import type { Stage } from '../stage.ts';
import { resolveAndCount } from './use.ts';

/** The database's password is changed for real: connection and copy are rotated, and workflows go on. */
export async function rotate(stage: Stage): Promise<void> {
  const { ada, sam, acmeWorkflow, globexWorkflow } = stage.cast;
  const { connectionId, copyId, orders } = stage;
  const workflow = `Nightly report ${stage.run}`;

  await stage.step(ada, 'rotates with a password that is wrong', async () => {
    const refused = await ada.post(`/connections/${connectionId}/rotate`, { fields: { password: 'not-this-one' } });
    refused.expect(200, { state: 'failed', error: { code: 'invalid_auth' } });
    await resolveAndCount(acmeWorkflow, connectionId, workflow, 'named');
    return 'refused, the old one goes on';
  });

  await stage.step(ada, 'has the password changed at the database, and rotates', async () => {
    const before = orders.fields;
    await orders.changePassword();
    expectEqual(await countOrders(before), '28P01', 'the old password at the database');
    const rotated = await ada.post(`/connections/${connectionId}/rotate`, { fields: { password: orders.password } });
    rotated.expect(200, { state: 'succeeded', connectionId });
    await resolveAndCount(acmeWorkflow, connectionId, workflow, 'named');
    return 'same connection, new credential, workflows go on';
  });

  await stage.step(sam, 'checks the copy, which still has the old one', async () => {
    const checked = await sam.get(`/global-connections/${copyId}/check`);
    checked.expect(200, { test: { token: 'failed' }, error: { code: 'invalid_auth' } });
    return 'invalid_auth';
  });

  await stage.step(sam, 'rotates the copy', async () => {
    const rotated = await sam.post(`/global-connections/${copyId}/rotate`, { fields: { password: orders.password } });
    rotated.expect(200, { rotated: true, state: 'published' });
    await resolveAndCount(globexWorkflow, copyId, workflow, 'global');
    return "Globex's workflow reads the orders again";
  });

  await stage.step(ada, 'takes the rotation report as JSON and as CSV', async () => {
    const json = (await ada.get('/reports/rotation')).expect(200, { scope: 'tenant' });
    const apps = json.list('byApp').map((bucket) => property(bucket, 'key'));
    expectTrue(apps.includes('postgresql'), 'GET /reports/rotation byApp', 'postgresql among the apps', apps);
    const csv = (await ada.get('/reports/rotation?format=csv')).expect(200).raw.split(/\r?\n/);
    const credentials = json.number('totals.credentials');
    expectEqual(csv[1]?.split(',').at(-5), String(credentials), 'credentials in the CSV');
    return `${credentials} credentials, ${json.number('totals.dueSoon')} due soon, ${json.number('totals.overdue')} overdue`;
  });
}
