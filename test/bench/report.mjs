import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Writes everything that was measured as JSON, and returns the file's path within the repository. */
export function writeResults(repository, content) {
  const folder = path.join(repository, 'bench-results');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${content.startedAt.replaceAll(/[:.]/g, '-')}.json`);
  const [cpu] = os.cpus();
  const machine = {
    cpus: os.cpus().length,
    model: cpu?.model,
    memoryMb: Math.round(os.totalmem() / 2 ** 20),
    node: process.version,
  };
  writeFileSync(file, `${JSON.stringify({ machine, ...content }, rounded, 2)}\n`);
  return path.relative(repository, file);
}

/** The figures that have a goal as a short table. */
export function table(goals) {
  const rows = goals.map(({ name, value, goal, unit, met }) => [
    name,
    `${met ? 'reached' : 'missed'}: ${value.toFixed(value < 10 ? 2 : 0)}${unit}`,
    `goal ${goal}`,
  ]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')).join('\n');
}

const rounded = (_, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
