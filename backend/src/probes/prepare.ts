import { readReply, type ProviderReply } from '@drawbridge/catalog';
import type { Egress } from '../platform/egress/index.ts';
import { judgeHttp } from './judge-http.ts';
import { send } from './http-client.ts';
import { refused, results, testErrorOf, undecided, type Finding } from './outcome.ts';
import { chooseItem } from './choose-item.ts';
import type { ProbeResult, Subject } from './probe-types.ts';
import { signJwt } from './signed-jwt.ts';
import { textOf } from './values.ts';

/** What has to be known before the test request can be built. */
export interface Prepared {
  readonly subject: Subject;
  readonly sessionReply?: ProviderReply;
  /** The chosen item of each lookup, as a reply that rules can read. */
  readonly items: Readonly<Record<string, ProviderReply>>;
  /** Set: the credential was already judged on the way, or a person has to choose first. */
  readonly stopped?: ProbeResult;
}

/** Logs in where the definition has a login call, then finds what only a look-up tells, such as the site. */
export async function prepare(egress: Egress, start: Subject): Promise<Prepared> {
  const session = await openSession(egress, await withSignedToken(start));
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
    const { item, choices } = chooseItem(lookup, reply, subject);
    if (choices) return { ...session, subject, items, stopped: { ...notChosen(subject), choices } };
    if (!item) return { ...session, subject, items, stopped: withoutItem(subject, reply) };
    items[lookup.key] = item;
    subject = fill(subject, 'lookup', item, lookup.key);
  }
  return { ...session, subject, items };
}

/** The token of a definition that signs one per request; one lasts longer than a test. */
async function withSignedToken(subject: Subject): Promise<Subject> {
  const { signing } = subject.method;
  if (signing?.kind !== 'jwt' || signing.use !== 'request') return subject;
  return { ...subject, values: { ...subject.values, signed_jwt: await signJwt(signing, subject.values, new Date()) } };
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

/** Ends the session that a test has opened. A server that does not take this lets it run out. */
export async function endSession(egress: Egress, { subject, sessionReply }: Prepared): Promise<void> {
  const logout = subject.method.session?.logout;
  if (logout && sessionReply) await send(egress, subject.method, logout, subject.values).catch(() => undefined);
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

/** Of a connection that exists: what it stands for is not among what the credential reaches. */
function notChosen({ app }: Subject): Finding {
  const meaning = `${app.name} accepts the credential, but what this connection stands for is not among what it reaches.`;
  return { test: results('ok', 'ok', 'failed'), error: testErrorOf('missing_scope', app.name, meaning) };
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
