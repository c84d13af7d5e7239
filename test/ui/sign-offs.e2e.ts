import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { barriers } from '../support/axe.ts';
import { picture } from '../support/browser.ts';
import { seedConnection } from '../support/due-credentials.ts';
import type { Harness } from '../support/harness.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;
let h: Harness;
beforeAll(async () => {
  served = await serveConsole(() => ({ background: false }));
  ({ h } = served);
  const { acme } = h.world;
  await seedConnection(h.database, acme, { name: 'Stripe', set: '400 days' });
  await seedConnection(h.database, acme, { name: 'Announcements', set: '5 days', appId: 'slack' });
  await h.database
    .sql(`update connection set last_used_at = now() - interval '100 days', external_account_id = 'acct_1',
    external_account_label = 'Acme GmbH' where name = 'Stripe'`);
}, 90_000);
afterAll(() => served.close());

test('compliance signs off what it sees, is asked to look again when it has changed, and sees what did', async () => {
  const cora = await served.signIn('cora.compliance@example.com');
  const page = await cora.open('/rotation-report', 'Rotation report');
  await page.getByText('Nothing signed off yet').waitFor();
  const state = async (words: string) => {
    await page.getByRole('button', { name: 'Sign off' }).click();
    await page.getByRole('textbox', { name: 'Your statement' }).fill(words);
  };
  const confirm = () => page.getByRole('dialog').getByRole('button', { name: 'Sign off' }).click();
  await state('I have seen one credential that is overdue.');
  await picture(page, '60-sign-off-dialog');
  await confirm();
  await page.getByRole('cell', { name: 'I have seen one credential that is overdue.' }).waitFor();

  await state('It is as it was.');
  await seedConnection(h.database, h.world.acme, { name: 'Billing', set: '200 days', appId: 'github' });
  await confirm();
  await page.getByRole('dialog').getByText('The figures have changed').waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, '61-sign-off-figures-changed');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Rotation report' }).waitFor();
  await state('Two are overdue now; their owners are told.');
  await confirm();
  await page.getByText('+1 credentials, +1 overdue').waitFor();
  await page.getByRole('button', { name: 'Show details of the sign-off by Cora Compliance' }).first().click();
  const changes = page.getByRole('table', { name: 'What differs' });
  await changes.getByRole('cell', { name: 'By app: GitHub' }).first().waitFor();
  await page.getByRole('link', { name: 'Download JSON' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, '62-signed-off');
  expect(cora.complaints.filter((one) => !/409/.test(one))).toEqual([]);
  await cora.signOut();
});

test("a tenant's administrator reviews connections and keeps one; compliance reads the same and decides nothing", async () => {
  const admin = await served.signIn('acme.admin@example.com');
  const page = await admin.open('/connection-reviews', 'Review');
  const row = page.getByRole('row', { name: /Stripe · Acme GmbH/ });
  await row.getByText('Not used for 90 days.').waitFor();
  await row.getByText('The name does not tell it from others.').waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, '63-review');

  const cora = await served.signIn('cora.compliance@example.com', 'dark');
  const theirs = await cora.open('/connection-reviews', 'Review');
  await theirs.getByText('Choose a tenant').waitFor();
  await theirs.getByRole('combobox', { name: 'Tenant' }).click();
  await theirs.getByRole('option', { name: 'Acme' }).click();
  await theirs.getByText('Not used for 90 days.').waitFor();
  expect(await theirs.getByRole('button', { name: 'Reviewed: keep' }).count()).toBe(0);
  expect(await barriers(theirs)).toEqual([]);
  await picture(theirs, '64-review-of-compliance');
  await cora.signOut();

  await row.getByRole('button', { name: 'Reviewed: keep' }).click();
  await page.getByRole('textbox', { name: 'Why it is kept' }).fill('Used once a year.');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
  await page.getByText('Nothing to review').waitFor();
  expect(admin.complaints).toEqual([]);
  await admin.signOut();
});
