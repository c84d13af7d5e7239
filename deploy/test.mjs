// npm test: installs and builds what is missing, runs jest, and ends with one line of totals.
// node deploy/test.mjs [--only vault|api|rules|ui|start|egress|unit] [arguments of jest]
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { root } from './node-runtime.mjs';
import { prepare } from './prepare.mjs';
import { runNode } from './run-node.mjs';

const args = process.argv.slice(2);
const only = takeOnly(args);
prepare();
const env = { NODE_ENV: 'test' };
if (only === undefined || only === 'ui') env.CHROME_PATH = ensureChromium();

const scratch = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-jest-'));
const results = path.join(scratch, 'results.json');
const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const options = ['--config', path.join(root, 'test', 'jest.config.mjs'), '--json', '--outputFile', results];
const selection = only === undefined ? [] : ['--testPathPatterns', pattern(only)];
const code = await runNode(
  ['--experimental-vm-modules', '--no-warnings', jest, ...options, ...selection, ...args],
  env,
);
const totals = read(results);
rmSync(scratch, { recursive: true, force: true });
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exit(code === 0 && totals.failed === 0 && totals.passed > 0 ? 0 : 1);

function takeOnly(list) {
  const index = list.indexOf('--only');
  if (index === -1) return undefined;
  const [, name] = list.splice(index, 2);
  if (name === 'unit' || (name && /^[a-z]+$/.test(name) && existsSync(path.join(root, 'test', name)))) return name;
  console.error(`--only takes a folder of test/ or "unit", not ${name ?? 'nothing'}.`);
  process.exit(1);
}

function pattern(name) {
  return name === 'unit' ? '/(backend|catalog|deploy)/src/' : `/test/${name}/`;
}

// A file that could not be run at all counts as one failure: it holds tests that did not pass.
function read(file) {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: found.numPassedTests,
      failed: found.numFailedTests + found.numRuntimeErrorTestSuites,
      skipped: found.numPendingTests + found.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
