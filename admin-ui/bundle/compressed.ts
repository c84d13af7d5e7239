import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const smallest = 1_024;
const packers = [
  ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })],
  ['gz', (bytes: Buffer) => gzipSync(bytes, { level: 9 })],
] as const;

/** Leaves a compressed copy beside each script and style, so that serving them costs no processor time. */
export const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  enforce: 'post',
  generateBundle(_options, bundle) {
    for (const [fileName, file] of Object.entries(bundle)) {
      const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      if (bytes.length < smallest || !/\.(js|css)$/.test(fileName)) continue;
      for (const [ending, pack] of packers)
        this.emitFile({ type: 'asset', fileName: `${fileName}.${ending}`, source: pack(bytes) });
    }
  },
});
