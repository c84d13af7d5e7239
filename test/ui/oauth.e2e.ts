import { parseId } from '@drawbridge/catalog';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { barriers } from '../support/axe.ts';
import { type Person, picture } from '../support/browser.ts';
import type { Harness } from '../support/harness.ts';
import { clientId, clientSecret, startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;
let h: Harness;
let sandbox: TestSandbox;
let url: string;
let ada: Person;

beforeAll(async () => {
  served = await serveConsole(async (url) => {
    sandbox = await startSandbox(3600, url);
    return { env: sandbox.env };
  });
  ({ h, url } = served);
}, 90_000);
afterAll(async () => {
  await served.close();
  await sandbox.close();
});

const signIn: ServedConsole['signIn'] = (...who) => served.signIn(...who);

/** Opens the form of the app and sends it; the click is what lets the window open. */
async function askToConnect(name: string): Promise<Page> {
  await ada.open('/connections/create?app=sandbox&method=oauth2', 'Connect Sandbox provider');
  await ada.page.getByLabel('Connection Name').fill(name);
  const opened = ada.page.waitForEvent('popup');
  await ada.page.getByRole('button', { name: 'Connect Account' }).click();
  return opened;
}

/** What the person does at the provider. */
async function answer(provider: Page, account: string, button: 'Continue' | 'Cancel' = 'Continue'): Promise<void> {
  await provider.getByLabel('Your name').fill(account);
  await provider.getByRole('button', { name: button }).click();
}

/** The same in its window, which closes by itself. */
async function answerIn(popup: Page, account: string, button?: 'Continue' | 'Cancel'): Promise<void> {
  await Promise.all([popup.waitForEvent('close'), answer(popup, account, button)]);
}

const shows = (text: string | RegExp) => ada.page.getByText(text).first().waitFor();
const at = (name: string) => ada.page.getByRole('heading', { level: 1, name }).waitFor();

test('a system admin registers the client of the platform; its secret is not shown again', async () => {
  const sam = await signIn('sam.system@example.com');
  await sam.open('/oauth-clients', 'OAuth clients');
  await sam.page.getByRole('button', { name: 'Add OAuth client' }).first().click();
  const dialog = sam.page.getByRole('dialog');
  await dialog.getByText(`${url}/api/v1/oauth/callback`).waitFor();
  await dialog.getByRole('combobox', { name: 'App' }).click();
  await sam.page.getByRole('option', { name: /^Sandbox provider/ }).click();
  await dialog.getByLabel('Client ID').fill(clientId);
  await dialog.getByRole('textbox', { name: 'Client secret' }).fill(clientSecret);
  expect(await barriers(sam.page)).toEqual([]);
  await picture(sam.page, '20-oauth-client');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await sam.page.getByRole('row').filter({ hasText: clientId }).getByText('Platform').waitFor();
  expect(await sam.page.content()).not.toContain(clientSecret);
  expect(await barriers(sam.page)).toEqual([]);
  expect(sam.complaints).toEqual([]);
  await sam.signOut();
}, 90_000);

test('connects through the window of the provider, which closes by itself', async () => {
  ada = await signIn('acme.admin@example.com');
  const popup = await askToConnect('Adas account');
  await shows('Authorization in Progress...');
  await popup.getByRole('heading', { name: 'Sandbox provider' }).waitFor();
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '21-oauth-in-progress');
  await answerIn(popup, 'Ada at the provider');
  await at('Adas account');
  await shows('Ada at the provider');
  await shows('Active');
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '22-oauth-connected');
}, 90_000);

test('who says no at the provider reads why nothing was connected', async () => {
  await answerIn(await askToConnect('Refused'), 'Ada', 'Cancel');
  await shows('Authorization rejected');
  await shows(/Sandbox provider says: The person said no\. \(access_denied\)/);
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '23-oauth-denied');
}, 90_000);

test('a browser that blocks the window offers this tab instead, and comes back to the connection', async () => {
  await ada.open('/connections/create?app=sandbox&method=oauth2', 'Connect Sandbox provider');
  await ada.page.evaluate(() => void (window.open = () => null));
  await ada.page.getByLabel('Connection Name').fill('In this tab');
  await ada.page.getByRole('button', { name: 'Connect Account' }).click();
  await shows('Please allow popups for this site to complete OAuth authentication.');
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '24-oauth-blocked');
  await ada.page.getByRole('link', { name: 'Continue in this tab' }).click();
  await answer(ada.page, 'Tabea');
  await ada.page.getByRole('link', { name: 'Show the connection' }).waitFor();
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '25-oauth-callback');
  await ada.page.getByRole('link', { name: 'Show the connection' }).click();
  await at('In this tab');
  await shows('Tabea');
}, 90_000);

test('who closes the window is told, and opens it again', async () => {
  const popup = await askToConnect('Second thoughts');
  await popup.getByLabel('Your name').waitFor();
  await popup.close();
  await shows('The window was closed');
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '26-oauth-closed');
  const [again] = await Promise.all([
    ada.page.waitForEvent('popup'),
    ada.page.getByRole('button', { name: 'Open the window again' }).click(),
  ]);
  await answerIn(again, 'Second thoughts');
  await at('Second thoughts');
}, 90_000);

test('an answer that says later does not end the wait', async () => {
  const popup = await askToConnect('Patience');
  await ada.page.route('**/connections/*/test', (route) => route.fulfill({ status: 503 }), { times: 2 });
  await answerIn(popup, 'Patience');
  await at('Patience');
}, 90_000);

async function idOf(name: string): Promise<string> {
  const { body } = await h.world.acme.admin.get(`/connections?q=${encodeURIComponent(name)}`);
  return (body as { items: { id: string }[] }).items[0]?.id ?? '';
}

async function reauthorizeAs(account: string): Promise<void> {
  const dialog = ada.page.getByRole('dialog');
  const [popup] = await Promise.all([
    ada.page.waitForEvent('popup'),
    dialog.getByRole('button', { name: 'Reauthorize', exact: true }).click(),
  ]);
  await answerIn(popup, account);
}

test('reauthorizing as somebody else is refused, with both accounts named', async () => {
  await ada.open(`/connections/${await idOf('Adas account')}/show`, 'Adas account');
  await ada.page.getByRole('button', { name: 'Reauthorize' }).click();
  await reauthorizeAs('Eve');
  await shows('You connected Eve; this connection is Ada at the provider.');
  expect(await barriers(ada.page)).toEqual([]);
  await picture(ada.page, '27-oauth-other-account');
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await shows('Ada at the provider');
}, 90_000);

test('the banner leads to the connection that needs it, and reauthorizing brings it back', async () => {
  const id = await idOf('Adas account');
  await sandbox.forgetGrants();
  await h.database.sql(`update connection set token_expires_at = now() - interval '1 second' where id = $1`, [
    parseId('connection', id),
  ]);
  const refused = await h.world.acme.workflow.post('/credentials/resolve', { connectionId: id });
  expect(refused.body.code).toBe('connection_needs_reauth');
  await ada.page.goto(url);
  await ada.page.reload();
  await shows('A connection needs to be reauthorized');
  expect(await barriers(ada.page)).toEqual([]);
  await ada.page.getByRole('link', { name: 'Show it' }).click();
  await at('Connections');
  await ada.page.getByRole('row').filter({ hasText: 'Adas account' }).waitFor();
  expect(await ada.page.getByRole('row').filter({ hasText: 'In this tab' }).count()).toBe(0);
  await picture(ada.page, '28-oauth-banner');
  await ada.page.getByText('Adas account').first().click();
  await at('Adas account');
  await ada.page.getByRole('button', { name: 'Reauthorize' }).click();
  await reauthorizeAs('Ada at the provider');
  await shows('Active');
  await ada.page.getByText('A connection needs to be reauthorized').waitFor({ state: 'hidden' });
  expect((await h.world.acme.workflow.post('/credentials/resolve', { connectionId: id })).status).toBe(200);
}, 90_000);

test('revoking ends it at the provider too', async () => {
  const id = await idOf('Adas account');
  const { body } = await h.world.acme.workflow.post('/credentials/resolve', { connectionId: id });
  await ada.page.getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = ada.page.getByRole('dialog');
  await dialog.getByLabel(/reason/i).fill('No longer needed.');
  await dialog.getByRole('button', { name: 'Revoke now' }).click();
  await ada.page.getByText('Revoked', { exact: true }).first().waitFor();
  const headers = { authorization: `Bearer ${body.fields.access_token}` };
  expect((await fetch(`${sandbox.url}/me`, { headers })).status).toBe(401);
  await picture(ada.page, '29-oauth-revoked');
  expect(await barriers(ada.page)).toEqual([]);
  // Chromium's own line about the replies that a test made up.
  expect(ada.complaints.filter((line) => !/status of 503/.test(line))).toEqual([]);
  await ada.signOut();
}, 90_000);
