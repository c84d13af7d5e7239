/** Longest regular expression source that a definition may hold. */
const maxPatternLength = 300;

/**
 * Says why a regular expression may not be used, or undefined when it may.
 * The check is deliberately narrow: what the catalog needs is small, and a pattern runs on input that a stranger typed.
 */
export function patternFault(source: string): string | undefined {
  if (source.length > maxPatternLength) return `must have at most ${maxPatternLength} characters`;
  try {
    new RegExp(source, 'u');
  } catch {
    return 'must be a regular expression that compiles with the u flag';
  }
  if (/\\[1-9]|\\k</.test(source)) return 'must not hold back references';
  if (/\(\?(?!:)/.test(source)) return 'must not hold look-arounds or named groups';
  return repeatedGroups(source).some(isAmbiguous)
    ? 'must not repeat a group that can match the same text twice'
    : undefined;
}

/** The inner sources of all groups that are followed by `*`, `+` or `{n,}`. */
function repeatedGroups(source: string): string[] {
  const found: string[] = [];
  const open: number[] = [];
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const letter = source[i];
    if (letter === '\\') i++;
    else if (inClass) inClass = letter !== ']';
    else if (letter === '[') inClass = true;
    else if (letter === '(') open.push(i + 1);
    else if (letter === ')') {
      const start = open.pop() ?? 0;
      if (/^(?:[*+]|\{\d+,\})/.test(source.slice(i + 1))) found.push(source.slice(start, i).replace(/^\?:/, ''));
    }
  }
  return found;
}

/** A repeated group is safe when it has one way to match a text: no choice and no repetition inside, or it starts with a separator that its body never matches. */
function isAmbiguous(group: string): boolean {
  if (!/[*+?|]|\{\d*,\d*\}/.test(group.replace(/\\.|\[[^\]]*\]/g, 'x'))) return false;
  const parts = /^(\\?[^\w\s[(])(\[[^\]]+\])[*+]$/.exec(group);
  if (!parts) return true;
  const separator = (parts[1] as string).replace('\\', '');
  return new RegExp(parts[2] as string, 'u').test(separator);
}
