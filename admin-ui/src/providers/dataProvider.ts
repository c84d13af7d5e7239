import type { DataProvider, RaRecord } from 'react-admin';
import { api, type Query } from './api.ts';
import { keysetPage } from './keyset.ts';
import { pathOf } from './resources.ts';

const one = (resource: string, id: string) => `${pathOf(resource).path}/${encodeURIComponent(id)}`;

const refuse = () => Promise.reject(new Error('The console changes rows by commands only.'));

async function list<T extends RaRecord>(
  resource: string,
  params: { filter?: Record<string, unknown>; pagination?: { page: number; perPage: number }; signal?: AbortSignal },
) {
  const { path, rest } = pathOf(resource, params.filter);
  const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 };
  const found = await keysetPage<T>(path, rest as Query, page, perPage, params.signal);
  return { data: found.items, pageInfo: { hasNextPage: found.hasNextPage, hasPreviousPage: found.page > 1 } };
}

/** Reads only. Each command is posted by its own button (see CommandDialog and useCommand), never guessed from a form. */
export const dataProvider: DataProvider = {
  supportAbortSignal: true,
  getList: list,
  getOne: async (resource, { id, signal }) => ({ data: await api.get(one(resource, id as string), undefined, signal) }),
  getMany: refuse,
  getManyReference: refuse,
  create: refuse,
  update: refuse,
  updateMany: refuse,
  delete: refuse,
  deleteMany: refuse,
};
