import { readReply, type Lookup, type ProviderReply } from '@drawbridge/catalog';
import type { Egress } from '../platform/egress/index.ts';
import { judgeHttp } from './judge-http.ts';
import { send } from './http-client.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';
import type { Subject } from './probe-types.ts';
import { textOf } from './values.ts';

/** What has to be known before the test request can be built. */
export interface Prepared {
  readonly subject: Subject;
  readonly sessionReply?: ProviderReply;
  /** The chosen item of each lookup, as a reply that rules can read. */
  readonly items: Readonly<Record<string, ProviderReply>>;
  /** Set: the credential was already judged on the way. */
  readonly stopped?: Finding;
}

/** Logs in where the definition has a login call, then finds what only a look-up tells, such as the site. */
export async function prepare(egress: Egress, start: Subject): Promise<Prepared> {
  const session = await openSession(egress, start);
  if (session.stopped) return session;
  let { subject } = session;
  const items: Record<string, ProviderReply> = {};
  for (const lookup of subject.method.lookups) {
    const missing = subject.method.fields.some(
      (field) =>
        field.filledFrom?.from === 'lookup' && field.filledFrom.lookup === lookup.key && !subject.values[field.key],
    );
    const isAsked = subject.method.account?.lookup === lookup.key;
    if (!missing && !isAsked) continue;
    const reply = await send(egress, subject.method, lookup.request, subject.values);
    const item = chosenItem(lookup, reply, subject);
    if (!item) return { ...session, subject, items, stopped: withoutItem(subject, reply) };
    items[lookup.key] = item;
    subject = fill(subject, 'lookup', item, lookup.key);
  }
  return { ...session, subject, items };
}

async function openSession(egress: Egress, subject: Subject): Promise<Prepared> {
  const { session } = subject.method;
  if (!session) return { subject, items: {} };
  const reply = await send(egress, subject.method, session.request, subject.values);
  const token = textOf(readReply(reply, session.tokenPath));
  if (token === undefined) return { subject, items: {}, stopped: withoutToken(subject, reply) };
  const values = { ...subject.values, session_token: token };
  return { subject: fill({ ...subject, values }, 'session', reply), sessionReply: reply, items: {} };
}

/** The login is not what `expect` describes, so an acceptance there means nothing here. */
function withoutToken(subject: Subject, reply: ProviderReply): Finding {
  const judged = judgeHttp(subject.method, reply, subject.app.name);
  return judged.error ? judged : undecided('unexpected_reply', subject.app.name);
}

function withoutItem(subject: Subject, reply: ProviderReply): Finding {
  const { name } = subject.app;
  if (reply.status === 401) return refused(name);
  if (reply.status !== 200 || reply.json === undefined) return withoutToken(subject, reply);
  const meaning = `${name} accepts the credential, but it reaches nothing there.`;
  return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', name, meaning) };
}

/** The item that was chosen before, which its id among the values tells, else the first one. */
function chosenItem(lookup: Lookup, reply: ProviderReply, subject: Subject): ProviderReply | undefined {
  const found = readReply(reply, lookup.items);
  const list: unknown[] = Array.isArray(found) ? found : found === undefined ? [] : [found];
  const known = new Set(Object.values(subject.values));
  const candidates = list
    .map((json) => ({ json, id: textOf(readReply({ json }, lookup.itemId)) }))
    .filter(({ id }) => id !== undefined);
  const chosen = candidates.find(({ id }) => known.has(id ?? '')) ?? candidates[0];
  return chosen && { json: chosen.json };
}

function fill(subject: Subject, from: 'session' | 'lookup', reply: ProviderReply, lookup?: string): Subject {
  const values: Record<string, string> = { ...subject.values };
  for (const field of subject.method.fields) {
    const source = field.filledFrom;
    if (source?.from !== from || (source.from === 'lookup' && source.lookup !== lookup)) continue;
    const value = textOf(readReply(reply, source.path));
    if (value !== undefined) values[field.key] = value;
  }
  return { ...subject, values };
}
