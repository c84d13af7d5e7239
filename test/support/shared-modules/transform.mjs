import { createHash } from 'node:crypto';
import path from 'node:path';
import { load } from './load.mjs';

const source = `${path.sep}src${path.sep}`;

// A source file stands for what was built from it: decorators need the build, and so does the migrated database.
const built = (file) =>
  file.endsWith('.ts') ? file.replace(source, `${path.sep}dist${path.sep}`).replace(/\.ts$/, '.js') : file;

const namesOf = async (file) => Object.keys(await load(built(file))).sort();

/** Turns a module of the product into one that hands on the exports of the worker's own copy. */
export default {
  async processAsync(_text, file) {
    const lines = [`const shared = await globalThis[Symbol.for('drawbridge.load')](${JSON.stringify(built(file))});`];
    for (const [index, name] of (await namesOf(file)).entries()) {
      lines.push(`const _${index} = shared[${JSON.stringify(name)}];`, `export { _${index} as ${name} };`);
    }
    if (lines.length === 1) lines.push('export {};');
    return { code: lines.join('\n') };
  },
  async getCacheKeyAsync(_text, file) {
    return createHash('sha256')
      .update([built(file), ...(await namesOf(file))].join('\n'))
      .digest('hex');
  },
};
