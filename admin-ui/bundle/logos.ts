import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { apps } from '@drawbridge/catalog/apps';
import type { Plugin } from 'vite';
import { chooseLogos, type Brand } from './logo-choice.ts';
import { logoTile } from './logo-tile.ts';

const name = 'virtual:logos';
const require = createRequire(import.meta.url);

function drawLogos(): { folder: string; files: ReadonlyMap<string, string> } {
  const brands = require('simple-icons/icons.json') as readonly Brand[];
  const files = new Map(
    [...chooseLogos(apps, brands)].map(([id, { slug, hex }]) => [
      id,
      logoTile(hex, readFileSync(require.resolve(`simple-icons/icons/${slug}.svg`), 'utf8')),
    ]),
  );
  const digest = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex')
    .slice(0, 10);
  return { folder: `assets/logos-${digest}`, files };
}

/**
 * Draws the logos of the catalog's apps from Simple Icons, one small file each, which a browser fetches when its tile
 * comes into sight. The folder's name changes with what is in it, so that the files can be kept for ever.
 */
export function logos(): Plugin {
  const { folder, files } = drawLogos();
  return {
    name: 'logos',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) =>
      id === `\0${name}`
        ? `export const folder = ${JSON.stringify(`/${folder}`)};\nexport const ids = new Set(${JSON.stringify([...files.keys()].join(' '))}.split(' '));`
        : undefined,
    generateBundle() {
      for (const [id, source] of files) this.emitFile({ type: 'asset', fileName: `${folder}/${id}.svg`, source });
    },
    configureServer(server) {
      server.middlewares.use(`/${folder}`, (request, response, next) => {
        const file = files.get((request.url ?? '').replace(/^\/|\.svg.*$/g, ''));
        if (file === undefined) return next();
        response.setHeader('content-type', 'image/svg+xml').end(file);
      });
    },
  };
}
