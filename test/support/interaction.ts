import type { Page } from 'playwright-core';

/**
 * Milliseconds from an act in the page until what it leads to has been painted. `act` and `done` are expressions of
 * the page; `done` tells whether what was waited for is there.
 */
export function untilPainted(page: Page, act: string, done: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    const isDone = () => { ${done.startsWith('return') ? done : `return ${done}`} };
    const limit = setTimeout(() => reject(new Error('was never painted')), 10000);
    const began = performance.now();
    const look = () => {
      if (!isDone()) return requestAnimationFrame(look);
      // The frame that shows it is painted after this callback; the next task comes after the paint.
      requestAnimationFrame(() => setTimeout(() => { clearTimeout(limit); resolve(performance.now() - began); }));
    };
    ${act};
    look();
  })`);
}
