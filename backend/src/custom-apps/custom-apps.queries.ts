import {
  customAppScope,
  formatId,
  parseId,
  type CustomAppQuery,
  type CustomAppVersionView,
  type CustomAppView,
} from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { accessibleBy, ensure } from '../access/index.ts';
import { peopleById } from '../identity/index.ts';
import { cursorId, pageOf, Problem, UnitOfWork } from '../platform/index.ts';
import { CustomApp, CustomAppVersion } from './custom-app.entity.ts';
import { differingPointers } from './differing-pointers.ts';

/** Reads of custom apps and their versions. */
@Injectable()
export class CustomAppsQueries {
  constructor(private readonly uow: UnitOfWork) {}

  list(query: CustomAppQuery) {
    const scope = accessibleBy('read', 'CustomApp');
    if (scope === null) throw new Problem('forbidden');
    const after = cursorId('customApp', query.cursor);
    return this.uow.read(async (em) => {
      const rows = await em.find(
        CustomApp,
        { $and: [scope, after === undefined ? {} : { id: { $lt: after } }] },
        { orderBy: { id: 'desc' }, limit: query.limit + 1 },
      );
      const view = await this.viewer(em, rows.slice(0, query.limit));
      return pageOf(rows, query.limit, (row) => row.id, view);
    });
  }

  get(id: string): Promise<CustomAppView> {
    return this.uow.read(async (em) => {
      const row = await this.load(em, id);
      return (await this.viewer(em, [row]))(row);
    });
  }

  /** Every version, the newest first, with what each changed. */
  versions(id: string): Promise<{ items: CustomAppVersionView[] }> {
    return this.uow.read(async (em) => {
      const app = await this.load(em, id);
      const rows = await em.find(CustomAppVersion, { customAppId: id }, { orderBy: { number: 'desc' }, limit: 101 });
      const people = await peopleById(
        em,
        rows.map((row) => row.createdBy),
      );
      const counts = await connectionsByVersion(em, app);
      const views = rows.map((row, at) => ({
        number: row.number,
        definition: { ...row.definition },
        note: row.note ?? null,
        changed: differingPointers(rows[at + 1]?.definition ?? {}, row.definition),
        connectionCount: counts.get(row.number) ?? 0,
        createdBy: people(row.createdBy),
        createdAt: row.createdAt.toISOString(),
        retiredAt: row.retiredAt?.toISOString() ?? null,
      }));
      return { items: views.slice(0, 100) };
    });
  }

  private async load(em: EntityManager, id: string): Promise<CustomApp> {
    const row = await em.findOne(CustomApp, { id });
    if (!row) throw new Problem('not_found');
    ensure('read', 'CustomApp', row);
    return row;
  }

  private async viewer(em: EntityManager, rows: CustomApp[]): Promise<(row: CustomApp) => CustomAppView> {
    const people = await peopleById(
      em,
      rows.map((row) => row.createdBy),
    );
    const offered = await em.find(
      CustomAppVersion,
      { customAppId: { $in: rows.map((row) => row.id) }, retiredAt: null },
      { fields: ['customAppId', 'number'], orderBy: { number: 'asc' } },
    );
    const numbers = new Map(offered.map((row) => [row.customAppId, row.number]));
    const counts = await connectionsOfEach(em, rows);
    return (row) => ({
      id: row.id,
      appId: row.appId,
      name: row.name,
      scope: customAppScope(row.appId) ?? 'tenant',
      offeredVersion: numbers.get(row.id) ?? 0,
      connectionCount: counts.get(row.id) ?? 0,
      createdBy: people(row.createdBy),
      createdAt: row.createdAt.toISOString(),
      withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
      withdrawReason: row.withdrawReason ?? null,
      version: row.version,
    });
  }
}

/** The same for a page of apps, in one statement. */
async function connectionsOfEach(em: EntityManager, apps: CustomApp[]): Promise<Map<string, number>> {
  const counted =
    apps.length === 0
      ? []
      : await em.execute<{ id: string; connections: string }[]>(
          `select a.id, count(*) as connections from custom_app a
           join connection c on c.app_id = a.app_id and c.state <> 'revoked' and (a.tenant_id is null or c.tenant_id = a.tenant_id)
           where a.id in (${apps.map(() => '?').join(', ')}) group by a.id`,
          apps.map((app) => parseId('customApp', app.id)),
        );
  return new Map(counted.map((row) => [formatId('customApp', row.id), Number(row.connections)]));
}

/** Connections that are not revoked, of the app's tenant or of all where it is the platform's. */
export async function connectionsOf(em: EntityManager, app: CustomApp): Promise<number> {
  return [...(await connectionsByVersion(em, app)).values()].reduce((sum, count) => sum + count, 0);
}

async function connectionsByVersion(em: EntityManager, app: CustomApp): Promise<Map<number, number>> {
  const own = app.tenantId ? 'and tenant_id = ?' : '';
  const rows = await em.execute<{ number: number; connections: string }[]>(
    `select app_version as number, count(*) as connections from connection
     where app_id = ? and state <> 'revoked' ${own} group by app_version`,
    [app.appId, ...(app.tenantId ? [parseId('tenant', app.tenantId)] : [])],
  );
  return new Map(rows.map((row) => [row.number, Number(row.connections)]));
}
