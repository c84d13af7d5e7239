// The database's own measure of what its clients ask for, statement by statement, from its log.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const settings = {
  log_min_duration_statement: '0',
  log_line_prefix: `'%d|%a|'`,
  log_parameter_max_length: '0',
};
const line = /^([^|\n]*)\|([^|\n]*)\|LOG: {2}duration: ([\d.]+) ms/gm;

/** Runs some work; resolves with the milliseconds that each database spent on the statements of requests meanwhile. */
export async function statementTimes({ admin, postgresLog }, work) {
  await change(
    admin,
    Object.entries(settings).map(([name, value]) => `alter system set ${name} = ${value}`),
  );
  const from = statSync(postgresLog).size;
  try {
    await work();
  } finally {
    await change(
      admin,
      Object.keys(settings).map((name) => `alter system reset ${name}`),
    );
  }
  const times = new Map();
  for (const [, database, application, ms] of textFrom(postgresLog, from).matchAll(line))
    // Not the job queue, nor this process.
    if (application.startsWith('drawbridge')) times.set(database, (times.get(database) ?? 0) + Number(ms));
  return times;
}

async function change(admin, statements) {
  for (const statement of statements) await admin.query(statement);
  await admin.query('select pg_reload_conf()');
  // Backends take new settings between two statements, once the signal has reached them.
  await pause(300);
}

function textFrom(file, position) {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(fstatSync(descriptor).size - position);
  readSync(descriptor, buffer, 0, buffer.length, position);
  closeSync(descriptor);
  return buffer.toString('utf8');
}
