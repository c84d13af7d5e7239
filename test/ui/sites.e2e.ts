import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { barriers } from '../support/axe.ts';
import { type Person, picture } from '../support/browser.ts';
import type { Harness } from '../support/harness.ts';
import { addPlanner } from '../support/planner.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;
let h: Harness;
let sandbox: TestSandbox;
let ada: Person;
beforeAll(async () => {
  served = await serveConsole(async (url) => {
    sandbox = await startSandbox(3600, url);
    return { env: sandbox.env };
  });
  ({ h } = served);
  const planner = await addPlanner(h, sandbox, h.world.systemAdmin);
  planner.sites = [
    { id: 'north', name: 'North' },
    { id: 'south', name: 'South' },
  ];
  ada = await served.signIn('acme.admin@example.com');
}, 90_000);
afterAll(async () => {
  await served.close();
  await sandbox.close();
});

const form = '/connections/create?app=planner&method=oauth2';

test('the person chooses a site after the window has closed, and sees what was authorized', async () => {
  const { page } = ada;
  await ada.open(form, 'Connect Planner');
  await page.getByLabel('Connection Name').fill('By window');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Connect Account' }).click();
  const popup = await opened;
  await popup.getByLabel('Your name').fill('Ada');
  await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Continue' }).click()]);
  await page.getByRole('radiogroup', { name: 'Which site shall be connected?' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, '40-choose-a-site');
  await page.getByRole('radio', { name: 'South' }).check();
  await page.getByRole('button', { name: 'Connect this one' }).click();
  await page.getByRole('heading', { level: 1, name: 'By window' }).waitFor();
  await page.getByText("The platform's").waitFor();
  await page.getByText('Shows the name beside the connection.').waitFor();
}, 90_000);

test('switches the debug mode on, checks, and sees the calls; nothing stands in the way of anybody', async () => {
  const { page } = ada;
  await page.getByText('Nothing is recorded.').waitFor();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByText(/On for another 1[45]:\d\d/).waitFor();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText(/GET .*\/sites\/\{site\}\/me/).waitFor();
  expect(await barriers(page)).toEqual([]);
  await picture(page, '41-debug-mode');
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('button', { name: 'Switch on' }).waitFor();
}, 90_000);

test('without a window the person goes on in this tab and answers there', async () => {
  const { page } = ada;
  await ada.open(form, 'Connect Planner');
  await page.getByLabel('Connection Name').fill('In this tab');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Connect Account' }).click();
  await (await opened).close();
  await page.getByRole('link', { name: 'Continue in this tab' }).click();
  await page.getByLabel('Your name').fill('Ada');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('link', { name: 'Choose' }).click();
  await page.getByRole('radio', { name: 'North' }).check();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Connect this one' }).click();
  await page.getByRole('heading', { level: 1, name: 'In this tab' }).waitFor();
  expect(ada.complaints).toEqual([]);
}, 90_000);
