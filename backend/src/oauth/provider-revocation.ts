import { buildUrl, type Revocation } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import * as client from 'openid-client';
import { AppCatalog } from '../apps/index.ts';
import { record } from '../audit/index.ts';
import { CallRecorder, lockConnection, targetOf, type Connection } from '../connections/index.ts';
import { Clock, Log, UnitOfWork } from '../platform/index.ts';
import { Egress, fetchThrough } from '../platform/egress/index.ts';
import { SecretStore, tenantPlace, type SecretFields } from '../secrets/index.ts';
import { authentication } from './client-authentication.ts';
import { clientById, ClientSecrets } from './client-secret.ts';
import { filledParams, type Party } from './party.ts';

const limits = { totalMs: 5_000, maxBytes: 16_384 };

/** Ends a grant at the provider as well: as well as that goes, and with its outcome in the trail. */
@Injectable()
export class ProviderRevocation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly apps: AppCatalog,
    private readonly clients: ClientSecrets,
    private readonly store: SecretStore,
    private readonly egress: Egress,
    private readonly calls: CallRecorder,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Reads what it takes while it is still there. The revocation of ours never waits for the provider's to succeed. */
  async prepare(connection: Connection): Promise<() => Promise<void>> {
    const { app, method } = await this.apps.made(connection);
    const { oauth2 } = method;
    const rule = oauth2?.revocation;
    if (!oauth2 || !rule || !connection.secretId) return () => Promise.resolve();
    const call = await this.callFor(connection, { app, method, oauth2 }, rule).catch(
      (error: unknown) => () => Promise.reject(asError(error)),
    );
    return async () => {
      const outcome = await this.calls.watch(connection, 'revocation', call).then(
        () => 'success' as const,
        (error: unknown) => {
          this.log.info('revocation at the provider failed', {
            connectionId: connection.id,
            kind: asError(error).name,
          });
          return 'failure' as const;
        },
      );
      await this.uow.run(async (em) => {
        const revoked = await lockConnection(em, connection.id);
        revoked.providerRevocation = { outcome, at: this.clock.now().toISOString() };
        record(em, {
          action: 'connection.provider_revocation',
          target: targetOf(connection),
          ownerId: connection.ownerId,
          outcome,
          reason: `ends:${rule.ends}`,
        });
      });
    };
  }

  private async callFor(
    connection: Connection,
    of: Pick<Party, 'app' | 'method' | 'oauth2'>,
    rule: Revocation,
  ): Promise<() => Promise<void>> {
    const secrets = await this.store.read(tenantPlace(connection.tenantId, connection.secretId ?? ''));
    const known = await this.uow.read((em) => clientById(em, connection.oauthClientId));
    const typed = { ...connection.config, ...secrets };
    const identity = await this.clients.identity(of, known, typed);
    const clientId = connection.filled['client_id'] ?? identity?.clientId ?? '';
    const { clientSecret, privateKey } = identity ?? { clientSecret: undefined };
    // Some providers want the client's secret among the parameters; it goes to them alone.
    const values = { ...typed, ...connection.filled, client_id: clientId, client_secret: clientSecret ?? '' };
    const party: Party = { ...of, clientId, clientSecret, privateKey, values };
    const token = tokenFor(rule, secrets);
    const isStandard =
      rule.method === 'POST' && rule.send === 'form' && rule.param === 'token' && Object.keys(rule.params).length === 0;
    return () =>
      isStandard && rule.clientAuth !== 'authorization_client' && rule.clientAuth !== 'bearer_secret'
        ? this.standard(party, rule, token)
        : this.own(party, rule, token);
  }

  /** RFC 7009. */
  private async standard(party: Party, rule: Revocation, token: string): Promise<void> {
    const url = buildUrl(party.method, rule.url, party.values);
    // RFC 7009 section 2.1: as at the token endpoint, for a client that signs.
    const shown = rule.clientAuth === 'basic' || rule.clientAuth === 'body' ? rule.clientAuth : 'none';
    const auth = authentication(party, party.oauth2.clientAuth === 'private_key_jwt' ? 'private_key_jwt' : shown);
    const config = new client.Configuration(
      { issuer: url.origin, revocation_endpoint: url.href },
      party.clientId,
      undefined,
      auth,
    );
    if (url.protocol === 'http:') client.allowInsecureRequests(config);
    config[client.customFetch] = fetchThrough(this.egress, limits) as client.CustomFetch;
    await client.tokenRevocation(config, token, rule.token === 'either' ? {} : { token_type_hint: rule.token });
  }

  /** The provider's own way. */
  private async own(
    { method, clientId, clientSecret = '', values }: Party,
    rule: Revocation,
    token: string,
  ): Promise<void> {
    const url = new URL(buildUrl(method, rule.url, { ...values, token }).href);
    const params = filledParams(rule.params, { ...values });
    const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Drawbridge' };
    if (rule.send === 'bearer') headers['authorization'] = `Bearer ${token}`;
    if (rule.clientAuth === 'basic')
      headers['authorization'] = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (rule.clientAuth === 'authorization_client') headers['authorization'] = `Client ${clientSecret}`;
    if (rule.clientAuth === 'bearer_secret') headers['authorization'] = `Bearer ${clientSecret}`;
    if (rule.clientAuth === 'body') Object.assign(params, { client_id: clientId, client_secret: clientSecret });
    if (rule.send === 'form' || rule.send === 'json' || rule.send === 'query') params[rule.param] = token;
    if (rule.send === 'query' || rule.method === 'GET')
      for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
    const isJson = rule.send === 'json';
    const hasBody = rule.method !== 'GET' && rule.send !== 'query' && Object.keys(params).length > 0;
    if (hasBody) headers['content-type'] = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
    const body = hasBody ? (isJson ? JSON.stringify(params) : new URLSearchParams(params).toString()) : null;
    const reply = await this.egress.request({ ...limits, url, method: rule.method, headers, body });
    if (reply.status >= 300) throw new Error(`status ${reply.status}`);
  }
}

function tokenFor({ token, send }: Revocation, secrets: SecretFields): string {
  const found =
    token === 'access_token'
      ? secrets['access_token']
      : (secrets['refresh_token'] ?? (token === 'either' ? secrets['access_token'] : undefined));
  if (found === undefined && send !== 'none') throw new Error('no token to revoke');
  return found ?? '';
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('unknown'));
