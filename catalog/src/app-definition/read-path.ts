/** What a provider answered, as far as rules look at it. */
export interface ProviderReply {
  /** HTTP or SMTP status; left out where the protocol has none. */
  readonly status?: number;
  /** The protocol's own code: SQLSTATE, enhanced status, error name. */
  readonly replyCode?: string;
  /** Header values by lower-case name. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** The parsed document, when the body is JSON or form-encoded. */
  readonly json?: unknown;
  /** The body as text. */
  readonly text?: string;
}

const step = /\.([^.[\]|]+)|\[(\d+)\]|\["([^"]*)"\]|\[\?([\w-]+)(?:=([^\]]*))?\]/y;

/** Reads `$.a.b[0]`, `$["a b"]`, `$.list[?is_default].id` or `$.list[?type=main].id`; `a|b`: the first that is not null. */
export function readPath(json: unknown, path: string): unknown {
  for (const alternative of path.split('|')) {
    const found = readOne(json, alternative);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function readOne(json: unknown, path: string): unknown {
  if (!path.startsWith('$')) return undefined;
  let value = json;
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) return undefined;
    const [, name, index, quoted, key, wanted] = match;
    value = key === undefined ? member(value, name ?? index ?? quoted ?? '') : firstWhere(value, key, wanted);
  }
  return value;
}

/** Own members only: a path never reaches a prototype. */
function member(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function firstWhere(value: unknown, key: string, wanted: string | undefined): unknown {
  if (!Array.isArray(value)) return undefined;
  return value.find((item: unknown) => {
    const found = member(item, key);
    return wanted === undefined ? Boolean(found) : found !== undefined && String(found) === wanted;
  });
}

/** Reads a reply path: JSON, `header x`, `body` or `xml A.B`; `a|b`: the first that has a value. */
export function readReply(reply: ProviderReply, path: string): unknown {
  for (const alternative of path.split('|')) {
    const found = readReplyOnce(reply, alternative);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function readReplyOnce(reply: ProviderReply, path: string): unknown {
  if (path === 'body') return reply.text;
  if (path.startsWith('header ')) return reply.headers?.[path.slice('header '.length).toLowerCase()];
  if (path.startsWith('xml ')) return readXml(reply.text ?? '', path.slice('xml '.length).split('.'));
  return readPath(reply.json, path);
}

/** Text of the first nested element. Enough for the flat replies of AWS and Azure; attributes and namespaces are ignored. */
function readXml(text: string, names: string[]): string | undefined {
  let inner = text;
  for (const name of names) {
    const open = new RegExp(`<${name.replace(/[^\w:-]/g, '')}(?:\\s[^>]*)?>`).exec(inner);
    const end = open ? inner.indexOf(`</${name}>`, open.index) : -1;
    if (!open || end < 0) return undefined;
    inner = inner.slice(open.index + open[0].length, end);
  }
  return inner
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
