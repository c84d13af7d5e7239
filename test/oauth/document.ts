/** A reply under construction: what rules of the catalog will look for in it. */
export interface Draft {
  status: number;
  json: unknown;
  headers: Record<string, string>;
}

const step = /\.([^.[\]|]+)|\[(\d+)\]|\["([^"]*)"\]|\[\?([\w-]+)(?:=([^\]]*))?\]/g;

/** Puts a value where a reply path of the catalog reads it; of alternatives, at the first. What is there already stays. */
export function put(draft: Draft, path: string, value: unknown): void {
  const [first = ''] = path.split('|');
  if (first.startsWith('header ')) draft.headers[first.slice('header '.length).toLowerCase()] ??= String(value);
  if (!first.startsWith('$')) return;
  const steps = [...first.slice(1).matchAll(step)];
  draft.json = placed(draft.json, steps, value);
}

function placed(into: unknown, [first, ...rest]: RegExpMatchArray[], value: unknown): unknown {
  if (!first) return into ?? value;
  const [, name, index, quoted, key, wanted] = first;
  if (key !== undefined) {
    const list = Array.isArray(into) ? (into as Record<string, unknown>[]) : [];
    const expected = wanted ?? true;
    const known = list.find((item) => String(item[key]) === String(expected));
    const item = known ?? { [key]: expected };
    Object.assign(item, placed(item, rest, value));
    return known ? list : [...list, item];
  }
  if (index !== undefined) {
    const list: unknown[] = Array.isArray(into) ? (into as unknown[]) : [];
    list[Number(index)] = placed(list[Number(index)], rest, value);
    return list;
  }
  const object = into !== null && typeof into === 'object' ? (into as Record<string, unknown>) : {};
  const member = name ?? quoted ?? '';
  object[member] = placed(object[member], rest, value);
  return object;
}
