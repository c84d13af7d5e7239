import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const smallest = 1_024;
const packers = [
  ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
  ['gz', (bytes: Buffer) => gzipSync(bytes, { level: 9 })],
] as const;

/**
 * Leaves a compressed copy beside each script and style, so that serving them costs no processor time. Made from the
 * files as they were written: until then Vite changes them.
 */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))) {
      const file = path.join(dir, fileName);
      const bytes = readFileSync(file);
      if (bytes.length < smallest) continue;
      for (const [ending, pack] of packers) writeFileSync(`${file}.${ending}`, pack(bytes));
    }
  },
});
