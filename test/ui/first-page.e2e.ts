import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { apps } from '@drawbridge/catalog/apps';
import { expect, test } from '@jest/globals';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'admin-ui', 'dist');
const page = readFileSync(path.join(dist, 'index.html'), 'utf8');
const kB = (bytes: number) => bytes / 1_000;

/** What a browser fetches before it can show anything: the script of the page and what it is told to load ahead. */
const firstAssets = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file);
const text = (file: string) => readFileSync(path.join(dist, file), 'utf8');

test('the first page is at most 250 kB compressed', () => {
  expect(firstAssets.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(2);
  const bytes = firstAssets.reduce((sum, file) => sum + gzipSync(text(file)).length, 0);
  expect(kB(bytes)).toBeLessThan(250);
});

test('each compressed copy holds what is in its file', () => {
  const folder = path.join(dist, 'assets');
  const copies = readdirSync(folder).filter((name) => /\.(br|gz)$/.test(name));
  expect(copies.length).toBeGreaterThan(20);
  for (const name of copies) {
    const bytes = readFileSync(path.join(folder, name));
    const unpacked = name.endsWith('.br') ? brotliDecompressSync(bytes) : gunzipSync(bytes);
    expect([name, unpacked.equals(readFileSync(path.join(folder, name.slice(0, -3))))]).toEqual([name, true]);
  }
});

test('the catalog adds nothing to it, and no schema library either', () => {
  const named = apps.filter(({ id }) => id.includes('-')).map(({ id }) => id);
  for (const file of firstAssets) {
    const source = text(file);
    expect([file, named.filter((id) => source.includes(`${id} `) || source.includes(`"${id}"`))]).toEqual([file, []]);
    expect([file, source.includes('invalid_union')]).toEqual([file, false]);
  }
});

test('what is fetched when the catalog is opened holds the names of the logos, not the logos', () => {
  const assets = readdirSync(path.join(dist, 'assets'));
  const folder = assets.find((name) => name.startsWith('logos-')) ?? '';
  const logos = readdirSync(path.join(dist, 'assets', folder));
  expect(logos.length).toBeGreaterThan(150);
  const holders = assets.filter((name) => name.endsWith('.js') && text(`assets/${name}`).includes(folder));
  expect(holders.length).toBe(1);
  expect(kB(gzipSync(text(`assets/${holders[0]}`)).length)).toBeLessThan(5);
  expect(Math.max(...logos.map((name) => gzipSync(text(`assets/${folder}/${name}`)).length))).toBeLessThan(5_000);
});
