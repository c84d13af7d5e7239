import path from 'node:path';
import { parseArgs } from 'node:util';
import { signInTable } from './instance/demo.ts';
import { Instance } from './instance/instance.ts';
import { readSettings } from './instance/settings.ts';
import { StartError } from './start-error.ts';

/** `npm start`: everything that Drawbridge needs on one machine, until it is told to stop. */

const stopWithinMs = 9_500;
const say = (line: string) => console.log(line);
// A closed terminal must not end the instance half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const { values } = parseArgs({ options: { backend: { type: 'string' } } });
let instance: Instance | undefined;
let stopping: Promise<void> | undefined;

function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    setTimeout(() => process.exit(exitCode), stopWithinMs).unref();
    await instance?.stop();
    process.exit(exitCode);
  })();
  return stopping;
}

// Ctrl-C arrives twice: from the terminal, and passed on by the command that started this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
process.on('disconnect', () => void stop(0));

try {
  const settings = readSettings(process.env, values.backend);
  instance = new Instance(settings, say);
  const folder = await instance.start();
  const table = signInTable(folder.demo, settings.publicUrl);
  say(`Drawbridge is ready: ${settings.publicUrl}`);
  if (settings.mode === 'demo' && table.length > 0) say(['', ...table, ''].join('\n'));
  const shown = path.relative(process.cwd(), folder.root);
  say(`Stop with Ctrl-C. Data is kept in ${shown === '' || shown.startsWith('..') ? folder.root : shown}${path.sep}`);
} catch (error) {
  if (!stopping) {
    console.error(
      error instanceof StartError
        ? error.message
        : String(error instanceof Error ? (error.stack ?? error.message) : error),
    );
    await stop(1);
  }
}
