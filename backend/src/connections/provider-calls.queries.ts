import { formatId, keepCalls, parseId, type DebugView, type ProviderCallView } from '@drawbridge/catalog';
import type { EntityManager } from '@mikro-orm/postgresql';

/** A call that is to be kept, redacted already. */
export interface Kept extends Omit<ProviderCallView, 'at'> {
  /** How long ago it began: the database says when that was. */
  secondsAgo: number;
}

interface Row {
  id: string;
  at: string;
  operation: ProviderCallView['operation'];
  purpose: string;
  request: string;
  status: number | null;
  duration_ms: number;
  error_class: string | null;
}

/** Keeps calls if the debug mode is still on, and lets the oldest go. */
export async function keepProviderCalls(em: EntityManager, connectionId: string, calls: Kept[]): Promise<void> {
  const connection = parseId('connection', connectionId);
  const rows = calls.map((call) => ({ ...call, id: parseId('providerCall', call.id) }));
  await em.execute(
    `insert into provider_call (id, tenant_id, connection_id, at, operation, purpose, request, status, duration_ms, error_class)
     select call.id, c.tenant_id, c.id, now() - make_interval(secs => call."secondsAgo"), call.operation, call.purpose, call.request,
       call.status, call."durationMs", call."errorClass"
     from connection c, json_to_recordset(?::json) as call(id uuid, "secondsAgo" double precision, operation text, purpose text,
       request text, status int, "durationMs" int, "errorClass" text)
     where c.id = ? and c.debug_until > now()`,
    [JSON.stringify(rows), connection],
  );
  await em.execute(
    `delete from provider_call where connection_id = ? and (at, id) < (
       select at, id from provider_call where connection_id = ? order by at desc, id desc offset ? limit 1)`,
    [connection, connection, keepCalls - 1],
  );
}

/** Switches the debug mode on until so many minutes from now, by the database's clock; 0 switches it off. */
export async function setDebugMinutes(em: EntityManager, connectionId: string, minutes: number): Promise<void> {
  await em.execute(
    `update connection set debug_until = case when ?::int > 0 then now() + make_interval(mins => ?::int) end where id = ?`,
    [minutes, minutes, parseId('connection', connectionId)],
  );
}

/** Whether the debug mode is on, and what it has recorded, the newest first. */
export async function debugOf(em: EntityManager, connectionId: string): Promise<DebugView> {
  const connection = parseId('connection', connectionId);
  const [state] = await em.execute<{ until: string | Date; left: number }[]>(
    `select debug_until as until, ceil(extract(epoch from debug_until - now()))::int as left
     from connection where id = ? and debug_until > now()`,
    [connection],
  );
  const rows = await em.execute<Row[]>(
    `select id, at, operation, purpose, request, status, duration_ms, error_class from provider_call
     where connection_id = ? and at > now() - interval '24 hours' order by at desc, id desc limit ?`,
    [connection, keepCalls],
  );
  return {
    until: state ? new Date(state.until).toISOString() : null,
    secondsLeft: state?.left ?? 0,
    calls: rows.map(({ id, at, duration_ms: durationMs, error_class: errorClass, ...call }) => ({
      ...call,
      id: formatId('providerCall', id),
      at: new Date(at).toISOString(),
      durationMs,
      errorClass,
    })),
  };
}

/** Removes what has been kept long enough, of all tenants. */
export async function removeOldCalls(em: EntityManager): Promise<void> {
  await em.execute(`delete from provider_call where at < now() - interval '24 hours'`);
}
