import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { barriers } from '../support/axe.ts';
import { type Person, picture } from '../support/browser.ts';
import { customDefinition } from '../support/custom-definition.ts';
import type { Harness } from '../support/harness.ts';
import { postgresAccount, type PostgresAccount } from '../support/targets.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

const key = {
  key: 'api-key',
  kind: 'api_key',
  label: 'API key',
  baseUrl: 'https://warehouse.example.com',
  inject: [{ in: 'header', name: 'X-Api-Key', value: '{api_key}' }],
  fields: [{ key: 'api_key', label: 'API key', secret: true }],
  test: { kind: 'request', request: { url: '/me' }, expect: { status: [200] } },
};
const { methods } = customDefinition('custom-warehouse');
const definition = customDefinition('custom-warehouse', 'Orders of the warehouse.', { methods: [key, ...methods] });
const text = JSON.stringify(definition, null, 2);
const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

let served: ServedConsole;
let h: Harness;
let account: PostgresAccount;

beforeAll(async () => {
  served = await serveConsole();
  ({ h } = served);
  account = await postgresAccount(h.database);
}, 90_000);
afterAll(() => served.close());

const signIn: ServedConsole['signIn'] = (...who) => served.signIn(...who);
const editor = (page: Page) => page.getByRole('textbox', { name: 'Definition (JSON)' });
const isValid = (page: Page) => page.getByText('The definition is valid.').waitFor();

/** Puts a text in place of the whole definition, as people do who wrote it elsewhere. */
async function paste(page: Page, pasted: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('Control+A');
  await editor(page).evaluate((target, clip) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', clip);
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, pasted);
}

async function fillLogin(form: Page | Locator, secret = account.fields.password): Promise<void> {
  for (const [label, value] of [
    ['Host', account.fields.host],
    ['Port', account.fields.port],
    ['Database', account.fields.database],
    ['User name', account.fields.username],
    ['Password', secret],
    ['Encryption', account.fields.sslmode],
  ] as const)
    await form.getByRole('textbox', { name: label }).fill(value);
}

/** No serious finding of axe, nothing said on the console, and a picture to look at. */
async function isFine(person: Person, name: string): Promise<void> {
  expect(await barriers(person.page)).toEqual([]);
  expect(person.complaints).toEqual([]);
  await picture(person.page, name);
}

test('the editor is walked and left with the keyboard; every template is valid and keeps what the app is called', async () => {
  const sam = await signIn('sam.system@example.com');
  const page = await sam.open('/custom-apps/create', 'Define an app');
  await isValid(page);
  await editor(page).focus();
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((target) => target === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+Z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await editor(page).evaluate((target) => target === document.activeElement)).toBe(false);
  await paste(page, text.replace('"Warehouse"', '"Mine"'));
  await page.getByRole('tab', { name: 'Login' }).waitFor();
  for (const chip of await page.getByText('Start from:').locator('..').getByRole('button').all()) {
    await chip.click();
    await page.getByText('Checking ...').waitFor({ state: 'detached' });
    await isValid(page);
    expect(await editor(page).innerText()).toContain('"name": "Mine"');
    await page.getByRole('heading', { name: 'Preview and try-out' }).waitFor();
  }
  await isFine(sam, '50-editor-templates');
  await sam.signOut();
}, 120_000);

test('a mistake is marked at its line and mended there; every method is tried out before the app is defined', async () => {
  const sam = await signIn('sam.system@example.com', 'dark');
  const page = await sam.open('/custom-apps/create', 'Define an app');
  await isValid(page);
  await paste(page, text.replace('"format": "host"', '"format": "hosst"'));
  const line = lineOf('"format": "host"');
  const fault = page.getByRole('list', { name: 'Faults' }).getByRole('button', { name: `Line ${line}`, exact: true });
  await fault.click();
  expect(await page.locator('.cm-activeLineGutter').first().innerText()).toBe(String(line));
  await page.locator('.cm-lint-marker-error').first().waitFor();
  expect(await page.getByRole('button', { name: 'Define the app' }).isDisabled()).toBe(true);
  await isFine(sam, '51-editor-fault-dark');
  await page.keyboard.type('"host"');
  await isValid(page);

  await page.keyboard.press('Control+End');
  await page.keyboard.press('Backspace');
  await page.getByText('This is no JSON').first().waitFor();
  await page.keyboard.type('}');
  await isValid(page);

  await page.getByRole('tab', { name: 'API key' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const trial = page.getByRole('tabpanel', { name: 'Login' });
  await fillLogin(trial, 'not the password');
  await trial.getByRole('button', { name: 'Try it out' }).click();
  await trial.getByText('Failed').first().waitFor();
  await fillLogin(trial);
  await trial.getByRole('button', { name: 'Try it out' }).click();
  await trial.getByText(`Account: ${account.fields.username}`).waitFor();
  const asked = trial.getByRole('list', { name: 'What was asked' });
  expect(await asked.textContent()).toContain(`CONNECT postgres://${account.fields.host}:${account.fields.port}`);
  await isFine(sam, '52-tried-out-dark');
  expect(await h.database.sql('select id from secret')).toEqual([]);

  await page.getByRole('button', { name: 'Define the app' }).click();
  await page.getByRole('heading', { level: 1, name: 'Warehouse' }).waitFor();
  await isFine(sam, '53-defined-dark');
  await sam.signOut();
}, 120_000);

test('a tenant finds the app in the chooser and connects it; of a new version the connection tells', async () => {
  const ada = await signIn('acme.admin@example.com');
  const { page } = ada;
  await ada.open('/connections/create', 'Connect New Account');
  await page.getByLabel('Search apps').fill('warehouse');
  await page.getByRole('link', { name: /Warehouse/ }).click();
  await page.getByRole('link', { name: /Connect with login/ }).click();
  await page.getByLabel('Connection Name').fill('Orders');
  await fillLogin(page);
  await page.getByRole('button', { name: 'Connect Account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
  expect(await page.getByText('is offered now').count()).toBe(0);

  const sam = await signIn('sam.system@example.com');
  await sam.open('/custom-apps', 'Custom apps');
  await sam.page.getByRole('link', { name: /Warehouse/ }).click();
  await isValid(sam.page);
  await paste(sam.page, text.replace('Orders of the warehouse.', 'Orders and stock of the warehouse.'));
  await sam.page.getByLabel('What is new').fill('Says that stock is there too.');
  await isValid(sam.page);
  await sam.page.getByRole('button', { name: 'Offer as a new version' }).click();
  await sam.page.getByText('Version 2', { exact: false }).first().waitFor();
  await sam.page.getByText('Says that stock is there too.').waitFor();
  await isFine(sam, '54-new-version');
  await sam.signOut();

  await page.reload();
  await page.getByText('Version 2 is offered now. This connection goes on with 1').waitFor();
  await isFine(ada, '55-connection-of-a-version');
  await ada.signOut();
}, 120_000);
