import { formatId } from '@drawbridge/catalog';
import type { TestDatabase } from './database.ts';
import type { OwnVault } from './own-vault.ts';
import { untilEmpty } from './until.ts';
import type { World } from './world.ts';

interface Count {
  what: string;
  changes: string;
  events: string;
}

/** State changes, and the audit event that each of them must have exactly once. */
const changesAndEvents: [what: string, changes: string, ...actions: string[]][] = [
  ['attempts started', 'from attempt', 'attempt.started'],
  ['attempts succeeded', `from attempt where state = 'succeeded'`, 'attempt.succeeded'],
  ['attempts failed', `from attempt where state = 'failed'`, 'attempt.failed'],
  ['attempts expired', `from attempt where state = 'expired'`, 'attempt.expired'],
  ['connections made', 'from connection', 'connection.created'],
  [
    'credentials replaced',
    `from attempt where state = 'succeeded' and (kind <> 'create' or updated_existing)`,
    'connection.rotated',
    'connection.reauthorized',
  ],
  ['connections revoked', `from connection where state = 'revoked'`, 'connection.revoked'],
  ['requests made', 'from publication_request', 'publication_request.created'],
  ['requests approved', `from publication_request where state = 'approved'`, 'publication_request.approved'],
  ['requests denied', `from publication_request where state = 'denied'`, 'publication_request.denied'],
  ['copies published', 'from global_connection', 'global_connection.published'],
  [
    'copies published again',
    'from global_connection_version where published_version > 1',
    'global_connection.republished',
  ],
  ['copies revoked', `from global_connection where state = 'revoked'`, 'global_connection.revoked'],
];

/** What is still wrong, or still to be destroyed, after this long. What would wait for its time is due at once. */
export function unsettled(database: TestDatabase, vault: OwnVault, world: World, withinMs = 20_000): Promise<string[]> {
  return untilEmpty(async () => {
    await database.sql(`update secret set next_at = now() where state = 'doomed' and next_at > now()`);
    const left = await database.sql<{ id: string }>(`select id from secret where state = 'doomed'`);
    return [...left.map(({ id }) => `secret ${id} is not destroyed`), ...(await breaches(database, vault, world))];
  }, withinMs);
}

/** What must hold of the two stores once the loops have had their time; returns each breach as a sentence. */
async function breaches(database: TestDatabase, vault: OwnVault, world: World): Promise<string[]> {
  const found = await Promise.all([
    unresolved(database, world),
    strays(database, vault),
    unfinished(database),
    unaudited(database),
    broken(world),
  ]);
  return found.flat();
}

/** Every connection and copy that can be seen as usable is usable. */
async function unresolved(database: TestDatabase, world: World): Promise<string[]> {
  const connections = await database.sql<{ id: string; tenant_id: string }>(
    `select id, tenant_id from connection where state = 'active'`,
  );
  const copies = await database.sql<{ id: string }>(`select id from global_connection where state = 'published'`);
  const keyOf = (tenant: string) => (world.acme.id === formatId('tenant', tenant) ? world.acme : world.globex).workflow;
  const asked = [
    ...connections.map((row) => ({ key: keyOf(row.tenant_id), id: formatId('connection', row.id) })),
    ...copies.map((row) => ({ key: world.globex.workflow, id: formatId('globalConnection', row.id) })),
  ];
  const replies = await Promise.all(
    asked.map(async ({ key, id }) => ({ id, reply: await key.post('/credentials/resolve', { connectionId: id }) })),
  );
  return replies
    .filter(({ reply }) => reply.status !== 200)
    .map(({ id, reply }) => `${id} does not resolve: ${reply.status} ${reply.text}`);
}

/** Vault holds what the database knows, and the other way round. */
async function strays(database: TestDatabase, vault: OwnVault): Promise<string[]> {
  const rows = await database.sql<{ place: string; state: string }>(
    `select area || '/' || owner_id || '/' || id as place, state from secret`,
  );
  const stateOf = new Map(rows.map((row) => [row.place, row.state]));
  const owners = new Set(rows.map((row) => row.place.split('/')[1]));
  const tenants = await database.sql<{ id: string }>('select id from tenant');
  for (const { id } of tenants) owners.add(id);
  const held = (await vault.places()).filter((place) => owners.has(place.split('/')[1]));
  const lost = rows.filter((row) => row.state === 'live' && !held.includes(row.place));
  return [
    ...held
      .filter((place) => (stateOf.get(place) ?? 'destroyed') === 'destroyed')
      .map((place) => `${place} is in Vault, and the database says ${stateOf.get(place) ?? 'nothing'} of it`),
    ...lost.map((row) => `${row.place} is live, and Vault has nothing there`),
  ];
}

/** Nothing waits beyond its time, and everything live is pointed to. */
async function unfinished(database: TestDatabase): Promise<string[]> {
  const rows = await database.sql<{ what: string }>(
    `select 'request ' || id || ' is still being approved' as what from publication_request where state = 'approving'
     union all select 'secret ' || id || ' is ' || state || ' beyond its time' from secret
       where next_at < now() and state in ('intended', 'doomed')
     union all select 'secret ' || id || ' is intended for ever' from secret s
       where state = 'intended' and next_at is null
         and not exists (select from publication_request r where r.copy_secret_id = s.id and r.state = 'approving')
     union all select 'attempt ' || id || ' is pending beyond its time' from attempt where state = 'pending' and expires_at < now()
     union all select 'secret ' || id || ' is live, and nothing points to it' from secret s where state = 'live'
         and not exists (select from connection c where c.secret_id = s.id)
         and not exists (select from global_connection g where g.secret_id = s.id)
     union all select 'secret ' || s.id || ' is in use and ' || s.state from secret s
       where s.state <> 'live' and (exists (select from connection c where c.secret_id = s.id)
         or exists (select from global_connection g where g.secret_id = s.id))
     union all select 'copy ' || g.id || ' has ' || (select count(*) from global_connection_version v where v.global_connection_id = g.id)
         || ' versions and says ' || g.published_version from global_connection g
       where g.published_version <> (select count(*) from global_connection_version v where v.global_connection_id = g.id)
     union all select 'request ' || r.id || ' is approved without a copy' from publication_request r
       where r.state = 'approved' and not exists (select from global_connection_version v where v.publication_request_id = r.id)
     union all select 'copy ' || v.global_connection_id || ' has a version of a request that is ' || r.state
       from global_connection_version v join publication_request r on r.id = v.publication_request_id where r.state <> 'approved'`,
  );
  return rows.map((row) => row.what);
}

/** As many events as state changes, of each kind. */
async function unaudited(database: TestDatabase): Promise<string[]> {
  const counts = await database.sql<Count>(
    changesAndEvents
      .map(
        ([what, changes, ...actions]) =>
          `select '${what}' as what, (select count(*) ${changes}) as changes,
             (select count(*) from audit_event where action in (${actions.map((action) => `'${action}'`).join(', ')})) as events`,
      )
      .join(' union all '),
  );
  return counts
    .filter(({ changes, events }) => changes !== events)
    .map(({ what, changes, events }) => `${what}: ${changes}, but ${events} audit events`);
}

/** The chain of every tenant and of the platform verifies. */
async function broken({ acme, globex, systemAdmin }: World): Promise<string[]> {
  const replies = await Promise.all(
    [acme.admin, globex.admin, systemAdmin].map((actor) => actor.get('/audit-events/verification')),
  );
  return replies
    .filter(({ body }) => (body as { intact?: boolean }).intact !== true)
    .map(({ text }) => `the audit chain does not verify: ${text}`);
}
