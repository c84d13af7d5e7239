import type { EntityManager } from '@mikro-orm/postgresql';

/** The chain of the platform's own events. */
export const platformScope = '00000000-0000-0000-0000-000000000000';

const ofScope = `e.tenant_id is not distinct from nullif(?::uuid, '${platformScope}'::uuid)`;

/** Walks a chain from its first row: how many there are, the last number, and the first row that does not fit. */
export async function walkChain(em: EntityManager, scope: string) {
  const [found] = await em.execute<
    { checked: string; last: string | null; seq: string | null; position: string | null }[]
  >(
    `with links as (
       select e.seq, e.hash, row_number() over w as position, audit_digest(e, coalesce(lag(e.hash) over w, '\\x')) as expected
       from audit_event e where ${ofScope} window w as (order by e.seq))
     select (select count(*) from links) as checked, (select max(seq) from links) as last, bad.seq, bad.position
     from (select 1) one left join lateral (
       select seq, position from links where hash <> expected or seq <> position order by seq limit 1) bad on true`,
    [scope],
  );
  const broken =
    found?.seq == null
      ? null
      : {
          seq: Number(found.seq),
          why: found.seq === found.position ? 'The row was changed.' : 'A row before it is missing.',
        };
  return { checked: Number(found?.checked ?? 0), last: Number(found?.last ?? 0), broken };
}

/** The newest link, as the database's own counter has it. */
export async function headOf(em: EntityManager, scope: string): Promise<{ seq: number; hash: string } | null> {
  const [head] = await em.execute<{ seq: string; hash: string }[]>(
    `select seq, encode(hash, 'hex') as hash from audit_chain where scope = ?`,
    [scope],
  );
  return head ? { seq: Number(head.seq), hash: head.hash } : null;
}

/** The digest of one row. */
export async function hashAt(em: EntityManager, scope: string, seq: number): Promise<string | undefined> {
  const [row] = await em.execute<{ hash: string }[]>(
    `select encode(e.hash, 'hex') as hash from audit_event e where ${ofScope} and e.seq = ?`,
    [scope, seq],
  );
  return row?.hash;
}
