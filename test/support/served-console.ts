import { freePort } from '@drawbridge/deploy/processes/ports';
import type { Browser } from 'playwright-core';
import { hashPassword } from '../../backend/src/identity/index.ts';
import { openBrowser, Person } from './browser.ts';
import { startHarness, type Harness } from './harness.ts';

export const password = 'correct horse battery staple';

/** The application with its console at an address, and a browser to walk it with. */
export interface ServedConsole {
  h: Harness;
  browser: Browser;
  url: string;
  /** Signs in by e-mail, each time in a browser profile of its own. */
  signIn(email: string, scheme?: 'light' | 'dark'): Promise<Person>;
  close(): Promise<void>;
}

type Options = NonNullable<Parameters<typeof startHarness>[0]>;

/** Serves it; what depends on its address is told by a function of it. */
export async function serveConsole(options: (url: string) => Promise<Options> | Options = () => ({})) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { env, ...more } = await options(url);
  const h = await startHarness({ ...more, env: { ...env, PUBLIC_URL: url, PORT: String(port) } });
  await h.app.listen(port, '127.0.0.1');
  await h.database.sql('update app_user set password_hash = $1', [await hashPassword(password)]);
  const browser = await openBrowser();
  const served: ServedConsole = {
    h,
    browser,
    url,
    signIn: (email, scheme) => Person.signIn(browser, url, email, password, scheme),
    close: async () => {
      await browser.close();
      await h.stop();
    },
  };
  return served;
}
