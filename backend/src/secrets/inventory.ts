import { formatId } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs, Log, UnitOfWork } from '../platform/index.ts';
import { SecretStore } from './secret-store.ts';
import type { SecretPlace } from './secret-path.ts';

/** Where database and Vault do not agree. */
export interface Differences {
  /** Places in Vault that the database does not know, or knows to be destroyed. */
  unknown: SecretPlace[];
  /** Secrets in use that Vault does not hold. */
  missing: string[];
}

const areas = ['tenants', 'global', 'platform'] as const;
const batch = 500;

/**
 * Every day: what lies in Vault against what the database knows, in both directions. It reports; it destroys nothing,
 * because after a restore of one of the two stores the difference is what has to be understood first.
 */
@Injectable()
export class Inventory implements OnApplicationBootstrap {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly store: SecretStore,
    private readonly jobs: Jobs,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.schedule('secret-inventory', '30 3 * * *', async () => void (await this.run()));
  }

  async run(): Promise<Differences> {
    const differences: Differences = { unknown: [], missing: [] };
    for (const area of areas)
      for (const owner of await this.store.list(area)) {
        const held = await this.store.list(area, owner);
        const known = await this.uow.asSystem((em) => rowsOf(em, area, owner));
        const open = new Set(known.filter((row) => row.state !== 'destroyed').map((row) => row.id));
        const settled = new Set(known.filter((row) => !row.recent && row.state === 'live').map((row) => row.id));
        for (const secret of held) {
          if (!open.has(secret)) differences.unknown.push({ area, owner, secret });
          settled.delete(secret);
        }
        differences.missing.push(...[...settled].map((id) => formatId('secret', id)));
      }
    differences.missing.push(...(await this.withoutOwner(differences.missing)));
    this.report(differences);
    return differences;
  }

  /** Secrets in use of owners that Vault has no folder of at all. */
  private async withoutOwner(found: string[]): Promise<string[]> {
    const missing: string[] = [];
    for (const area of areas) {
      const owners = new Set(await this.store.list(area));
      let after = '00000000-0000-0000-0000-000000000000';
      for (;;) {
        const rows = await this.uow.asSystem((em) => liveAfter(em, area, after));
        missing.push(...rows.filter((row) => !owners.has(row.owner_id)).map((row) => formatId('secret', row.id)));
        const last = rows.at(-1);
        if (!last || rows.length < batch) break;
        after = last.id;
      }
    }
    return missing.filter((id) => !found.includes(id));
  }

  private report({ unknown, missing }: Differences): void {
    if (unknown.length === 0 && missing.length === 0) this.log.info('secret inventory agrees');
    else
      this.log.fault('secret inventory differs', new Error('database and Vault do not agree'), {
        unknown: unknown.length,
        missing: missing.length,
        examples: [...unknown.map((place) => `${place.area}/${place.owner}/${place.secret}`), ...missing]
          .slice(0, 10)
          .join(' '),
      });
  }
}

/** A secret settled in the last minute may still be on its way into the list. */
const rowsOf = (em: EntityManager, area: string, owner: string) =>
  em.execute<{ id: string; state: string; recent: boolean }[]>(
    `select id, state, created_at > now() - interval '1 minute' as recent from secret where area = ? and owner_id = ?`,
    [area, owner],
  );

const liveAfter = (em: EntityManager, area: string, after: string) =>
  em.execute<{ id: string; owner_id: string }[]>(
    `select id, owner_id from secret where state = 'live' and area = ? and id > ? and created_at < now() - interval '1 minute' order by id limit ?`,
    [area, after, batch],
  );
