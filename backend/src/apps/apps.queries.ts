import type { AppQuery, AppSummary, AppView } from '@drawbridge/catalog';
import type { AppDefinition } from '@drawbridge/catalog';
import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, pageOf, principal, Problem, UnitOfWork } from '../platform/index.ts';
import { AppCatalog, availability, clientCredential } from './app-catalog.ts';
import { definedByTenants, type NamedApp } from './defined-apps.queries.ts';
import { clientKey, inSight, type InSight } from './in-sight.queries.ts';
import { CustomDefinitions } from './custom-definitions.ts';
import { appView } from './app.view.ts';

/** The catalog as people see it: what can be connected, and how. */
@Injectable()
export class AppsQueries {
  constructor(
    private readonly catalog: AppCatalog,
    private readonly uow: UnitOfWork,
    private readonly custom: CustomDefinitions,
  ) {}

  async list(query: AppQuery) {
    const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 1);
    const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const isTenant = principal().tenantId !== null;
    const isSearch = query.all === 'true';
    const { counts, clients, resting, custom, ofTenants } = await this.uow.read(async (em) => ({
      ...(await inSight(em)),
      ofTenants: isSearch && !isTenant ? await definedByTenants(em) : [],
    }));
    const all = [...this.withCustom(custom), ...ofTenants.map(searchable)].sort((a, b) => (a.id < b.id ? -1 : 1));
    const found = all.filter(
      (app) =>
        !(isTenant && !isSearch && resting.has(app.id)) &&
        (after === undefined || app.id > after) &&
        (query.category === undefined || app.category === query.category) &&
        (query.kind === undefined || app.methods.some((method) => method.kind === query.kind)) &&
        words.every((word) => `${app.name} ${app.id} ${app.category} ${app.description}`.toLowerCase().includes(word)),
    );
    const page = pageOf(
      found.slice(0, query.limit + 1),
      query.limit,
      (app) => encodeCursor(app.id),
      (app) => ({ ...summary(app, counts.get(app.id) ?? 0, clients), rest: resting.get(app.id) ?? null }),
    );
    return { ...page, categories: [...new Set(all.map((app) => app.category))].sort() };
  }

  /** The catalog with the custom apps of the caller's scope. */
  private withCustom(custom: InSight['custom']): readonly AppDefinition[] {
    if (custom.length === 0) return this.catalog.all;
    const own = custom.flatMap((row) => this.custom.keep(row.appId, row) ?? []);
    return [...this.catalog.all, ...own];
  }

  async get(appId: string): Promise<AppView> {
    const found = await this.catalog.inSight(appId);
    if (!found) throw new Problem('not_found');
    const { app } = found;
    const { clients, resting } = await this.uow.read((em) => inSight(em));
    return appView(app, {
      hasClient: (method) => clients.has(clientKey(app.id, method.key)),
      rest: resting.get(app.id) ?? null,
      offeredVersion: found.version,
    });
  }
}

/** What a tenant defined is no other's to connect; its rows are found by it. */
const searchable = ({ id, name }: Pick<NamedApp, 'id' | 'name'>): Listed => ({
  id,
  name,
  category: 'generic',
  description: '',
  methods: [],
});

type Listed = Pick<AppDefinition, 'id' | 'name' | 'category' | 'description' | 'methods'>;

const summary = (app: Listed, connectionCount: number, clients: ReadonlySet<string>): Omit<AppSummary, 'rest'> => ({
  id: app.id,
  name: app.name,
  category: app.category,
  description: app.description,
  methods: app.methods.map((method) => {
    const shown = clientCredential(method);
    return {
      key: method.key,
      kind: method.kind,
      label: method.label,
      available: availability(method, clients.has(clientKey(app.id, method.key))).available,
      ...(shown && { clientCredential: shown }),
    };
  }),
  connectionCount,
});
