import { generateKeyPairSync } from 'node:crypto';
import { apps } from '@drawbridge/catalog/apps';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import type { Page } from 'playwright-core';
import { AppCatalog } from '../../backend/src/apps/index.ts';
import { barriers } from '../support/axe.ts';
import { picture } from '../support/browser.ts';
import type { Harness } from '../support/harness.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const publicPem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
const jwk = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'orders-2027' });

let served: ServedConsole;
let h: Harness;

beforeAll(async () => {
  const sandbox = `http://127.0.0.1:${await freePort()}`;
  served = await serveConsole(() => ({ env: { DRAWBRIDGE_SANDBOX_URL: sandbox } }));
  ({ h } = served);
  const { app, method } = h.app.get(AppCatalog).method('sandbox', 'oauth2');
  if (!method.oauth2) throw new Error('no oauth2');
  const signed = { ...method, key: 'signed', label: 'Signed requests' };
  app.methods.push({ ...signed, oauth2: { ...method.oauth2, clientAuth: 'private_key_jwt' } });
}, 90_000);
afterAll(() => served.close());

const signIn: ServedConsole['signIn'] = (...who) => served.signIn(...who);
const options = (page: Page) => page.getByRole('listbox').getByRole('option');

test('an app is picked by typing, with the keyboard alone; only what takes a client is offered', async () => {
  const sam = await signIn('sam.system@example.com', 'dark');
  const page = await sam.open('/oauth-clients', 'OAuth clients');
  await page.getByRole('button', { name: 'Add OAuth client' }).first().click();
  const picker = page.getByRole('combobox', { name: 'App' });
  await picker.focus();
  await page.keyboard.press('ArrowDown');
  await options(page).first().waitFor();
  const offered = await options(page).locator('.name').allTextContents();
  expect(offered).toEqual(offered.toSorted((a, b) => a.localeCompare(b, 'en')));
  expect(offered.length).toBeGreaterThan(60);
  expect(offered).not.toContain('PostgreSQL');
  await picture(page, '40-app-picker-dark');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.type('sl');
  await options(page).nth(20).waitFor({ state: 'detached' });
  expect(await options(page).first().locator('.name').textContent()).toBe('Slack');
  await page.keyboard.press('Enter');
  expect(await picker.inputValue()).toMatch(/^Slack \(/);
  await page.getByRole('textbox', { name: 'Client secret' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(sam.complaints).toEqual([]);
  await sam.signOut();
}, 90_000);

test('a list is narrowed to an app by typing; every app of the chooser is there', async () => {
  const ada = await signIn('acme.admin@example.com');
  const page = await ada.open('/connections', 'Connections');
  const picker = page.getByRole('combobox', { name: 'App' });
  await picker.click();
  await options(page).first().waitFor();
  expect(await options(page).count()).toBe(apps.length + 1);
  await picture(page, '41-app-filter', false);
  expect(await barriers(page)).toEqual([]);
  await picker.fill('postgres');
  await page.keyboard.press('Enter');
  await page.waitForURL(/appId/);
  expect(await picker.inputValue()).toBe('PostgreSQL');
  await picker.fill('');
  await page.waitForURL((now) => !now.href.includes('postgresql'));
  expect(ada.complaints).toEqual([]);
  await ada.signOut();
}, 90_000);

test('a client that signs takes a private key: checked where it is pasted, never shown again, told by its thumbprint', async () => {
  const sam = await signIn('sam.system@example.com');
  const page = await sam.open('/oauth-clients', 'OAuth clients');
  await page.getByRole('button', { name: 'Add OAuth client' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'App' }).fill('signed requests');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Client ID').fill('orders');
  const key = dialog.getByRole('textbox', { name: 'Private key' });
  await key.fill(publicPem);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('This is the public half.').waitFor();
  await picture(page, '42-private-key');
  expect(await barriers(page)).toEqual([]);
  await key.fill(pem);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  const thumbprint = await calculateJwkThumbprint(publicKey.export({ format: 'jwk' }));
  await row.getByText(thumbprint).waitFor();
  expect(await page.content()).not.toContain(pem.split('\n')[1]);
  await sam.signOut();

  const dark = await signIn('sam.system@example.com', 'dark');
  await dark.open('/oauth-clients', 'OAuth clients');
  await dark.page.getByRole('button', { name: /Sandbox provider/ }).click();
  await dark.page.getByRole('menuitem', { name: 'Replace' }).click();
  const replacing = dark.page.getByRole('dialog');
  await replacing.getByText(thumbprint).waitFor();
  await replacing.getByRole('textbox', { name: 'New private key' }).fill(jwk);
  await picture(dark.page, '43-private-key-replaced-dark');
  expect(await barriers(dark.page)).toEqual([]);
  await replacing.getByRole('button', { name: 'Replace' }).click();
  await dark.page.getByText('orders-2027').waitFor();
  await picture(dark.page, '44-oauth-clients-dark');
  expect(await barriers(dark.page)).toEqual([]);
  expect(dark.complaints).toEqual([]);
  await dark.signOut();
}, 90_000);
