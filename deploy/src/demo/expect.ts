/** What came differently from what the main job promises. The demo ends at the first one. */
export class Difference extends Error {}

/** What a reply must hold: each field that is named here, at any depth; what is not named may be anything. */
export type Shape = { [field: string]: unknown };

/** Throws a Difference at the first field that is not as expected. */
export function expectShape(actual: unknown, expected: Shape, where: string): void {
  for (const [field, value] of Object.entries(expected)) {
    const found = property(actual, field);
    if (isShape(value)) expectShape(found, value, `${where} ${field}:`);
    else expectEqual(found, value, `${where} ${field}`);
  }
}

export function expectEqual(actual: unknown, expected: unknown, where: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw differs(where, shown(expected), shown(actual));
}

export function expectTrue(holds: boolean, where: string, expected: string, got: unknown): void {
  if (!holds) throw differs(where, expected, shown(got));
}

export const differs = (where: string, expected: string, got: string): Difference =>
  new Difference(`${where}: expected ${expected}, got ${got}`);

/** A property of something whose shape is not known. */
export const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;

const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
};
