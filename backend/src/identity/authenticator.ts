import { formatId, type Role } from '@drawbridge/catalog';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Lookups, type Config, type Principal } from '../platform/index.ts';
import { SessionSeen } from './session-seen.ts';
import { digest, matches, parseApiKey } from './token.ts';

interface SessionRow {
  session_id: string;
  user_id: string;
  user_name: string;
  user_email: string;
  membership_id: string;
  role: Role;
  tenant_id: string | null;
  tenant_name: string | null;
  created_at: Date;
  last_seen_at: Date;
}
interface KeyRow {
  id: string;
  name: string;
  secret_hash: Buffer;
  tenant_id: string;
  tenant_name: string;
}

/**
 * Establishes the principal of a request, by one look-up each time: a disabled person, a removed member, a suspended
 * tenant and a revoked key lose their access with their next request.
 */
@Injectable()
export class Authenticator {
  constructor(
    private readonly lookups: Lookups,
    private readonly seen: SessionSeen,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async bySession(token: string): Promise<Principal | null> {
    const [row] = await this.lookups.query<SessionRow>(
      'session-by-hash',
      `select * from auth.session_by_hash($1, $2::interval, $3::interval)`,
      [digest(token), `${this.config.SESSION_IDLE_MINUTES} minutes`, `${this.config.SYSTEM_IDLE_MINUTES} minutes`],
    );
    if (!row) return null;
    const sessionId = formatId('session', row.session_id);
    this.seen.note(sessionId, row.last_seen_at);
    return {
      kind: 'user',
      id: formatId('user', row.user_id),
      name: row.user_name,
      email: row.user_email,
      role: row.role,
      tenantId: row.tenant_id !== null ? formatId('tenant', row.tenant_id) : null,
      tenantName: row.tenant_name,
      sessionId,
      membershipId: formatId('membership', row.membership_id),
      signedInAt: row.created_at,
    };
  }

  async byApiKey(key: string): Promise<Principal | null> {
    const parsed = parseApiKey(key);
    if (!parsed) return null;
    const [row] = await this.lookups.query<KeyRow>('api-key-by-id', 'select * from auth.api_key_by_id($1)', [
      parsed.uuid,
    ]);
    if (!matches(parsed.secret, row?.secret_hash) || !row) return null;
    return {
      kind: 'api_key',
      id: formatId('apiKey', row.id),
      name: row.name,
      role: 'workflow',
      tenantId: formatId('tenant', row.tenant_id),
      tenantName: row.tenant_name,
    };
  }
}
