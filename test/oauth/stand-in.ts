import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  buildUrl,
  matches,
  type MethodDefinition,
  type OAuth2Definition,
  type RequestDefinition,
} from '@drawbridge/catalog';
import { freePort } from '@drawbridge/deploy/processes/ports';
import { put, type Draft } from './document.ts';
import { filledValue } from './typed-values.ts';

export const clientSecret = 'every-app-client-secret';

/** The provider that is stood in for at the moment. */
export interface Stage {
  method: MethodDefinition;
  oauth2: OAuth2Definition;
  clientId: string;
  /** What the addresses are made of. */
  values: Record<string, string>;
  code: string;
  challenge: string | null;
  redirectUri: string;
}

/** Whatever is wrong with a request, in words; the test expects none. */
export class StandIn {
  faults: string[] = [];
  /** Tokens that were given out, the newest last. */
  tokens: string[] = [];
  refreshes = 0;
  /** Tokens that it was asked to end. */
  revoked: string[] = [];
  /** Everything that was sent to it since it was entered, with the host that it was meant for. */
  asked: string[] = [];
  private stage: Stage | undefined;
  private turn = 0;
  private failure: Draft | undefined;
  private readonly server: Server;
  port = 0;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => this.answer(request, response, body));
    });
  }

  async listen(): Promise<void> {
    this.port = await freePort();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  enter(stage: Stage): void {
    Object.assign(this, { stage, faults: [], tokens: [], refreshes: 0, revoked: [], asked: [], failure: undefined });
  }

  /** The next token call is answered by the first of the errors that come with status 200. */
  failOnce(oauth2: OAuth2Definition): void {
    const [rule] = oauth2.tokenErrors;
    this.failure = { status: 200, json: {}, headers: {} };
    if (rule?.at !== undefined) put(this.failure, rule.at, rule.equals?.[0] ?? 'bad_verification_code');
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const url = new URL(request.url ?? '', `https://${String(request.headers['x-asked-host'])}`);
    this.asked.push(JSON.stringify([url.href, request.headers, body]));
    const draft = this.reply(request, url, body);
    response.writeHead(draft.status, { 'content-type': 'application/json', ...draft.headers });
    response.end(JSON.stringify(draft.json));
  }

  private reply(request: IncomingMessage, url: URL, body: string): Draft {
    const { stage } = this;
    if (!stage) return refused(500);
    const { oauth2 } = stage;
    const params = paramsOf(request, url, body);
    const at = (address: string | undefined) => address !== undefined && isAt(stage, address, url);
    const type = params.get(oauth2.refresh.tokenParam) !== null ? params.get('grant_type') : undefined;
    const exchange = oauth2.longLivedExchange;
    if (exchange && at(exchange.url) && params.get('grant_type') === exchange.grantType)
      return this.prolong(params, exchange.tokenParam, request.method === exchange.method);
    if (at(oauth2.refreshUrl ?? oauth2.tokenUrl) && type === oauth2.refresh.grantType && this.tokens.length > 0)
      return this.refresh(stage, request, params);
    const { revocation } = oauth2;
    if (at(revocation?.url) && request.method === revocation?.method && params.get('grant_type') === null)
      return this.revoke(stage, request, params);
    if (at(oauth2.tokenUrl) && oauth2.grant === 'client_credentials') return this.ask(stage, request, params);
    if (at(oauth2.tokenUrl)) return this.exchange(stage, request, params);
    return this.api(stage, request, url);
  }

  private exchange(stage: Stage, request: IncomingMessage, params: URLSearchParams): Draft {
    const { oauth2, code, redirectUri, challenge } = stage;
    const names = oauth2.paramNames;
    if (this.failure) return this.failure;
    this.expect(params.get(names.code ?? 'code') === code, 'code');
    this.expect(params.get(names.redirectUri ?? 'redirect_uri') === redirectUri, 'redirect_uri');
    const verifier = params.get('code_verifier');
    const digest = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
    this.expect(digest === challenge, 'code_verifier');
    for (const name of Object.keys(oauth2.tokenParams)) this.expect(params.get(name) !== null, `parameter ${name}`);
    this.expectClient(stage, request, params);
    return this.granted(stage);
  }

  private refresh(stage: Stage, request: IncomingMessage, params: URLSearchParams): Draft {
    const { refresh, refreshParams, scopeParam } = stage.oauth2;
    const scopes = stage.method.scopes.length > 0 ? params.get(scopeParam ?? 'scope') : '';
    this.expect((scopes !== null && scopes !== '') === refresh.sendScopes, 'the scopes of a refresh');
    const token = params.get(refresh.tokenParam);
    const isKnown = refresh.token === 'access_token' ? token === this.tokens.at(-1) : token === `refresh-${this.turn}`;
    this.expect(isKnown, 'the token to renew');
    this.expect(request.method === refresh.method, 'the method of the refresh call');
    for (const name of Object.keys(refreshParams)) this.expect(params.get(name) !== null, `parameter ${name}`);
    if (refresh.token === 'refresh_token') this.expectClient(stage, request, params);
    this.refreshes += 1;
    return this.granted(stage);
  }

  private ask(stage: Stage, request: IncomingMessage, params: URLSearchParams): Draft {
    this.expect(params.get('grant_type') === 'client_credentials', 'grant_type');
    this.expectClient(stage, request, params);
    return this.granted(stage);
  }

  private revoke(stage: Stage, request: IncomingMessage, params: URLSearchParams): Draft {
    this.expectClient(stage, request, params);
    this.revoked.push(params.get(stage.oauth2.revocation?.param ?? 'token') ?? '');
    return { status: 200, headers: {}, json: {} };
  }

  private prolong(params: URLSearchParams, name: string, isMethod: boolean): Draft {
    this.expect(isMethod && params.get(name) === this.tokens.at(-1), 'the token to prolong');
    return { status: 200, headers: {}, json: { access_token: this.next('long'), expires_in: 5_184_000 } };
  }

  private expectClient({ oauth2, clientId }: Stage, request: IncomingMessage, params: URLSearchParams): void {
    const names = oauth2.paramNames;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    const inBody =
      params.get(names.clientId ?? 'client_id') === clientId &&
      params.get(names.clientSecret ?? 'client_secret') === clientSecret;
    const isInBody = oauth2.clientAuth === 'body';
    this.expect(isInBody ? inBody : request.headers.authorization === basic, 'the client');
    const type = request.headers['content-type'] ?? '';
    const wanted = oauth2.tokenRequestFormat === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    if (request.method === 'POST') this.expect(type.startsWith(wanted), `a body as ${wanted}`);
  }

  private granted({ method, oauth2 }: Stage): Draft {
    this.turn += 1;
    const draft: Draft = { status: 200, json: {}, headers: {} };
    const paths = oauth2.tokenPaths;
    put(draft, paths.accessToken ?? '$.access_token', this.next('token'));
    if (oauth2.refresh.issued !== 'never') put(draft, paths.refreshToken ?? '$.refresh_token', `refresh-${this.turn}`);
    if (oauth2.accessTokenTtlSeconds !== null) put(draft, paths.expiresIn ?? '$.expires_in', 3600);
    const granted = method.scopes.map(({ name }) => name).join(oauth2.grantedScopeSeparator ?? sent(oauth2));
    if (method.scopes.length > 0) put(draft, paths.scope ?? '$.scope', granted);
    const rule = method.permissionTest;
    if (rule?.kind === 'scopes' && rule.of === 'token')
      put(draft, rule.path, method.scopes.map(({ name }) => name).join(rule.separator));
    for (const field of method.fields)
      if (field.filledFrom?.from === 'token') put(draft, field.filledFrom.path, filledValue(field, String(this.turn)));
    if (method.account?.from === 'token') identity(draft, method.account);
    for (const [name, path] of Object.entries(oauth2.tokenFields))
      put(draft, path, /_ur[il]$/.test(name) ? `https://acme.example.com/${name}` : leafValue(path));
    return draft;
  }

  private next(kind: string): string {
    const token = `${kind}-${this.tokens.length}-of-every-app-test`;
    this.tokens.push(token);
    return token;
  }

  /** Everything else: the API itself, for whoever has the newest token. */
  private api({ method, values }: Stage, request: IncomingMessage, url: URL): Draft {
    const shown = JSON.stringify([request.headers, url.href]);
    if (!shown.includes(this.tokens.at(-1) ?? 'no token')) return refused(401);
    const draft: Draft = { status: 200, json: undefined, headers: {} };
    const isTo = (definition: RequestDefinition | undefined) =>
      definition !== undefined &&
      isAt({ method, values: { ...values, ...this.lookedUp(method) } }, definition.url, url);
    const { test, account, permissionTest } = method;
    for (const lookup of method.lookups)
      if (isTo(lookup.request)) {
        const item: Draft = { status: 200, json: {}, headers: {} };
        for (const field of method.fields)
          if (field.filledFrom?.from === 'lookup' && field.filledFrom.lookup === lookup.key)
            put(item, field.filledFrom.path, filledValue(field, ''));
        put(item, lookup.itemId, 'item-4711');
        put(item, lookup.itemLabel, 'Item');
        if (account?.from === 'lookup') identity(item, account);
        const isList = lookup.items !== '$' || lookup.choose === 'ask';
        put(draft, lookup.items, isList ? [item.json] : item.json);
      }
    if (test.kind === 'request' && isTo(test.request)) {
      const { expect } = test;
      draft.status = expect.status?.[0] ?? 200;
      if (expect.at !== undefined) put(draft, expect.at, expect.equals?.[0] ?? expect.contains?.[0] ?? '4711');
      if (account?.from === 'test') identity(draft, account);
      if (permissionTest?.kind === 'scopes' && permissionTest.of === 'test')
        put(draft, permissionTest.path, method.scopes.map(({ name }) => name).join(permissionTest.separator));
    }
    if (isTo(account?.request) && account) identity(draft, account);
    if (permissionTest?.kind === 'request' && isTo(permissionTest.request)) {
      const { at, equals } = permissionTest.expect;
      if (at !== undefined) put(draft, at, equals?.[0] ?? '4711');
    }
    draft.json ??= {};
    const wrong = test.kind === 'request' ? test.invalid.find((rule) => matches(rule, draft)) : undefined;
    this.expect(wrong === undefined, 'a reply that its own definition takes for a refusal');
    return draft;
  }

  private lookedUp(method: MethodDefinition): Record<string, string> {
    return Object.fromEntries(
      method.fields.flatMap((field) =>
        field.filledFrom?.from === 'lookup' || field.filledFrom?.from === 'token'
          ? [[field.key, filledValue(field, field.filledFrom.from === 'token' ? String(this.turn) : '')]]
          : [],
      ),
    );
  }

  private expect(isRight: boolean, what: string): void {
    if (!isRight) this.faults.push(what);
  }
}

const refused = (status: number): Draft => ({ status, json: { error: 'refused' }, headers: {} });
const sent = ({ scopeSeparator }: OAuth2Definition): string => (scopeSeparator === '+' ? ' ' : scopeSeparator);

/** One value for one name, wherever it stands: the account of the token reply is the one of the API. */
const leafValue = (path: string): string =>
  `${/[\w-]+(?=[^\w]*$)/.exec(path.split('|')[0] ?? '')?.[0] ?? 'value'}-4711`;

/** Puts the id and the label where the rule reads them. */
function identity(draft: Draft, rule: { id: string; label?: string | undefined }): void {
  for (const text of [rule.id, rule.label ?? '']) {
    const [first = ''] = text.split('|');
    for (const part of first.split('#')) if (/^(\$|header )/.test(part)) put(draft, part, leafValue(part));
  }
}

function isAt(stage: Pick<Stage, 'method' | 'values'>, address: string, url: URL): boolean {
  try {
    const wanted = new URL(buildUrl(stage.method, address, stage.values).href);
    return wanted.host === url.host && wanted.pathname === url.pathname;
  } catch {
    return false;
  }
}

function paramsOf(request: IncomingMessage, url: URL, body: string): URLSearchParams {
  if (request.method === 'GET') return url.searchParams;
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  return new URLSearchParams(isJson ? (JSON.parse(body) as Record<string, string>) : body);
}
