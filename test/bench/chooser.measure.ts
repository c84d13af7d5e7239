// npm run bench:console: figures of this machine, not rules; so npm test does not run it.
import { apps } from '@drawbridge/catalog/apps';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { untilPainted, type Painted } from '../support/interaction.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;

beforeAll(async () => {
  served = await serveConsole();
}, 90_000);
afterAll(() => served.close());

const cards = (page: Page) => page.getByRole('list', { name: 'Apps' }).getByRole('link');
const found = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

test('opening the chooser and searching in it, with all apps loaded: the milliseconds are printed', async () => {
  const ada = await served.signIn('acme.admin@example.com', 'light');
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
