#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { startEmbeddedVault } from './start.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    'exit-with-parent': { type: 'boolean', default: false },
    'forget-unopened': { type: 'boolean', default: false },
    'allow-production': { type: 'boolean', default: false },
  },
});

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const port = Number(values.port);
if (!values.dir || !Number.isInteger(port) || port < 0 || port > 65_535) {
  fail(
    'usage: main --dir <folder> --port <port> [--host <loopback address>] [--exit-with-parent] [--forget-unopened] [--allow-production]',
  );
}

try {
  const vault = await startEmbeddedVault({
    dir: values.dir,
    port,
    ...(values.host !== undefined && { host: values.host }),
    forgetUnopened: values['forget-unopened'],
    allowProduction: values['allow-production'],
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void vault.stop().then(() => process.exit(0));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  if (process.connected) process.on('disconnect', stop);
  if (values['exit-with-parent']) process.stdin.on('end', stop).on('close', stop).resume();
  process.stdout.write(`vault listening ${vault.address}\n`);
} catch (error) {
  fail(error instanceof Error ? error.message : 'The embedded Vault could not start.');
}
