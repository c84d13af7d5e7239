import type { Page } from 'playwright-core';

/** How long an act took: by the clock, and of the page's own processor time, which a busy machine does not change. */
export interface Painted {
  ms: number;
  processorMs: number;
}

/**
 * From an act in the page until what it leads to has been painted. `act` and `done` are expressions of the page;
 * `done` tells whether what was waited for is there.
 */
export async function untilPainted(page: Page, act: string, done: string): Promise<Painted> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await busy();
  const ms = await page.evaluate<number>(`new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('was never painted')), 10000);
    const began = performance.now();
    const look = () => {
      if (!(${done})) return requestAnimationFrame(look);
      // The frame that shows it is painted after this callback; the next task comes after the paint.
      requestAnimationFrame(() => setTimeout(() => { clearTimeout(limit); resolve(performance.now() - began); }));
    };
    ${act};
    look();
  })`);
  const processorMs = (await busy()) - before;
  await session.detach();
  return { ms, processorMs };
}
