import { createHash } from 'node:crypto';
import { fill, type Answer, type CaseValues, type Planted, type ProviderFacts } from './provider-facts.ts';

/** A reply as it goes over the wire. */
export interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

type Has = Readonly<Record<string, Planted>>;
type Document = Record<string | number, unknown>;

/** Where a provider says who somebody is: the parts of the identity that stand in a reply. */
export function namedIn(facts: ProviderFacts): Has {
  const rules = [facts.who.id, facts.who.label ?? ''].flatMap((rule) => (rule.split('|')[0] ?? '').split('#'));
  return Object.fromEntries(rules.filter(isInReply).map((path) => [path, '+']));
}

/** The account that a good key must be recognised as. */
export function expectedAccount(facts: ProviderFacts, values: CaseValues): string {
  const extra = (facts.extra ?? []).map(({ has }) => has ?? {});
  const said: Has = Object.assign({}, namedIn(facts), ...extra, facts.good?.[0]?.has, facts.login?.gives);
  const parts = (facts.who.id.split('|')[0] ?? '').split('#').map((part) => {
    if (isInReply(part)) return String(valueAt(part, planted(said[part]), values));
    const digest = /^sha256\(\{(\w+)\}\)$/.exec(part)?.[1];
    return digest === undefined ? fill(part, values) : `sha256:${sha256(fill(`{${digest}}`, values))}`;
  });
  return parts.join('#');
}

/** Writes an answer; JSON unless the facts speak of a text or of XML. */
export function written(answer: Answer, values: CaseValues): WireReply {
  const entries = Object.entries(answer.has ?? {}).map(
    ([path, value]) => [path, valueAt(path, value, values)] as const,
  );
  const headers = entries.filter(([path]) => path.startsWith('header '));
  const others = Object.fromEntries(
    headers.map(([path, value]) => [path.slice('header '.length), String(value)] as const),
  );
  const text = entries.find(([path]) => path === 'body');
  if (text)
    return { status: answer.status, headers: { 'content-type': 'text/plain', ...others }, text: String(text[1]) };
  const xml = entries.filter(([path]) => path.startsWith('xml '));
  if (xml.length > 0)
    return {
      status: answer.status,
      headers: { 'content-type': 'text/xml', ...others },
      text: xml.map(element).join(''),
    };
  const document = documentOf(entries.filter(([path]) => path.startsWith('$')));
  const body = answer.status === 204 ? '' : JSON.stringify(document);
  return { status: answer.status, headers: { 'content-type': 'application/json', ...others }, text: body };
}

/** A JSON document in which each value stands at its path. */
export function documentOf(entries: readonly (readonly [string, unknown])[]): unknown {
  const root: Document = {};
  for (const [path, value] of entries) {
    const steps = ['root', ...stepsOf(path)];
    let place = root;
    steps.forEach((step, index) => {
      const next = steps[index + 1];
      if (next === undefined) place[step] = value;
      else place = (place[step] ??= typeof next === 'number' ? [] : {}) as Document;
    });
  }
  return root['root'] ?? {};
}

/** What a planted value is in this case; made-up ones differ with the place and the case. */
export function valueAt(path: string, value: Planted, values: CaseValues): Planted {
  if (value === '+') return `${path.replace(/\W+/g, '')}-${values['n']}`;
  return typeof value === 'string' && !/\s/.test(value) ? fill(value, values) : value;
}

function planted(value: Planted | undefined): Planted {
  return value ?? '+';
}

function isInReply(part: string): boolean {
  return /^(?:\$|header |xml )/.test(part);
}

function stepsOf(path: string): (string | number)[] {
  const found = [...path.slice(1).matchAll(/\.([^.[\]]+)|\[(\d+)\]|\["([^"]+)"\]/gy)];
  if (found.map(([all]) => all).join('') !== path.slice(1)) throw new Error(`${path} is no plain path`);
  return found.map(([, name, index, quoted]) => (index === undefined ? (name ?? quoted ?? '') : Number(index)));
}

function element([path, value]: readonly [string, unknown]): string {
  const names = path.slice('xml '.length).split('.');
  const open = names.map((name) => `<${name}>`).join('');
  const close = [...names]
    .reverse()
    .map((name) => `</${name}>`)
    .join('');
  return `${open}${String(value)}${close}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
