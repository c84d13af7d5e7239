import { csvLine } from '../platform/index.ts';
import { numbersOf } from './figures.ts';
import type { SignOff } from './sign-off.entity.ts';

/** What was signed off, by whom, and every figure, one a line. The digest is the one of the JSON file. */
export function signOffCsv(row: Readonly<SignOff>): string {
  const facts = Object.entries({
    id: row.id,
    'signed by': row.signedByName,
    'signed at': row.signedAt.toISOString(),
    statement: row.statement,
    'sha-256 of the json file': row.digest,
  });
  const figures = numbersOf(JSON.parse(row.figures) as Record<string, unknown>);
  return [
    ['group', 'key', 'label', 'figure', 'value'],
    ...facts.map(([figure, value]) => ['sign-off', '', '', figure, value]),
    ...figures.map(({ group, key, label, figure, value }) => [group, key, label, figure, value]),
  ]
    .map(csvLine)
    .join('');
}
