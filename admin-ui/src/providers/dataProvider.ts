import type { DataProvider, RaRecord } from 'react-admin';
import { api, type Query } from './api.ts';
import { keysetPage } from './keyset.ts';
import { pathOf } from './resources.ts';

const one = (resource: string, id: string | number) => `${pathOf(resource).path}/${encodeURIComponent(String(id))}`;

const bulk = () => Promise.reject(new Error('Rows are changed one by one.'));

async function list<T extends RaRecord>(
  resource: string,
  params: { filter?: Record<string, unknown>; pagination?: { page: number; perPage: number }; signal?: AbortSignal },
) {
  const { path, rest } = pathOf(resource, params.filter);
  const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 };
  const found = await keysetPage<T>(path, rest as Query, page, perPage, params.signal);
  return { data: found.items, pageInfo: { hasNextPage: found.hasNextPage, hasPreviousPage: found.page > 1 } };
}

/** Reads and plain forms. Commands on a row are posted by their own button (see useCommand). */
export const dataProvider: DataProvider = {
  supportAbortSignal: true,
  getList: list,
  getManyReference: (resource, params) =>
    list(resource, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
  getOne: async (resource, { id, signal }) => ({ data: await api.get(one(resource, id), undefined, signal) }),
  getMany: async (resource, { ids, signal }) => ({
    data: await Promise.all(ids.map((id) => api.get<never>(one(resource, id), undefined, signal))),
  }),
  create: async (resource, { data }) => ({ data: await api.post(pathOf(resource).path, data) }),
  update: async (resource, { id, data }) => ({ data: await api.patch(one(resource, id), data) }),
  delete: async (resource, { id, previousData }) => {
    await api.remove(one(resource, id));
    return { data: previousData ?? { id } } as never;
  },
  updateMany: bulk,
  deleteMany: bulk,
};
