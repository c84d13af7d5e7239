import {
  formatId,
  idPattern,
  parseId,
  type MethodDefinition,
  type ResolveCredential,
  type ResolvedCredential,
} from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { AppCatalog, refuseResting, type RestRule } from '../apps/index.ts';
import { CopyTokens, followsSource } from '../global-catalog/index.ts';
import { invalidField, Lookups, principal, Problem, tenantOf } from '../platform/index.ts';
import { globalPlace, SecretMissing, SecretStore, tenantPlace, type SecretFields } from '../secrets/index.ts';
import { handedOut, leastSeconds, Tokens } from '../oauth/index.ts';
import { UseLedger } from './use-ledger.ts';

interface Row {
  source: 'named' | 'default' | 'global';
  id: string;
  app_id: string;
  method_key: string;
  /** Of a custom app. */
  app_version: number | null;
  /** Of a copy of a custom app's connection. */
  custom_app_version_id: string | null;
  auth_kind: string;
  name: string;
  state: 'active' | 'needs_reauth' | 'revoked' | 'published';
  config: Record<string, string>;
  external_account_id: string | null;
  external_account_label: string | null;
  secret_id: string | null;
  filled: Record<string, string>;
  token_expires_at: Date | null;
  seconds_left: number | null;
  /** Why its app rests; found in the same read. */
  rest: RestRule | null;
}

const connectionPattern = new RegExp(idPattern('connection'));
const globalPattern = new RegExp(idPattern('globalConnection'));

/** Hands a credential to a workflow: one look-up in the database, one read from Vault, no write. */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly lookups: Lookups,
    private readonly store: SecretStore,
    private readonly apps: AppCatalog,
    private readonly uses: UseLedger,
    private readonly tokens: Tokens,
    private readonly copies: CopyTokens,
  ) {}

  async resolve(input: ResolveCredential): Promise<ResolvedCredential> {
    if (input.fields !== undefined) return await this.inline(input, input.fields);
    const row = await this.find(input);
    const use = { source: row, workflow: input.workflow, operation: input.operation };
    try {
      const fields = await this.fieldsOf(row);
      this.uses.used({ ...use, connection: publicIdOf(row) });
      return resolved(row, fields);
    } catch (error) {
      if (error instanceof Problem && error.status === 422)
        this.uses.refused({ connection: publicIdOf(row), name: row.name, code: error.code });
      throw error;
    }
  }

  /** The workflow brings its own credential for once; that it did is recorded, its values are not. */
  private async inline(input: ResolveCredential, fields: Record<string, string>): Promise<ResolvedCredential> {
    const appId = input.appId ?? '';
    const app = await this.apps.known(appId);
    if (!app) throw invalidField('unknown_app', '/appId', 'must name the app that the inline fields are for');
    await this.refuseRestingApp(appId);
    this.uses.overridden({ app, fieldNames: Object.keys(fields), workflow: input.workflow });
    return {
      source: 'inline',
      connectionId: null,
      appId,
      authMethod: null,
      authKind: null,
      name: null,
      externalAccount: null,
      fields,
      expiresAt: null,
    };
  }

  private async refuseRestingApp(appId: string): Promise<void> {
    const [row] = await this.lookups.query<Pick<Row, 'rest'>>('app-rest', 'select app_rest($1, $2) as rest', [
      parseId('tenant', tenantOf(principal())),
      appId,
    ]);
    refuseResting(row?.rest);
  }

  private async find(input: ResolveCredential): Promise<Row> {
    const named = input.connectionId === '' ? undefined : input.connectionId;
    const isConnection = named !== undefined && connectionPattern.test(named);
    const isGlobal = named !== undefined && globalPattern.test(named);
    if (named !== undefined && !isConnection && !isGlobal)
      throw invalidField('invalid_input', '/connectionId', 'must be the id of a connection or of a global connection');
    const [row] = await this.lookups.query<Row>(
      'connection-for-workflow',
      'select * from connection_for_workflow($1, $2, $3, $4)',
      [
        parseId('tenant', tenantOf(principal())),
        input.appId ?? null,
        isConnection ? parseId('connection', named) : null,
        isGlobal ? parseId('globalConnection', named) : null,
      ],
    );
    if (row) return row;
    const { appId = '' } = input;
    const wanted = named ?? (await this.apps.known(appId))?.name ?? appId;
    this.uses.refused({
      connection: named ?? null,
      ...(named === undefined && { appId }),
      name: wanted,
      code: 'no_connection',
    });
    throw new Problem(named === undefined ? 'no_connection' : 'not_found', {
      detail: named === undefined ? `No connection for ${wanted}.` : 'There is no such connection.',
    });
  }

  /** A token that is over is renewed first, or waited for where somebody does so already. */
  private async renew(row: Row): Promise<void> {
    const fresh =
      row.source === 'global'
        ? await this.copies.fresh(formatId('globalConnection', row.id))
        : await this.tokens.fresh(tenantOf(principal()), formatId('connection', row.id));
    row.secret_id = parseId('secret', fresh.secretId);
    row.filled = fresh.filled;
    row.token_expires_at = fresh.expiresAt;
  }

  private async fieldsOf(row: Row): Promise<SecretFields> {
    if (row.state === 'revoked' || row.secret_id === null) throw new Problem('connection_revoked');
    refuseResting(row.rest);
    if (row.state === 'needs_reauth') throw new Problem('connection_needs_reauth');
    const isToken = followsSource(row.auth_kind);
    const isOver = row.seconds_left !== null && row.seconds_left <= leastSeconds;
    if (isToken && isOver) await this.renew(row);
    const secretId = formatId('secret', row.secret_id);
    const place =
      row.source === 'global'
        ? globalPlace(formatId('globalConnection', row.id), secretId)
        : tenantPlace(tenantOf(principal()), secretId);
    try {
      const secrets = await this.store.read(place);
      return { ...row.filled, ...(isToken ? handedOut(await this.methodOf(row), secrets) : secrets) };
    } catch (error) {
      // Revoked or rotated between the look-up and the read; asking again finds the present state.
      if (error instanceof SecretMissing)
        throw new Problem('connection_revoked', { detail: 'The credential is no longer stored. Ask again.' });
      throw error;
    }
  }

  private async methodOf(row: Row): Promise<MethodDefinition> {
    const { source, app_id: appId, method_key: methodKey, app_version: appVersion, custom_app_version_id: id } = row;
    const customAppVersionId = id === null ? null : formatId('customAppVersion', id);
    const isCopy = source === 'global';
    const { method } = isCopy
      ? await this.apps.copied({ appId, methodKey, customAppVersionId })
      : await this.apps.made({ appId, methodKey, appVersion });
    return method;
  }
}

const publicIdOf = (row: Row): string => formatId(row.source === 'global' ? 'globalConnection' : 'connection', row.id);

const resolved = (row: Row, secrets: SecretFields): ResolvedCredential => ({
  source: row.source,
  connectionId: publicIdOf(row),
  appId: row.app_id,
  authMethod: row.method_key,
  authKind: row.auth_kind,
  name: row.name,
  externalAccount:
    row.external_account_id !== null ? { id: row.external_account_id, label: row.external_account_label } : null,
  fields: { ...row.config, ...secrets },
  expiresAt: row.token_expires_at?.toISOString() ?? null,
});
