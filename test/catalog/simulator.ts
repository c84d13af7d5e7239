import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { listen, shut } from '../egress/support.ts';
import { decodedBasic, differences, isFor, originHeader, type Arrival, type Expected } from './arrival.ts';
import { documentOf, namedIn, valueAt, written, type WireReply } from './answers.ts';
import type { Answer, CaseValues, ProviderFacts } from './provider-facts.ts';
import { tokenCall } from './token-endpoint.ts';

/** What the provider is made to do. */
export type Scenario =
  /** A key that works; `answer` chooses among the answers that a working key may get. */
  | { readonly is: 'good'; readonly answer?: number }
  /** A key that does not work; `answer` chooses among the refusals, `client` one by the token endpoint. */
  | { readonly is: 'refused'; readonly answer: number | 'client' }
  /** Answers as if all were well, but names nobody. */
  | { readonly is: 'nobody' }
  /** A working key with too few permissions: as the facts describe it, or a bare 403. */
  | { readonly is: 'narrow' | 'forbidden' }
  /** What says nothing about a key. */
  | { readonly is: 'busy' | 'broken' | 'page' | 'silent' };

/** One conversation with a provider: a credential of its own, and what went wrong in the requests with it. */
export interface Case {
  readonly facts: ProviderFacts;
  readonly scenario: Scenario;
  readonly values: CaseValues;
  readonly faults: string[];
  calls: number;
}

const outages: Record<'busy' | 'broken' | 'page' | 'forbidden', WireReply> = {
  busy: { status: 429, headers: { 'retry-after': '7', 'content-type': 'application/json' }, text: '{}' },
  broken: { status: 500, headers: { 'content-type': 'application/json' }, text: '{}' },
  page: { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, text: '<!doctype html><p>Sign in</p>' },
  forbidden: { status: 403, headers: { 'content-type': 'application/json' }, text: '{}' },
};

/** What a web server says where no API lives. */
const nowhere: WireReply = {
  status: 404,
  headers: { 'content-type': 'text/html' },
  text: '<!doctype html><title>Not found</title>',
};

/**
 * Stands in for all providers at once. Who is asked is told by the origin, who asks by the credential: each case has
 * its own number in it. A request that is not as the facts want it is refused as a wrong key would be.
 */
export class ProviderSimulator {
  private readonly cases = new Map<string, Case>();
  private server: Server | undefined;
  port = 0;

  async start(): Promise<void> {
    this.server = createServer((request, response) => void this.serve(request, response));
    this.port = await listen(this.server);
  }

  async close(): Promise<void> {
    if (this.server) await shut(this.server);
  }

  /** Begins a conversation; `values` makes the credential out of the number of the case. */
  open(facts: ProviderFacts, scenario: Scenario, values: (n: string) => CaseValues): Case {
    const n = String(10_000 + this.cases.size);
    const opened: Case = { facts, scenario, values: { ...values(n), n }, faults: [], calls: 0 };
    this.cases.set(n, opened);
    return opened;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const arrival = await arrivalOf(request);
    const asked = this.cases.get(numberIn(arrival) ?? '');
    if (asked) asked.calls++;
    if (asked?.scenario.is === 'silent') return;
    const reply = asked ? answered(asked, arrival) : nowhere;
    response.writeHead(reply.status, reply.headers).end(request.method === 'HEAD' ? '' : reply.text);
  }
}

/** A fact that cannot be checked is a fault of the case, not a hanging connection. */
function answered(asked: Case, arrival: Arrival): WireReply {
  try {
    return answer(asked, arrival);
  } catch (error) {
    asked.faults.push(String(error));
    return nowhere;
  }
}

function answer(asked: Case, arrival: Arrival): WireReply {
  const { scenario, values } = asked;
  const [expected, said] = callOf(asked, arrival);
  const isTokenCall = expected !== undefined && expected.call === tokenCall(asked.facts)?.expected.call;
  // A client with too few permissions still gets its token.
  if (scenario.is in outages && !(scenario.is === 'forbidden' && isTokenCall && asked.facts.call))
    return outages[scenario.is as keyof typeof outages];
  if (!expected) {
    asked.faults.push(`nobody lives at ${arrival.verb} ${arrival.url.href}`);
    return nowhere;
  }
  const faults = differences(arrival, expected, values);
  asked.faults.push(...faults);
  return written(faults.length > 0 ? refusal(asked.facts, 0) : said, values);
}

/** Which call of the provider this is, and what it answers in this scenario. */
function callOf(asked: Case, arrival: Arrival): [expected: Expected | undefined, said: Answer] {
  const { facts, scenario, values } = asked;
  const token = tokenCall(facts);
  if (token && isFor(arrival, token.expected.call, values)) return [token.expected, tokenAnswer(asked)];
  const index = (facts.extra ?? []).findIndex(({ call }) => isFor(arrival, call, values));
  const extra = facts.extra?.[index];
  if (extra) {
    const sends = extra.sends ?? facts.sends;
    return [{ call: extra.call, sends, body: extra.body ?? {} }, extraAnswer(asked, index)];
  }
  if (!facts.call || !isFor(arrival, facts.call, values)) return [undefined, { status: 404 }];
  const expected = {
    call: facts.call,
    sends: facts.sends,
    fixed: facts.fixed ?? {},
    body: facts.body ?? facts.form ?? {},
  };
  if (scenario.is === 'refused') return [expected, refusal(facts, scenario.answer)];
  return [expected, testAnswer(asked)];
}

function testAnswer({ facts, scenario }: Case): Answer {
  const good = facts.good?.[scenario.is === 'good' ? (scenario.answer ?? 0) : 0] ?? { status: 200 };
  if (scenario.is === 'nobody') return good;
  const named = facts.who.in === 'reply' ? { ...good, has: { ...namedIn(facts), ...good.has } } : good;
  const { narrow } = facts;
  if (scenario.is !== 'narrow' || narrow?.extra !== undefined || narrow?.status === undefined) return named;
  const has = { ...(narrow.status < 300 ? named.has : {}), ...narrow.has };
  return { status: narrow.status, has };
}

function extraAnswer({ facts, scenario }: Case, index: number): Answer {
  if (scenario.is === 'refused') return refusal(facts, scenario.answer);
  const named = facts.who.in === 'extra' && scenario.is !== 'nobody' ? namedIn(facts) : {};
  const changed = scenario.is === 'narrow' && facts.narrow?.extra === index ? facts.narrow.has : {};
  return { status: 200, has: { ...named, ...facts.extra?.[index]?.has, ...changed } };
}

function tokenAnswer(asked: Case): Answer {
  const { facts, scenario } = asked;
  const isRefused = scenario.is === 'refused' && (scenario.answer === 'client' || facts.call === undefined);
  if (!isRefused) return { status: 200, has: tokenMembers(asked) };
  return facts.call === undefined ? refusal(facts, scenario.answer) : refusal(facts, 'client');
}

/** The reply of the token endpoint: RFC 6749 section 5.1, and what this provider adds. */
function tokenMembers({ facts, scenario, values }: Case): NonNullable<Answer['has']> {
  const { login, narrow, who } = facts;
  const scopes = login?.scopes ?? [];
  const granted = scopes.filter((scope) => scenario.is !== 'narrow' || !narrow?.scopes || scope !== narrow.lacks);
  return {
    '$.access_token': values['access_token'] ?? '',
    '$.token_type': 'Bearer',
    '$.expires_in': 3600,
    ...(scopes.length > 0 ? { [narrow?.scopes ?? '$.scope']: granted.join(login?.separator ?? ' ') } : {}),
    ...(who.in === 'token' && scenario.is !== 'nobody' ? namedIn(facts) : {}),
    ...login?.gives,
  };
}

/** The reply of the token endpoint that came before the test, where a person granted it. */
export function tokenReply(asked: Case): unknown {
  const entries = Object.entries(tokenMembers(asked));
  return documentOf(entries.map(([path, value]) => [path, valueAt(path, value, asked.values)]));
}

/** RFC 6749 section 5.2 for the client, else what the provider says to a wrong key. */
function refusal(facts: ProviderFacts, which: number | 'client'): Answer {
  if (which === 'client') return { status: 401, has: { '$.error': 'invalid_client' } };
  return facts.bad?.[which] ?? { status: 401 };
}

/** The number of the case, wherever in the request its credential stands. */
function numberIn({ url, headers, body }: Arrival): string | undefined {
  const texts = [
    decodeURIComponent(url.href),
    ...Object.values(headers).map(String),
    decodedBasic(String(headers.authorization)),
    body,
  ];
  return /sim(\d+)[xy]/i.exec(texts.join('\n'))?.[1];
}

async function arrivalOf(request: IncomingMessage): Promise<Arrival> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? '/', String(request.headers[originHeader]));
  return { verb: request.method ?? '', url, headers: request.headers, body: Buffer.concat(chunks).toString() };
}
