import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';

const pictures = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'ui', 'screenshots');

/** One Chromium for a suite; it reaches nothing but the loopback address of the test instance. */
export async function openBrowser(): Promise<Browser> {
  mkdirSync(pictures, { recursive: true });
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** Keeps a picture of the page, or of what is in sight of it, for people who asked to look at it: UI_PICTURES=1. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  if (process.env['UI_PICTURES'] === '1') await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage });
}

/** A person at their own browser: signs in at the form, and remembers what the console complained about. */
export class Person {
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  static async signIn(
    browser: Browser,
    url: string,
    email: string,
    password: string,
    scheme: 'light' | 'dark' = 'light',
  ): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(20_000);
    const person = new Person(await context.newPage(), url);
    const { page } = person;
    page.on('pageerror', (error) => person.complaints.push(error.message));
    page.on('console', (message) => {
      // The first question of a signed-out browser, who am I, is answered with 401.
      if (['error', 'warning'].includes(message.type()) && !/401/.test(message.text()))
        person.complaints.push(message.text());
    });
    await page.goto(url);
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: /^Hello/ }).waitFor();
    return person;
  }

  /** Goes to a screen of the console and waits for its heading. */
  async open(route: string, heading: string | RegExp): Promise<Page> {
    await this.page.goto(`${this.url}/#${route}`);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    return this.page;
  }

  async signOut(): Promise<void> {
    await this.page.context().close();
  }
}
