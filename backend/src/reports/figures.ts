/** A row of a report: what it counts, and how much of it. */
export interface FigureRow {
  key: string;
  label: string;
  [figure: string]: string | number;
}

/** One number of a report, and where it stands in it. */
export interface Figure {
  group: string;
  key: string;
  label: string;
  figure: string;
  value: number;
}

/** All numbers of a report that was signed off: its totals, then each group of rows, in their order. */
export function numbersOf(figures: Record<string, unknown>): Figure[] {
  const totals = figures['totals'] as Record<string, number>;
  const groups = Object.entries(figures).filter((entry): entry is [string, FigureRow[]] => Array.isArray(entry[1]));
  return [
    ...inRow('totals', { key: '', label: '', ...totals }),
    ...groups.flatMap(([group, rows]) => rows.flatMap((row) => inRow(group, row))),
  ];
}

const inRow = (group: string, { key, label, ...figures }: FigureRow): Figure[] =>
  Object.entries(figures).flatMap(([figure, value]) =>
    typeof value === 'number' ? [{ group, key, label, figure, value }] : [],
  );

export interface Change {
  group: string;
  label: string;
  figure: string;
  before: number | null;
  after: number | null;
}

/** What differs between two reports of one kind; rows are the same where their keys are. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const place = ({ group, key, figure }: Figure) => JSON.stringify([group, key, figure]);
  const old = new Map(numbersOf(before).map((one) => [place(one), one]));
  const changed: Change[] = [];
  for (const one of numbersOf(after)) {
    const was = old.get(place(one));
    old.delete(place(one));
    if (was?.value !== one.value) changed.push(changeOf(one, was?.value ?? null, one.value));
  }
  return [...changed, ...[...old.values()].map((gone) => changeOf(gone, gone.value, null))];
}

const changeOf = ({ group, label, figure }: Figure, before: number | null, after: number | null): Change => ({
  group,
  label,
  figure,
  before,
  after,
});
