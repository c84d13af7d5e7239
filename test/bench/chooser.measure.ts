// npm run bench:console: figures of this machine, not rules; so npm test does not run it.
import { apps } from '@drawbridge/catalog/apps';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hashPassword } from '../../backend/src/identity/index.ts';
import { openBrowser, Person } from '../support/browser.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { untilPainted, type Painted } from '../support/interaction.ts';

const password = 'correct horse battery staple';

let h: Harness;
let browser: Browser;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  h = await startHarness({ env: { PUBLIC_URL: url, PORT: String(port) } });
  await h.app.listen(port, '127.0.0.1');
  await h.database.sql('update app_user set password_hash = $1', [await hashPassword(password)]);
  browser = await openBrowser();
}, 90_000);
afterAll(async () => {
  await browser.close();
  await h.stop();
});

const cards = (page: Page) => page.getByRole('list', { name: 'Apps' }).getByRole('link');
const found = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

test('opening the chooser and searching in it, with all apps loaded: the milliseconds are printed', async () => {
  const ada = await Person.signIn(browser, url, 'acme.admin@example.com', password, 'light');
  const { page } = ada;
  await ada.open('/connections/create', 'Connect New Account');
  await found(page, `${apps.length} apps`);
  const times: Record<'open' | 'letter' | 'category', Painted[]> = { open: [], letter: [], category: [] };
  for (let round = 0; round < 5; round++) {
    await ada.open('/connections', 'Connections');
    const list = `document.querySelectorAll('ul[aria-label="Apps"] a').length`;
    times.open.push(
      await untilPainted(page, `document.querySelector('a[href="#/connections/create"]').click()`, `${list} > 0`),
    );
    await cards(page)
      .nth(apps.length - 1)
      .waitFor({ state: 'attached' });
    const type = (text: string) => `{
      const input = document.querySelector('input[type=search]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, '${text}');
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }`;
    times.letter.push(await untilPainted(page, type('z'), `${list} > 0 && ${list} < ${apps.length}`));
    await page.waitForTimeout(300);
    times.letter.push(
      await untilPainted(
        page,
        type(''),
        `document.querySelector('[role=status]').textContent === '${apps.length} apps'`,
      ),
    );
    await cards(page)
      .nth(apps.length - 1)
      .waitFor({ state: 'attached' });
    times.category.push(
      await untilPainted(
        page,
        `[...document.querySelectorAll('button')].find((one) => one.textContent.startsWith('CRM')).click()`,
        `${list} > 0 && ${list} < 30`,
      ),
    );
  }
  const sorted = (all: number[]) => all.toSorted((a, b) => a - b).map(Math.round);
  for (const [what, all] of Object.entries(times)) {
    const clock = sorted(all.map(({ ms }) => ms));
    const processor = sorted(all.map(({ processorMs }) => processorMs));
    expect([...clock, ...processor].every((ms) => ms > 0)).toBe(true);
    process.stdout.write(
      `chooser, ${apps.length} apps, ${what}: ${clock.join(', ')} ms to the next paint, ${processor.join(', ')} ms of the page's processor time\n`,
    );
  }
  await ada.signOut();
}, 60_000);
