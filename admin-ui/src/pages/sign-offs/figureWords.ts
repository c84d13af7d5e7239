/** What people call the figures and groups of the reports that are signed off. */
const words: Record<string, string> = {
  credentials: 'credentials',
  ok: 'on time',
  dueSoon: 'due soon',
  overdue: 'overdue',
  noPolicy: 'no policy',
  total: 'credentials',
  totals: 'In sum',
  byAge: 'By age',
  byApp: 'By app',
  byTenant: 'By tenant',
};

export const figureWord = (name: string): string => words[name] ?? name;

/** "12 credentials, 3 overdue" */
export const figureText = (totals: Record<string, number>): string =>
  order
    .concat(Object.keys(totals).filter((name) => !order.includes(name)))
    .filter((name) => totals[name] !== undefined)
    .map((name) => `${totals[name]?.toLocaleString('en')} ${figureWord(name)}`)
    .join(', ');

// jsonb keeps no order of its own.
const order = ['credentials', 'ok', 'dueSoon', 'overdue', 'noPolicy'];

export const signed = (difference: number): string =>
  `${difference > 0 ? '+' : '−'}${Math.abs(difference).toLocaleString('en')}`;

/** "+2 overdue, −1 on time" since the one before. */
export function changeText(before: Record<string, number>, after: Record<string, number>): string {
  const parts = order
    .concat(Object.keys(after).filter((name) => !order.includes(name)))
    .map((name) => ({ name, difference: (after[name] ?? 0) - (before[name] ?? 0) }))
    .filter(({ difference }) => difference !== 0);
  return parts.map(({ name, difference }) => `${signed(difference)} ${figureWord(name)}`).join(', ');
}
