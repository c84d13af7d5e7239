/** JSON pointers (RFC 6901) of the values that are not the same in both; a part that is new is named as a whole. */
export function differingPointers(before: unknown, after: unknown, at = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isNested(before) || !isNested(after) || Array.isArray(before) !== Array.isArray(after)) return [at || '/'];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys]
    .sort()
    .flatMap((key) =>
      differingPointers(
        (before as Record<string, unknown>)[key],
        (after as Record<string, unknown>)[key],
        `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      ),
    );
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;
