import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formatId, parseId } from '@drawbridge/catalog';
import { randomUUID } from 'node:crypto';
import { Notices } from '../../backend/src/notifications/index.ts';
import { UnitOfWork } from '../../backend/src/platform/index.ts';
import { startHarness, type Harness } from '../support/harness.ts';
import { stopGently } from '../support/stop-gently.ts';
import { startMailServer, type MailServer } from '../support/mail.ts';
import { eventually } from '../support/eventually.ts';
import type { Actor, TenantWorld } from '../support/world.ts';

let h: Harness;
let mail: MailServer;
beforeAll(async () => {
  mail = await startMailServer();
  h = await startHarness({ env: { SMTP_URL: mail.url, PUBLIC_URL: 'http://127.0.0.1:3999/' } });
}, 60_000);
afterAll(async () => {
  await stopGently(h);
  await mail.close();
});
beforeEach(async () => {
  await h.database.sql('delete from notification');
});

const notice = (dedupe: string, title = `About ${dedupe}`) => ({
  kind: 'connection_needs_reauth' as const,
  title,
  body: 'Stripe no longer accepts the credential.',
  link: '/connections/conn_x/show',
  dedupe,
});
const give = (tenant: TenantWorld, to: Actor, dedupe: string, title?: string) =>
  h.app.get(UnitOfWork).asTenant(tenant.id, (em) => h.app.get(Notices).toUser(em, to.id, notice(dedupe, title)));
// By its subject, because the mail of an earlier test may still be on its way.
const mailsOf = (subject: string) => mail.received.filter(({ headers }) => headers['subject'] === subject);
const received = (to: string, subject: string) =>
  eventually(`mail to ${to}`, async () => mailsOf(subject).find((one) => one.to.includes(to)));
const mailedAt = async () =>
  (await h.database.sql<{ mailed_at: Date | null }>('select mailed_at from notification'))[0]?.mailed_at ?? null;

describe('notices', () => {
  test('are for people who are signed in', async () => {
    for (const [actor, status] of [
      [h.anonymous, 401],
      [h.world.acme.workflow, 403],
    ] as const) {
      expect((await actor.get('/notifications')).status).toBe(status);
      expect((await actor.post('/notifications/read-all')).status).toBe(status);
    }
  });

  test('are seen and read by their person alone', async () => {
    const { acme, globex, systemAdmin } = h.world;
    await give(acme, acme.member, 'one');
    const listed = await acme.member.get('/notifications');
    expect(listed.body).toMatchObject({
      items: [{ kind: 'connection_needs_reauth', link: '/connections/conn_x/show', readAt: null }],
      nextCursor: null,
    });
    expect(Object.keys(listed.body.items[0]).sort()).toEqual([
      'body',
      'createdAt',
      'id',
      'kind',
      'link',
      'readAt',
      'title',
    ]);
    const { id } = listed.body.items[0];
    for (const other of [acme.admin, globex.member, systemAdmin]) {
      expect((await other.get('/notifications')).body.items).toEqual([]);
      expect((await other.post(`/notifications/${id}/read`)).status).toBe(404);
    }
    expect((await acme.member.post(`/notifications/${formatId('notification', randomUUID())}/read`)).status).toBe(404);
    expect((await acme.member.post('/notifications/ntf_1/read')).status).toBe(400);
    const read = await acme.member.post(`/notifications/${id}/read`);
    expect({ status: read.status, readAt: typeof read.body.readAt }).toEqual({ status: 200, readAt: 'string' });
    expect((await acme.member.post(`/notifications/${id}/read`)).body.readAt).toBe(read.body.readAt);
    expect((await acme.member.get('/notifications?unread=true')).body.items).toEqual([]);
    expect((await acme.member.get('/notifications?unread=false')).status).toBe(400);
  });

  test('are all marked as read at once, those of others left as they are', async () => {
    const { acme } = h.world;
    for (const one of ['a', 'b', 'c']) await give(acme, acme.member, one);
    await give(acme, acme.admin, 'theirs');
    expect((await acme.member.post('/notifications/read-all')).status).toBe(204);
    expect((await acme.member.get('/notifications?unread=true')).body.items).toEqual([]);
    expect((await acme.admin.get('/notifications?unread=true')).body.items).toHaveLength(1);
  });

  test('come in pages, the newest first', async () => {
    const { acme } = h.world;
    for (const one of ['a', 'b', 'c']) await give(acme, acme.member, one, `Notice ${one}`);
    const first = await acme.member.get('/notifications?limit=2');
    expect(first.body.items.map(({ title }: { title: string }) => title)).toEqual(['Notice c', 'Notice b']);
    const second = await acme.member.get(`/notifications?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.items.map(({ title }: { title: string }) => title)).toEqual(['Notice a']);
    expect((await acme.member.get('/notifications?cursor=nonsense')).status).toBe(400);
  });

  test('the same one is given once, from whichever scope', async () => {
    const { acme } = h.world;
    await Promise.all([
      give(acme, acme.member, 'same'),
      give(acme, acme.member, 'same'),
      give(acme, acme.member, 'same'),
    ]);
    await h.app
      .get(UnitOfWork)
      .asSystem((em) => h.app.get(Notices).toUser(em, acme.member.id, notice('same'), acme.id));
    expect((await acme.member.get('/notifications')).body.items).toHaveLength(1);
    await received('acme.member@example.com', 'About same');
    expect(mailsOf('About same')).toHaveLength(1);
  });

  test('a notice to the system admins reaches each of them', async () => {
    const { acme, systemAdmin, otherSystemAdmin, compliance } = h.world;
    await h.app.get(UnitOfWork).asTenant(acme.id, (em) => h.app.get(Notices).toSystemAdmins(em, notice('admins')));
    for (const admin of [systemAdmin, otherSystemAdmin])
      await eventually(
        'the notice',
        async () => (await admin.get('/notifications')).body.items[0] as object | undefined,
      );
    expect((await compliance.get('/notifications')).body.items).toEqual([]);
    expect((await received('sam.system@example.com', 'About admins')).to).toEqual(['sam.system@example.com']);
  });
});

describe('the mail to a notice', () => {
  test('goes to its person alone, in two forms, and leads into the console', async () => {
    const { acme } = h.world;
    await give(acme, acme.member, 'mail', 'Orders <b>& more</b>');
    const sent = await received('acme.member@example.com', 'Orders <b>& more</b>');
    expect(sent.to).toEqual(['acme.member@example.com']);
    expect(sent.headers).toMatchObject({ subject: 'Orders <b>& more</b>', 'auto-submitted': 'auto-generated' });
    expect(sent.headers['content-type']).toContain('multipart/alternative');
    const text = sent.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(text).toContain('Open it in Drawbridge: http://127.0.0.1:3999/#/connections/conn_x/show');
    expect(text).toContain('Orders &lt;b&gt;&amp; more&lt;/b&gt;');
    await eventually('the note that it was sent', async () => (await mailedAt()) ?? undefined);
  });

  test('cannot be made to carry headers or other recipients', async () => {
    const { acme } = h.world;
    await h.database.sql(`update app_user set name = $2 where id = $1`, [
      parseId('user', acme.admin.id),
      'Ann\r\nBcc: all@example.com',
    ]);
    await give(acme, acme.admin, 'inject', 'Orders\r\nBcc: all@example.com');
    const sent = await received('acme.admin@example.com', 'Orders Bcc: all@example.com');
    expect(sent.headers['bcc']).toBeUndefined();
    expect(sent.to).toEqual(['acme.admin@example.com']);
    expect(sent.headers['subject']).toBe('Orders Bcc: all@example.com');
  });

  test('is tried again when the mail server refuses it, under the same message id', async () => {
    const { acme } = h.world;
    mail.refuse('About retry', 451);
    await give(acme, acme.member, 'retry');
    await eventually('the failed try', async () => {
      const [job] = await h.database.sql<{ last_error: string | null }>(
        `select last_error from graphile_worker.jobs where key like 'mail:retry%'`,
      );
      return job?.last_error ?? undefined;
    });
    expect(await mailedAt()).toBeNull();
    mail.accept('About retry');
    await h.database.sql(`update graphile_worker._private_jobs set run_at = now() where key like 'mail:retry%'`);
    const sent = await received('acme.member@example.com', 'About retry');
    const [row] = await h.database.sql<{ id: string }>('select id from notification');
    expect(sent.headers['message-id']).toBe(`<${formatId('notification', row?.id ?? '')}@127.0.0.1>`);
    expect(mailsOf('About retry')).toHaveLength(1);
  });

  test('is not sent again once it was sent, nor to somebody who has left or may not sign in', async () => {
    const { acme, globex } = h.world;
    const queue = (id: string) =>
      h.app
        .get(UnitOfWork)
        .asSystem((em) =>
          em.execute('select jobs.add(?, ?::json, null)', [
            'send-notification-mail',
            JSON.stringify({ notificationId: id }),
          ]),
        );
    const idle = () =>
      eventually('an idle queue', async () =>
        (
          await h.database.sql(
            `select from graphile_worker.jobs where task_identifier = 'send-notification-mail' and attempts < max_attempts and key is null`,
          )
        ).length === 0
          ? true
          : undefined,
      );
    await give(acme, acme.member, 'once');
    await received('acme.member@example.com', 'About once');
    await eventually('the note that it was sent', async () => (await mailedAt()) ?? undefined);
    const [row] = await h.database.sql<{ id: string }>('select id from notification');
    await queue(formatId('notification', row?.id ?? ''));
    await idle();
    expect(mailsOf('About once')).toHaveLength(1);
    await give(acme, globex.member, 'stranger');
    await h.database.sql(`update app_user set disabled = true where id = $1`, [parseId('user', globex.admin.id)]);
    await give(globex, globex.admin, 'disabled');
    await eventually('both jobs', async () =>
      (
        await h.database.sql(
          `select from graphile_worker.jobs where key like 'mail:stranger%' or key like 'mail:disabled%'`,
        )
      ).length === 0
        ? true
        : undefined,
    );
    expect([...mailsOf('About stranger'), ...mailsOf('About disabled')]).toEqual([]);
  });
});

test('without a mail server notices stay in the console', async () => {
  const quiet = await startHarness();
  try {
    const { acme } = quiet.world;
    await quiet.app
      .get(UnitOfWork)
      .asTenant(acme.id, (em) => quiet.app.get(Notices).toUser(em, acme.member.id, notice('quiet')));
    await eventually('the job', async () =>
      (await quiet.database.sql(`select from graphile_worker.jobs where key like 'mail:quiet%'`)).length === 0
        ? true
        : undefined,
    );
    expect(await quiet.database.sql('select mailed_at from notification')).toEqual([{ mailed_at: null }]);
    expect((await acme.member.get('/notifications')).body.items).toHaveLength(1);
  } finally {
    await stopGently(quiet);
  }
}, 60_000);
