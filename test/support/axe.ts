import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A colour on its way from one state to the next is no barrier; what moves for ever is not waited for. */
const settled = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  Promise.allSettled(document.getAnimations().filter((a) => a.effect.getComputedTiming().endTime < 5000).map((a) => a.finished)))`;

/** Serious findings of axe on the screen as it is once it stands still. */
export async function barriers(page: Page): Promise<string[]> {
  // Run through the debugger: the page's own policy allows no foreign script.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: settled, awaitPromise: true });
  await session.send('Runtime.evaluate', { expression: axe });
  const found = await session.send('Runtime.evaluate', {
    expression: `axe.run().then((r) => JSON.stringify(r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes[0].html.slice(0, 160))))`,
    awaitPromise: true,
  });
  await session.detach();
  return JSON.parse(String(found.result.value)) as string[];
}
