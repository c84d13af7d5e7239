import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId, type AuditEventView } from '@drawbridge/catalog';
import { Denials } from '../../backend/src/audit/index.ts';
import { Client } from '../support/client.ts';
import { connect } from '../support/connecting.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { walk } from '../support/pages.ts';
import { postgresAccount } from '../support/targets.ts';
import type { TenantWorld } from '../support/world.ts';

let h: Harness;
let acme: TenantWorld;
beforeAll(async () => {
  h = await startHarness({ background: false });
  ({ acme } = h.world);
}, 60_000);
afterAll(() => h.stop());

let made = 0;
/** Makes an event: a key that is made is recorded. */
async function keyMade(client: Client, name = `Key ${(made += 1)}`): Promise<string> {
  return ((await client.post('/api-keys', { name })).body as { id: string }).id;
}
const list = async (client: Client, query = ''): Promise<AuditEventView[]> =>
  ((await client.get(`/audit-events?limit=100${query && `&${query}`}`)).body as { items: AuditEventView[] }).items;
const verify = async (client: Client) =>
  (await client.get('/audit-events/verification')).body as {
    intact: boolean;
    checked: number;
    firstBroken: object | null;
  };

describe('reading', () => {
  test('is for people, each within their scope', async () => {
    expect((await h.anonymous.get('/audit-events')).status).toBe(401);
    expect((await acme.workflow.get('/audit-events')).status).toBe(403);
    for (const path of ['/audit-events/export', '/audit-events/verification'])
      expect((await acme.member.get(path)).status).toBe(403);
    const id = await keyMade(acme.admin);
    await keyMade(h.world.globex.admin);
    const own = await list(acme.admin);
    expect(own.map((event) => event.target?.id)).toContain(id);
    expect(new Set(own.map((event) => event.tenant?.id))).toEqual(new Set([acme.id]));
    for (const client of [h.world.systemAdmin, h.world.compliance]) {
      const tenants = new Set((await list(client, 'action=api_key.created')).map((event) => event.tenant?.name));
      expect(tenants).toEqual(new Set(['Acme', 'Globex']));
    }
  });

  test('members see what they did and what happened to what is theirs, and nothing else', async () => {
    const foreign = await keyMade(acme.admin);
    const id = await connect(acme.member, await postgresAccount(h.database), `Mine ${(made += 1)}`);
    await acme.admin.patch(`/connections/${id}`, { name: `Still mine ${made}` });
    const seen = await list(acme.member);
    const ofMine = seen.filter((event) => event.target?.id === id).map((event) => [event.action, event.actor.id]);
    expect(ofMine).toEqual([
      ['connection.updated', acme.admin.id],
      ['connection.created', acme.member.id],
    ]);
    expect(seen.filter((event) => event.actor.id !== acme.member.id && event.target?.id !== id)).toEqual([]);
    expect(seen.map((event) => event.target?.id)).not.toContain(foreign);
  });

  test('an event says everything about what happened', async () => {
    const id = await keyMade(acme.admin, `Whole ${(made += 1)}`);
    const [event] = await list(acme.admin, `targetId=${id}`);
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_/),
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      seq: expect.any(Number),
      action: 'api_key.created',
      outcome: 'success',
      actor: { kind: 'user', id: acme.admin.id, name: 'Acme Admin' },
      tenant: { id: acme.id, name: 'Acme' },
      target: { type: 'api_key', id, name: `Whole ${made}` },
      changes: { name: { before: null, after: `Whole ${made}` } },
      reason: null,
      count: 1,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('a refused request is recorded with its route, and a flood of the same once', async () => {
    const before = (await list(h.world.globex.admin, 'action=access.denied')).length;
    for (let times = 0; times < 5; times++) await h.world.globex.member.get('/api-keys');
    await h.app.get(Denials).settled();
    const denials = await list(h.world.globex.admin, 'action=access.denied');
    expect(denials.length - before).toBe(1);
    expect(denials[0]).toMatchObject({
      outcome: 'denied',
      reason: 'forbidden',
      target: { type: 'route', id: 'GET /api/v1/api-keys' },
      actor: { id: h.world.globex.member.id },
    });
  });

  test('each filter shows what fits it and nothing else', async () => {
    const id = await keyMade(acme.admin);
    await acme.admin.post(`/api-keys/${id}/revoke`, { reason: 'Over.' });
    const actions = async (query: string) => new Set((await list(acme.admin, query)).map((event) => event.action));
    expect(await actions(`targetId=${id}`)).toEqual(new Set(['api_key.created', 'api_key.revoked']));
    expect(await actions('action=api_key.revoked')).toEqual(new Set(['api_key.revoked']));
    expect(await actions('action=api_key')).toEqual(new Set(['api_key.created', 'api_key.revoked']));
    expect(await actions('action=api_ke')).toEqual(new Set());
    expect(await actions(`outcome=failure&targetId=${id}`)).toEqual(new Set());
    expect(await actions(`actorId=${acme.member.id}&targetId=${id}`)).toEqual(new Set());
    const [event] = await list(acme.admin, `action=api_key.revoked&targetId=${id}`);
    const at = event?.at ?? '';
    const later = new Date(Date.parse(at) + 1).toISOString();
    expect(await actions(`targetId=${id}&from=${later}`)).toEqual(new Set());
    expect(await actions(`targetId=${id}&to=${later}`)).toContain('api_key.revoked');
    expect((await list(acme.admin, `tenantId=${h.world.globex.id}`)).length).toBe(0);
    const ofGlobex = await list(h.world.systemAdmin, `tenantId=${h.world.globex.id}`);
    expect(ofGlobex.every((one) => one.tenant?.id === h.world.globex.id)).toBe(true);
  });

  test('pages have neither gaps nor repeats, also while something happens', async () => {
    for (let times = 0; times < 5; times++) await keyMade(acme.admin);
    const all = await walk(acme.admin, '/audit-events', 100);
    for (const limit of [1, 3, 4]) expect(await walk(acme.admin, '/audit-events', limit)).toEqual(all);
    const first = (await acme.admin.get('/audit-events?limit=2')).body as {
      items: { id: string }[];
      nextCursor: string;
    };
    await keyMade(acme.admin);
    const second = (await acme.admin.get(`/audit-events?limit=2&cursor=${first.nextCursor}`)).body as {
      items: { id: string }[];
    };
    expect([...first.items, ...second.items].map((event) => event.id)).toEqual(all.slice(0, 4));
  });

  test('events are numbered from 1 without gaps, however many happen at a time', async () => {
    await Promise.all(Array.from({ length: 12 }, () => keyMade(acme.admin)));
    const numbers = (
      await h.database.sql<{ seq: string }>('select seq from audit_event where tenant_id = $1 order by seq', [
        parseId('tenant', acme.id),
      ])
    ).map((row) => Number(row.seq));
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(await verify(acme.admin)).toMatchObject({ intact: true, checked: numbers.length });
  });
});

describe('exporting', () => {
  /** Reads CSV as RFC 4180 writes it. */
  function parseCsv(text: string): string[][] {
    const rows: string[][] = [];
    for (const line of text.split('\r\n').slice(0, -1)) {
      const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      );
      rows.push(cells);
    }
    return rows;
  }

  test('as CSV gives a row for each event that fits, with a header', async () => {
    const id = await keyMade(acme.admin, `Comma, "quote" ${(made += 1)}`);
    const reply = await acme.admin.get(`/audit-events/export?format=csv&targetId=${id}`);
    expect([reply.status, reply.headers['content-type'], reply.headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="audit-events.csv"',
    ]);
    const [header, ...rows] = parseCsv(reply.text);
    expect(header?.slice(0, 5)).toEqual(['at', 'seq', 'action', 'outcome', 'actor']);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.slice(2, 9)).toEqual([
      'api_key.created',
      'success',
      'Acme Admin',
      'Acme',
      'api_key',
      id,
      `Comma, "quote" ${made}`,
    ]);
  });

  test.each(['=HYPERLINK("http://evil.example","x")', '+1+1', '-2+3', '@SUM(A1)'])(
    'keeps a spreadsheet from running %s',
    async (formula) => {
      const id = await keyMade(acme.admin, `${formula} ${(made += 1)}`);
      const csv = await acme.admin.get(`/audit-events/export?targetId=${id}`);
      const [, row] = parseCsv(csv.text);
      expect(row?.[8]).toBe(`'${formula} ${made}`);
      for (const cell of row ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    },
  );

  test('as JSON lines gives each event as the list shows it', async () => {
    const id = await keyMade(acme.admin);
    const reply = await acme.admin.get(`/audit-events/export?format=jsonl&targetId=${id}`).buffer(true);
    expect(reply.headers['content-type']).toContain('application/jsonl');
    const text = reply.text ?? (reply.body as Buffer).toString();
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toEqual(await list(acme.admin, `targetId=${id}`));
  });

  test('goes over more events than one batch holds, each once, and only the own ones', async () => {
    await h.database.sql(
      `insert into audit_event (id, tenant_id, seq, at, action, outcome, actor_kind, actor_name, changes, count, hash)
       select uuidv7(), $1, 1, now(), 'bulk.made', 'success', 'system', 'Test', '{}', 1, '\\x00' from generate_series(1, 1203)`,
      [parseId('tenant', h.world.globex.id)],
    );
    const rows = parseCsv((await h.world.globex.admin.get('/audit-events/export?action=bulk.made')).text);
    expect(rows).toHaveLength(1204);
    expect(new Set(rows.map((row) => row[1])).size).toBe(1204);
    expect(parseCsv((await acme.admin.get('/audit-events/export?action=bulk.made')).text)).toHaveLength(1);
  });

  test('takes the filters of the list, and refuses what it does not know', async () => {
    expect((await acme.admin.get('/audit-events/export?format=xml')).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/format' }],
    });
    expect(parseCsv((await acme.admin.get(`/audit-events/export?tenantId=${h.world.globex.id}`)).text)).toHaveLength(1);
  });
});

describe('a superuser who reaches around the application is found out when they', () => {
  const tamper = async (work: (tenant: string) => Promise<unknown>) => {
    const { id } = (
      await h.world.systemAdmin.post('/tenants', { name: `Tampered ${(made += 1)}`, slug: `tampered-${made}` })
    ).body as { id: string };
    const tenant = parseId('tenant', id);
    const [email, password] = [`tampered.${made}@example.com`, 'a long password'];
    await h.world.systemAdmin.post('/memberships', {
      email,
      name: 'Tam',
      password,
      role: 'tenant_admin',
      tenantId: id,
    });
    const signedIn = await h.anonymous.post('/session', { email, password });
    const admin = new Client(h.app, {
      cookie: (signedIn.headers['set-cookie'] as unknown as string[])[0]?.split(';')[0] ?? '',
    });
    for (let times = 0; times < 6; times++) await keyMade(admin);
    const before = await verify(admin);
    expect(before).toMatchObject({ intact: true, firstBroken: null });
    await work(tenant);
    return { before, after: await verify(admin) };
  };
  const sql = (text: string, tenant: string) => h.database.sql(text, [tenant]);

  test.each([
    [
      'change the actor of a row',
      `update audit_event set actor_name = 'Somebody else' where tenant_id = $1 and seq = 4`,
    ],
    ['change the outcome of a row', `update audit_event set outcome = 'denied' where tenant_id = $1 and seq = 4`],
    [
      'change the time of a row by a microsecond',
      `update audit_event set at = at + interval '1 microsecond' where tenant_id = $1 and seq = 4`,
    ],
    [
      'change what a row says has changed',
      `update audit_event set changes = '{"name": {"before": null, "after": "x"}}' where tenant_id = $1 and seq = 4`,
    ],
    ['change a digest', `update audit_event set hash = sha256(hash) where tenant_id = $1 and seq = 4`],
    ['add a reason to a row', `update audit_event set reason = 'no reason' where tenant_id = $1 and seq = 4`],
  ])('%s', async (_what, text) => {
    const { after } = await tamper((tenant) => sql(text, tenant));
    expect(after).toMatchObject({ intact: false, firstBroken: { seq: 4, why: 'The row was changed.' } });
  });

  test('remove a row', async () => {
    const { after } = await tamper((tenant) => sql('delete from audit_event where tenant_id = $1 and seq = 3', tenant));
    expect(after).toMatchObject({ intact: false, firstBroken: { why: 'A row before it is missing.' } });
  });

  test('remove the first row', async () => {
    const { after } = await tamper((tenant) => sql('delete from audit_event where tenant_id = $1 and seq = 1', tenant));
    expect(after).toMatchObject({ intact: false });
  });

  test('cut off the newest rows', async () => {
    const { before, after } = await tamper((tenant) =>
      sql('delete from audit_event where tenant_id = $1 and seq > 4', tenant),
    );
    expect(before.checked).toBeGreaterThan(5);
    expect(after).toMatchObject({
      intact: false,
      checked: 4,
      firstBroken: { seq: 5, why: 'The newest rows are missing.' },
    });
  });

  test('remove everything', async () => {
    const { after } = await tamper((tenant) => sql('delete from audit_event where tenant_id = $1', tenant));
    expect(after).toMatchObject({ intact: false, checked: 0, firstBroken: { seq: 1 } });
  });

  test('swap two rows', async () => {
    const { after } = await tamper(async (tenant) => {
      await sql('update audit_event set seq = -1 where tenant_id = $1 and seq = 2', tenant);
      await sql('update audit_event set seq = 2 where tenant_id = $1 and seq = 3', tenant);
      await sql('update audit_event set seq = 3 where tenant_id = $1 and seq = -1', tenant);
    });
    expect(after).toMatchObject({ intact: false, firstBroken: { seq: 2 } });
  });
});

test('the chain of one tenant says nothing about another one, and the platform has its own', async () => {
  await keyMade(acme.admin);
  await h.world.systemAdmin.post('/tenants', { name: 'Chained', slug: 'chained' });
  expect(await verify(acme.admin)).toMatchObject({ intact: true });
  expect(await verify(h.world.systemAdmin)).toMatchObject({ intact: true, checked: expect.any(Number) });
  await h.database.sql('delete from audit_event where tenant_id is null and seq = 1');
  expect(await verify(h.world.compliance)).toMatchObject({ intact: false });
  expect(await verify(acme.admin)).toMatchObject({ intact: true });
});
