import type { EntityManager } from '@mikro-orm/postgresql';
import { rowsOf } from '../platform/index.ts';
import { User } from './entities.ts';

export interface Person {
  id: string;
  name: string;
}

/**
 * The names of these people, in one query. Somebody outside the caller's sight (a system admin who decided about a
 * tenant's request) is named by what they are.
 */
export async function peopleById(
  em: EntityManager,
  ids: (string | null | undefined)[],
): Promise<(id: string) => Person> {
  const wanted = [...new Set(ids.filter((id) => id != null))];
  const users = wanted.length === 0 ? [] : await rowsOf(em, User, { id: { $in: wanted } }, { fields: ['id', 'name'] });
  const names = new Map(users.map((user) => [user.id, user.name]));
  return (id) => ({ id, name: names.get(id) ?? 'A system administrator' });
}
