import type { FilterQuery, QueryOrderMap } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

interface Choice<E> {
  orderBy?: QueryOrderMap<E>;
  limit?: number;
  /** Omitted: every property. */
  fields?: (keyof E & string)[];
}

/**
 * Rows to be shown: plain objects with the properties of the entity. The ORM does not watch them, which makes a page
 * several times cheaper than entities; what is to be changed is loaded as an entity.
 */
export async function rowsOf<E extends object>(
  em: EntityManager,
  entity: new () => E,
  where: FilterQuery<NoInfer<E>>,
  { orderBy, limit, fields }: Choice<NoInfer<E>> = {},
): Promise<Readonly<E>[]> {
  const query = em
    .createQueryBuilder(entity)
    .select((fields ?? '*') as '*')
    .where(where as never);
  if (orderBy !== undefined) query.orderBy(orderBy as never);
  if (limit !== undefined) query.limit(limit);
  const rows = await query.execute<Record<string, unknown>[]>('all');
  const platform = em.getPlatform();
  for (const { name, customType } of em.getMetadata(entity).props)
    if (customType !== undefined)
      for (const row of rows) if (row[name] != null) row[name] = customType.convertToJSValue(row[name], platform);
  return rows as Readonly<E>[];
}
