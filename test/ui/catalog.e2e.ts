import { apps } from '@drawbridge/catalog/apps';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers } from '../support/axe.ts';
import { picture } from '../support/browser.ts';
import type { Harness } from '../support/harness.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;
let h: Harness;
let url: string;
let account: PostgresAccount;

beforeAll(async () => {
  served = await serveConsole();
  ({ h, url } = served);
  account = await postgresAccount(h.database);
}, 90_000);
afterAll(() => served.close());

const signIn: ServedConsole['signIn'] = (...who) => served.signIn(...who);
const cards = (page: Page) => page.getByRole('list', { name: 'Apps' }).getByRole('link');
const found = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

test('the catalog: searched and filtered without a request, walked with the keyboard, found again on the way back', async () => {
  const ada = await signIn('acme.admin@example.com');
  const page = await ada.open('/apps', 'Apps');
  await found(page, `${apps.length} apps`);
  await cards(page)
    .nth(apps.length - 1)
    .waitFor({ state: 'attached' });
  expect(await barriers(page)).toEqual([]);
  await picture(page, '20-catalog', false);

  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/apps')) asked.push(request.url());
  });
  await page.getByLabel('Search apps').fill('postgres');
  await cards(page).nth(9).waitFor({ state: 'detached' });
  expect(await cards(page).first().textContent()).toContain('PostgreSQL');
  await page.getByLabel('Search apps').fill('no such app');
  await page.getByText('No app matches “no such app”').waitFor();
  await picture(page, '21-nothing-found');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show all apps' }).click();

  const payments = apps.filter(({ category }) => category === 'payments');
  await page.getByRole('button', { name: `Payments ${payments.length}` }).click();
  await found(page, `${payments.length} apps`);
  await page.getByRole('combobox', { name: 'How to connect' }).click();
  const byOAuth = payments.filter(({ methods }) => methods.some(({ kind }) => kind === 'oauth2_authorization_code'));
  await page.getByRole('option', { name: `OAuth 2.0 (${byOAuth.length})`, exact: true }).click();
  await found(page, `${byOAuth.length} app`);
  expect(asked).toEqual([]);

  await page.getByLabel('Search apps').press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const second = await cards(page).nth(1).getAttribute('href');
  expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe(second);
  await page.waitForURL(/category=payments&kind=/);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/${second}`);
  await page.goBack();
  await found(page, `${byOAuth.length} app`);
  expect(ada.complaints).toEqual([]);
  await ada.signOut();
}, 120_000);

test('the chooser opens with the search ready to be typed into', async () => {
  const ada = await signIn('acme.admin@example.com', 'dark');
  const page = await ada.open('/connections', 'Connections');
  await page.getByRole('link', { name: 'Connect New Account' }).first().click();
  await page.locator('input[type=search]:focus').waitFor();
  await page.keyboard.type('postgres');
  await cards(page).nth(9).waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page
    .getByRole('button', { name: /^All categories/ })
    .and(page.locator(':focus'))
    .waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, '27-chooser-dark', false);
  expect(ada.complaints).toEqual([]);
  await ada.signOut();
}, 60_000);

test('the page of an app tells what it takes, and leads to connecting it; the connection is listed there', async () => {
  const ada = await signIn('acme.admin@example.com');
  const { page } = ada;
  await ada.open('/apps/slack/show', 'Slack');
  await page.getByText('Posts messages as the app.').first().waitFor();
  expect(await page.getByText('Where these facts come from').count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
  await picture(page, '22-app');

  await ada.open('/apps/postgresql', 'PostgreSQL');
  await page.getByText('No accounts available').waitFor();
  await page.getByRole('link', { name: 'Connect Account' }).click();
  await page.getByLabel('Connection Name').fill('Orders');
  for (const [label, value] of [
    ['Host', account.fields.host],
    ['Port', account.fields.port],
    ['Database', account.fields.database],
    ['User', account.fields.username],
    ['Password', account.fields.password],
  ] as const)
    await page.getByRole('textbox', { name: label }).fill(value);
  await page.getByRole('combobox', { name: 'TLS' }).click();
  await page.getByRole('option', { name: /^None/ }).click();
  await page.getByRole('button', { name: 'Connect Account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  await ada.open('/apps/postgresql/show', 'PostgreSQL');
  await page.getByRole('link', { name: 'Orders' }).waitFor();
  await page.getByText('Active', { exact: true }).waitFor();
  await ada.open('/apps', 'Apps');
  await page.getByRole('link', { name: /PostgreSQL.*1 connected/ }).waitFor();
  expect(ada.complaints).toEqual([]);
  await ada.signOut();
}, 120_000);

test('a system admin sees how far the facts are confirmed, and adds the OAuth client where it is missing', async () => {
  const sam = await signIn('sam.system@example.com', 'dark');
  const page = await sam.open('/apps/slack/show', 'Slack');
  await page.getByText('There is none yet, so nobody can connect this way.').waitFor();
  await page.getByText(/vendor documentation/).waitFor();
  expect(await page.getByRole('link', { name: 'Connect Account' }).count()).toBe(0);
  expect(await barriers(page)).toEqual([]);
  await picture(page, '23-app-admin-dark');
  await page.getByRole('button', { name: 'Add OAuth client' }).click();
  await page.getByLabel('Client ID').fill('12345.67890');
  await page.getByRole('textbox', { name: 'Client secret' }).fill('a secret that nobody uses');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('0 connections, secret in the vault').waitFor();
  await sam.open('/apps', 'Apps');
  await found(page, `${apps.length} apps`);
  expect(await barriers(page)).toEqual([]);
  await picture(page, '24-catalog-dark', false);
  expect(sam.complaints).toEqual([]);
  await sam.signOut();
}, 120_000);

test('on a phone nothing is cut off', async () => {
  const gus = await signIn('globex.member@example.com', 'dark');
  const { page } = gus;
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [route, heading, name] of [
    ['/apps', 'Apps', '25-catalog-phone'],
    ['/apps/telegram/show', 'Telegram', '26-app-phone'],
  ] as const) {
    await gus.open(route, heading);
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await picture(page, name, false);
  }
  await gus.signOut();
}, 60_000);
