import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { barriers } from '../support/axe.ts';
import { type Person, picture } from '../support/browser.ts';
import type { Harness } from '../support/harness.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { password, serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;
let h: Harness;
let browser: Browser;
let url: string;
let account: PostgresAccount;

beforeAll(async () => {
  served = await serveConsole();
  ({ h, browser, url } = served);
  account = await postgresAccount(h.database);
}, 90_000);
afterAll(() => served.close());

const signIn: ServedConsole['signIn'] = (...who) => served.signIn(...who);

async function connect(page: Page, name: string, secret: string): Promise<void> {
  await page.getByLabel('Connection Name').fill(name);
  const { fields } = account;
  await page.getByRole('textbox', { name: 'Host' }).fill(fields.host);
  await page.getByRole('textbox', { name: 'Port' }).fill(fields.port);
  await page.getByRole('textbox', { name: 'Database' }).fill(fields.database);
  await page.getByRole('textbox', { name: 'User' }).fill(fields.username);
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('combobox', { name: 'TLS' }).click();
  await page.getByRole('option', { name: /^None/ }).click();
  await page.getByRole('button', { name: 'Connect Account' }).click();
}

test('in the browser: connect, ask, deny, ask again, approve, use the copy elsewhere, audit, remind, revoke', async () => {
  const ada = await signIn('acme.admin@example.com');
  await picture(ada.page, '01-dashboard');
  expect(await barriers(ada.page)).toEqual([]);

  await ada.open('/connections', 'Connections');
  await ada.page.getByRole('link', { name: 'Connect New Account' }).first().click();
  await ada.page.getByLabel('Search apps').fill('postgres');
  await picture(ada.page, '02-chooser');
  expect(await barriers(ada.page)).toEqual([]);
  await ada.page.getByRole('link', { name: /^PostgreSQL/ }).click();
  await connect(ada.page, 'Orders', 'not the password');
  await ada.page.getByText('Authorization rejected').first().waitFor();
  await picture(ada.page, '03-wrong-password');
  await connect(ada.page, 'Orders', account.fields.password);
  await ada.page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  await ada.page.getByText('pending first use').first().waitFor();
  expect(await ada.page.content()).not.toContain(account.fields.password);
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '04-connection');
  const connection = ada.page.url();

  await ask(ada, 'Everybody needs the orders.');
  const sam = await signIn('sam.system@example.com');
  await review(sam, '05-review');
  await sam.page.getByRole('button', { name: 'Deny', exact: true }).click();
  await sam.page
    .getByRole('dialog')
    .getByLabel(/reason/i)
    .fill('Say which reports.');
  await sam.page.getByRole('dialog').getByRole('button', { name: 'Deny', exact: true }).click();
  await sam.page.getByText('Say which reports.').first().waitFor();

  await ada.page.goto(connection);
  await ask(ada, 'For the nightly revenue report of every tenant.');
  await review(sam, '06-review-again');
  await sam.page.getByRole('button', { name: 'Approve', exact: true }).click();
  await sam.page.getByRole('button', { name: 'Approve and publish' }).click();
  await sam.page.getByText('Approved', { exact: true }).first().waitFor();

  const gus = await signIn('globex.member@example.com');
  await gus.open('/global-connections', 'Global catalog');
  await gus.page.getByText('Orders').first().click();
  await gus.page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  expect(await gus.page.getByRole('button', { name: 'Revoke' }).count()).toBe(0);
  await picture(gus.page, '07-global-copy');
  const resolved = await h.world.globex.workflow.post('/credentials/resolve', {
    appId: 'postgresql',
    workflow: 'Nightly revenue',
  });
  expect(resolved.body.fields.password).toBe(account.fields.password);

  await ada.open('/reminder-runs', /reminder runs/i);
  await ada.page.getByRole('button', { name: 'Send reminders now' }).first().click();
  await ada.page.getByText('Completed').first().waitFor();
  await picture(ada.page, '08-reminder-run');

  await ada.page.goto(connection);
  await ada.page.getByRole('button', { name: 'Revoke' }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /reason/i }).fill('The database moves.');
  await dialog.getByLabel('The copy stays.').check();
  await picture(ada.page, '09-revoke');
  await dialog.getByRole('button', { name: 'Revoke now' }).click();
  await ada.page.getByText('Revoked', { exact: true }).first().waitFor();

  await ada.open('/audit-events', /audit/i);
  await ada.page
    .getByText(/Connection revoked/)
    .first()
    .waitFor();
  await ada.page.getByRole('button', { name: /verify/i }).click();
  await ada.page
    .getByText(/intact/i)
    .first()
    .waitFor();
  await picture(ada.page, '10-audit');
  expect(await barriers(ada.page)).toEqual([]);

  expect([ada.complaints, sam.complaints, gus.complaints]).toEqual([[], [], []]);
  for (const person of [ada, sam, gus]) await person.signOut();
}, 120_000);

async function ask(person: Person, justification: string): Promise<void> {
  await person.page.getByRole('button', { name: 'Request publication' }).click();
  await person.page.getByLabel('Justification').fill(justification);
  await person.page.getByRole('button', { name: 'Send request' }).click();
  await person.page.getByText('Pending', { exact: true }).first().waitFor();
}

async function review(person: Person, name: string): Promise<void> {
  await person.open('/publication-requests', 'Publication requests');
  await person.page.reload();
  await person.page.getByRole('row').filter({ hasText: 'Pending' }).getByText('Orders').first().click();
  await person.page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await picture(person.page, name);
}

test('with the keyboard alone: sign in, skip to the content, open the connections', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('E-mail').waitFor();
  await page.keyboard.type('acme.member@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Hello/ }).waitFor();
  await picture(page, '11-phone-dark');
  await page.goto(`${url}/#/connections`);
  await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await context.close();
}, 60_000);
