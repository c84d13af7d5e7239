import type { ApiKeyQuery, ApiKeyView, CreateApiKey, CreatedApiKey } from '@drawbridge/catalog';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { difference, record } from '../audit/index.ts';
import {
  Clock,
  cursorId,
  days,
  newId,
  pageOf,
  principal,
  Problem,
  tenantOf,
  uniqueOr,
  rowsOf,
  UnitOfWork,
} from '../platform/index.ts';
import { ApiKey } from './entities.ts';
import { peopleById, type Person } from './people.ts';
import { digest, formatApiKey, newToken } from './token.ts';

/** Keys with which workflows resolve credentials. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(query: ApiKeyQuery) {
    const scope = accessibleBy('read', 'ApiKey');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('apiKey', query.cursor);
    return this.uow.read(async (em) => {
      const rows = await rowsOf(
        em,
        ApiKey,
        { $and: [scope, after ? { id: { $lt: after } } : {}] },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const people = await peopleById(
        em,
        rows.map((row) => row.createdBy),
      );
      return pageOf(
        rows,
        query.limit,
        (row) => row.id,
        (row) => apiKeyView(row, people),
      );
    });
  }

  /** Makes a key. Its secret is in this reply and nowhere else. */
  create(input: CreateApiKey): Promise<CreatedApiKey> {
    const who = principal();
    const secret = newToken();
    return uniqueOr('name', 'is taken by another key', () =>
      this.uow.run(async (em) => {
        const id = newId('apiKey');
        const key = formatApiKey(id, secret);
        const entity = em.create(ApiKey, {
          id,
          tenantId: tenantOf(who),
          name: input.name,
          hint: key.slice(0, 12),
          secretHash: digest(secret),
          createdBy: who.id ?? '',
          createdAt: this.clock.now(),
          expiresAt: input.expiresInDays === undefined ? null : this.clock.in(days(input.expiresInDays)),
        });
        ensure('create', 'ApiKey', entity);
        em.persist(entity);
        record(em, {
          action: 'api_key.created',
          target: { type: 'api_key', id, name: input.name },
          changes: difference({}, input),
        });
        await em.flush();
        return { ...apiKeyView(entity, () => ({ id: who.id ?? '', name: who.name })), key };
      }),
    );
  }

  /** Ends a key at once. */
  revoke(id: string, reason: string): Promise<ApiKeyView> {
    return this.uow.run(async (em) => {
      const key = await em.findOne(ApiKey, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!key) throw new Problem('not_found');
      ensure('revoke', 'ApiKey', key);
      if (key.revokedAt) throw new Problem('invalid_transition', { detail: 'The key is revoked already.' });
      key.revokedAt = this.clock.now();
      record(em, { action: 'api_key.revoked', target: { type: 'api_key', id, name: key.name }, reason });
      return apiKeyView(key, await peopleById(em, [key.createdBy]));
    });
  }
}

const apiKeyView = (key: ApiKey, people: (id: string) => Person): ApiKeyView => ({
  id: key.id,
  name: key.name,
  hint: key.hint,
  createdAt: key.createdAt.toISOString(),
  createdBy: people(key.createdBy),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  revokedAt: key.revokedAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
});
