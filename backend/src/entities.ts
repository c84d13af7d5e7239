import { AuditEvent } from './audit/index.ts';
import { ApiKey, Membership, Session, Tenant, User } from './identity/index.ts';
import { Secret } from './secrets/index.ts';

/** Every entity of the product. */
export const entities = [AuditEvent, Tenant, User, Membership, Session, ApiKey, Secret];

/** Changes to these need an audit event in the same transaction. The others are bookkeeping of theirs. */
export const audited: ReadonlySet<string> = new Set(['Tenant', 'User', 'Membership', 'ApiKey']);
