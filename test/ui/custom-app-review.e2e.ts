import { freePort } from '@drawbridge/deploy/processes/ports';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { hashPassword } from '../../backend/src/identity/index.ts';
import type { StandIn } from '../oauth/stand-in.ts';
import { barriers } from '../support/axe.ts';
import { openBrowser, Person, picture } from '../support/browser.ts';
import { publish, requestPublication } from '../support/connecting.ts';
import { connectApp, defineApp } from '../support/custom-apps.ts';
import { connectErp, define, oauthDefinition, register, startWithStandIn } from '../support/custom-oauth.ts';
import type { Harness } from '../support/harness.ts';

const password = 'correct horse battery staple';
let h: Harness;
let standIn: StandIn;
let browser: Browser;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  ({ h, standIn } = await startWithStandIn({ PUBLIC_URL: url, PORT: String(port) }));
  await h.app.listen(port, '127.0.0.1');
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await h.stop();
  standIn.close();
});

/** After everything is prepared: the API's own sessions are made with the password before. */
const signIn = async (email: string, scheme: 'light' | 'dark' = 'light') => {
  await h.database.sql('update app_user set password_hash = $1', [await hashPassword(password)]);
  return Person.signIn(browser, url, email, password, scheme);
};

test("a reviewer reads what a tenant's own app does with the credential before every tenant gets it", async () => {
  const { admin } = h.world.acme;
  const definition = oauthDefinition('own-reviewed');
  await define(admin, definition);
  await register(admin, 'own-reviewed');
  const request = await requestPublication(admin, await connectErp(standIn, admin, definition, 'Warehouse orders'));
  const sam = await signIn('sam.system@example.com');
  const page = await sam.open(`/publication-requests/${request}/show`, 'Publish Warehouse orders');
  const sheet = page.getByRole('region', { name: 'How its app works' });
  await sheet.getByText('https://api.erp.example.com').waitFor();
  const text = await sheet.innerText();
  for (const part of [
    'Defined by Acme, version 1',
    'Requests of the app · gets the credential',
    'Page where a person authorizes · gets no secret',
    'Token endpoint · gets the credential and the OAuth client’s secret',
    'header Authorization: Bearer {access_token}',
    'define the app for the platform',
  ])
    expect(text).toContain(part);
  await picture(page, '50-review-custom-app');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('dialog').getByText('the copy goes by the version shown here').waitFor();
  await page.getByRole('button', { name: 'Approve and publish' }).click();
  await page
    .getByText('Published', { exact: true })
    .or(page.getByText('Approved', { exact: true }))
    .first()
    .waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, '51-review-custom-app-dark');
  expect(sam.complaints).toEqual([]);
  await sam.signOut();
}, 90_000);

test("the copy of a tenant's own app is rotated by the form of the version that it goes by", async () => {
  const { admin } = h.world.acme;
  await defineApp(admin, 'own-rotated');
  const copy = await publish(h, admin, await connectApp(h, admin, 'own-rotated'));
  const sam = await signIn('sam.system@example.com');
  const page = await sam.open(`/global-connections/${copy}/show`, /^Orders/);
  await page.getByText('defined by a tenant, version 1').waitFor();
  await page.getByText('Workflows name it by its id.').waitFor();
  await page.getByRole('button', { name: 'Rotate credential' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Password' }).waitFor();
  expect(await dialog.getByLabel('User name').count()).toBe(1);
  await picture(page, '52-rotate-copy-of-custom-app', false);
  expect(sam.complaints).toEqual([]);
  await sam.signOut();
}, 90_000);

test('the redirect address of a custom app is shown when the app is picked', async () => {
  const { admin } = h.world.acme;
  const row = await define(admin, oauthDefinition('own-picked'));
  const ada = await signIn('acme.admin@example.com');
  const page = await ada.open('/oauth-clients', 'OAuth clients');
  await page.getByRole('button', { name: 'Add OAuth client' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`${url}/api/v1/oauth/callback`, { exact: true }).waitFor();
  await dialog.getByRole('combobox', { name: 'App' }).fill('Warehouse ERP');
  await page.getByRole('option').filter({ hasText: 'Warehouse ERP' }).first().waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText(`${url}/api/v1/oauth/callback/${row}`, { exact: true }).waitFor();
  await picture(page, '53-redirect-address-of-custom-app', false);
  expect(ada.complaints).toEqual([]);
  await ada.signOut();
}, 90_000);
