// Finds the browser for the tests of the console; installs Debian's where that is possible.
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, mkdtempSync, openSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium. Exits with one sentence when there is none and none can be installed. */
export function ensureChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    fail(`CHROME_PATH names ${chosen}, which is no program: set it to a Chromium or Chrome.`);
  }
  const found = onPath(names) ?? (install() ? onPath(names) : undefined);
  return found ?? fail('The tests of the console need Chromium or Chrome: install one, or set CHROME_PATH to it.');
}

function install() {
  const apt = onPath(['apt-get']);
  if (process.getuid?.() !== 0 || apt === undefined) return false;
  console.log('Installing Chromium ...');
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'drawbridge-apt-')), 'apt.log');
  const log = openSync(file, 'a');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apply = (...args) => spawnSync(apt, args, { env, stdio: ['ignore', log, log] }).status === 0;
  const done = apply('update', '-qq') && apply('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  closeSync(log);
  if (!done) console.error(`Chromium could not be installed; the log is ${file}.`);
  return done;
}

function onPath(candidates) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return candidates.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
