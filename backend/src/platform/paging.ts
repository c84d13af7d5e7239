import { parseId, type IdKind } from '@drawbridge/catalog';
import { invalidField } from './problem.ts';

/** A page of rows and where the next one starts. Ask the database for one row more than the limit. */
export function pageOf<Row, Item>(
  rows: Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  view: (row: Row) => Item,
) {
  const more = rows.length > limit;
  const shown = more ? rows.slice(0, limit) : rows;
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: more && last !== undefined ? cursorOf(last) : null };
}

/** Refuses a cursor that is not an id of this kind. */
export function cursorId(kind: IdKind, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  try {
    parseId(kind, cursor);
    return cursor;
  } catch {
    throw invalidField('invalid_input', 'cursor', 'is not a cursor of this list');
  }
}

/** A cursor for lists in another order than creation: the sort key and the id, opaque to the caller. */
export const encodeCursor = (...parts: string[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Reads such a cursor; refuses anything else. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string'))
      return parts;
  } catch {
    // falls through to the refusal
  }
  throw invalidField('invalid_input', 'cursor', 'is not a cursor of this list');
}

/** A LIKE pattern that finds the text anywhere, with its wildcards taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
