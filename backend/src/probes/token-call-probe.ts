import {
  buildUrl,
  fillTemplate,
  judgeReply,
  readReply,
  requestedScopes,
  TemplateError,
  type OAuth2Definition,
  type ProviderReply,
} from '@drawbridge/catalog';
import type { Egress } from '../platform/egress/index.ts';
import { finish } from './http-probe.ts';
import { fromVerdict, undecided, results, type Finding } from './outcome.ts';
import type { ProbeResult, Subject } from './probe-types.ts';
import { signJwt } from './signed-jwt.ts';
import { toProviderReply } from './provider-reply.ts';
import { textOf, type Values } from './values.ts';

/** The answer of the token endpoint, and what is known after it. */
export interface TokenCall {
  readonly subject: Subject;
  readonly reply: ProviderReply;
  readonly finding: Finding;
}

/** Whether a token can be had without a person: by a client's secret, or by an assertion that its key signs. */
export function canAskForToken(subject: Subject): boolean {
  const { oauth2, signing } = subject.method;
  if (oauth2?.grant === 'jwt_bearer') return signing?.kind === 'jwt' && signing.use === 'assertion';
  return oauth2?.grant === 'client_credentials' && oauth2.clientAuth !== 'private_key_jwt';
}

/** Tests a client by asking for a token with it. */
export async function probeTokenCall(egress: Egress, start: Subject): Promise<ProbeResult> {
  const { subject, reply, finding } = await askForToken(egress, start);
  return finish(egress, { subject, items: {} }, finding, reply, start);
}

/** Client credentials grant, RFC 6749 section 4.4, or an assertion as the grant, RFC 7523 section 2.1. */
export async function askForToken(egress: Egress, subject: Subject): Promise<TokenCall> {
  const { method, app } = subject;
  const { oauth2 } = method;
  if (!oauth2) throw new TypeError('a token call needs oauth2');
  const reply = toProviderReply(await egress.request({ ...(await tokenRequest(oauth2, subject)), oversize: 'cut' }));
  const verdict = judgeReply(method.test.kind === 'token_call' ? method : { ...method, test: standardTest }, reply);
  const finding = fromVerdict(verdict, app.name);
  if (finding.test.token !== 'ok') return { subject, reply, finding };
  const token = textOf(readReply(reply, oauth2.tokenPaths.accessToken ?? '$.access_token'));
  if (token === undefined) return { subject, reply, finding: undecided('unexpected_reply', app.name) };
  const values: Record<string, string> = { ...subject.values, access_token: token };
  const declared = Object.entries(oauth2.tokenFields).map(([key, path]) => ({ key, path }));
  const filled = method.fields.flatMap(({ key, filledFrom }) =>
    filledFrom?.from === 'token' ? [{ key, path: filledFrom.path }] : [],
  );
  for (const { key, path } of [...declared, ...filled]) {
    const value = textOf(readReply(reply, path));
    if (value !== undefined) values[key] = value;
  }
  // The scopes and the account may stand in the token reply; that a token came says nothing about permissions.
  const test = method.permissionTest ? results('ok', 'ok', 'undecided') : finding.test;
  return { subject: { ...subject, values, tokenReply: reply.json }, reply, finding: { test } };
}

const standardTest = {
  kind: 'token_call' as const,
  invalid: [{ status: [401] }, { at: '$.error', equals: ['invalid_client', 'unauthorized_client'] }],
};

async function tokenRequest(oauth2: OAuth2Definition, { method, values }: Subject) {
  const url = new URL(buildUrl(method, oauth2.tokenUrl, values).href);
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Drawbridge' };
  for (const [name, value] of Object.entries(oauth2.tokenHeaders))
    headers[name.toLowerCase()] = fillTemplate(value, values, 'header');
  const { params, authorization } = await grantOf(oauth2, { method, values });
  for (const [name, value] of Object.entries(oauth2.tokenParams)) params[name] = fillTemplate(value, values, 'body');
  if (authorization) headers['authorization'] = authorization;
  if (oauth2.tokenMethod === 'GET') {
    for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    return { url, method: 'GET', headers };
  }
  const isJson = oauth2.tokenRequestFormat === 'json';
  headers['content-type'] ??= isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    url,
    method: 'POST',
    headers,
    body: isJson ? JSON.stringify(params) : new URLSearchParams(params).toString(),
  };
}

/** What is shown for the token: an assertion, or the client's id and secret in their places. */
async function grantOf(
  oauth2: OAuth2Definition,
  { method, values }: Pick<Subject, 'method' | 'values'>,
): Promise<{ params: Record<string, string>; authorization?: string }> {
  if (oauth2.grant === 'jwt_bearer' && method.signing?.kind === 'jwt') {
    const assertion = await signJwt(method.signing, values, new Date());
    return { params: { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion } };
  }
  const params = { grant_type: 'client_credentials', ...requestedScopes(method) };
  const [id, secret] = [needed(values, 'client_id'), needed(values, 'client_secret')];
  if (oauth2.clientAuth === 'basic' || oauth2.clientAuth === 'either') {
    const login = Buffer.from(`${formEncode(id)}:${formEncode(secret)}`).toString('base64');
    return { params, authorization: `Basic ${login}` };
  }
  const { clientId = 'client_id', clientSecret = 'client_secret' } = oauth2.paramNames;
  return { params: { ...params, [clientId]: id, [clientSecret]: secret } };
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function needed(values: Values, name: string): string {
  const value = values[name];
  if (!value) throw new TemplateError(name, 'has no value');
  return value;
}
