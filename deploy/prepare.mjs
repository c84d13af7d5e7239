// Brings a checkout to where it can run: packages installed, workspaces built. Runs on any Node from 20, without packages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodeEnvironment, root } from './node-runtime.mjs';

const at = (...parts) => path.join(root, ...parts);
const compiled = ['catalog', 'backend', 'deploy'];
const workspaces = [...compiled, 'admin-ui'];
const installStamp = at('node_modules', '.drawbridge-lock');
const buildStamp = at('deploy', 'dist', '.build-stamp');

/** Installs the packages and builds the workspaces, unless nothing changed since the last time. */
export function prepare() {
  ensureInstalled();
  ensureBuilt();
}

/** Installs the packages when there are none, or when the lock file is not the one they came from. */
export function ensureInstalled() {
  const lock = readFileSync(at('package-lock.json'), 'utf8');
  const digest = sha256(lock);
  if (textOf(installStamp) === digest) return;
  if (!matchesInstalled(JSON.parse(lock))) {
    console.log('Installing packages (about a minute) ...');
    run(...npm(['ci', '--no-audit', '--no-fund']), process.env, 'The packages could not be installed.');
  }
  writeFileSync(installStamp, digest);
}

/** Builds the workspaces when a source file differs from the last build. */
export function ensureBuilt() {
  const digest = sourceDigest();
  if (textOf(buildStamp) === digest && workspaces.every((name) => existsSync(at(name, 'dist')))) return;
  console.log('Building ...');
  rmSync(buildStamp, { force: true });
  const env = { ...nodeEnvironment(), NX_DAEMON: 'false', NX_TUI: 'false' };
  const nx = at(
    'node_modules',
    'nx',
    JSON.parse(readFileSync(at('node_modules', 'nx', 'package.json'), 'utf8')).bin.nx,
  );
  run('node', [nx, 'run-many', '-t', 'build', '--outputStyle=static'], env, 'The build failed.');
  compiled.forEach(removeOrphans);
  mkdirSync(path.dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, digest);
}

// npm keeps what it installed in node_modules/.package-lock.json; optional packages of other platforms are absent there.
function matchesInstalled(lock) {
  const installed = textOf(at('node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const found = JSON.parse(installed).packages;
  return Object.entries(lock.packages).every(
    ([place, entry]) =>
      !place.startsWith('node_modules/') || entry.optional || entry.link || found[place]?.version === entry.version,
  );
}

// The npm that runs this script, else the one on PATH.
function npm(args) {
  const script = process.env.npm_execpath;
  if (script !== undefined && /npm-cli\.js$/.test(script)) return [process.execPath, [script, ...args]];
  return ['npm', args];
}

function run(command, args, env, failure) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  console.error([stdout, stderr, error?.message].filter(Boolean).join('\n').trim());
  console.error(failure);
  process.exit(1);
}

function sourceDigest() {
  const files = [
    'package-lock.json',
    'nx.json',
    'tsconfig.base.json',
    ...workspaces.flatMap((name) => sourcesOf(name)),
  ];
  const hash = createHash('sha256').update(process.platform + process.arch);
  for (const file of files) hash.update(`${file}\0${sha256(readFileSync(at(file)))}\n`);
  return hash.digest('hex');
}

function sourcesOf(folder) {
  return readdirSync(at(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return ['dist', 'node_modules', 'sql', 'vault'].includes(entry.name) ? [] : sourcesOf(name);
      return /\.(ts|tsx|json|html|css|svg|png|webp|ico|woff2)$/.test(entry.name) ? [name] : [];
    });
}

// The compiler leaves the output of a source that is gone, and a left-over migration would still be applied.
function removeOrphans(name) {
  const dist = at(name, 'dist');
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const stem = file.replace(/\.(js|d\.ts|js\.map)$/, '');
    if (stem !== file && !existsSync(at(name, 'src', `${stem}.ts`))) rmSync(path.join(dist, file));
  }
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
