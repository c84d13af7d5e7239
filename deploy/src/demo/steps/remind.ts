import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ApiClient, Reply } from '../api-client.ts';
import { expectEqual, expectTrue, property } from '../expect.ts';
import { until, type Stage } from '../stage.ts';

/** The credential comes due tomorrow: reminder runs in three scopes, and one reminder in all. */
export async function remind(stage: Stage): Promise<void> {
  const { ada, mia, sam } = stage.cast;
  const { connectionId } = stage;
  const policy = { connectionId };

  await stage.step(ada, 'sets a rotation period of one day for it', async () => {
    stage.undo(() => ada.put('/rotation/policies', policy));
    (await ada.put('/rotation/policies', { ...policy, days: 1 })).expect(200);
    const shown = await ada.get(`/connections/${connectionId}`);
    shown.expect(200, { rotation: { days: 1 } });
    return `due tomorrow (${shown.text('rotation.source')})`;
  });

  await stage.step(ada, 'looks at what comes due', async () => {
    const mine = (await due(ada)).find((item) => property(item, 'id') === connectionId);
    expectTrue(mine !== undefined, 'GET /rotation/due', `${connectionId} among the due`, 'nothing');
    return `it is there, ${String(property(mine, 'status'))}`;
  });

  await stage.step(mia, 'runs reminders for what is hers', async () => {
    const others = (await due(mia)).filter((item) => property(item, 'id') === connectionId);
    expectEqual(others, [], "Ada's connection among what Mia sees come due");
    return progress((await run(mia)).expect(200, { scope: 'own', error: null }));
  });

  await stage.step(ada, 'runs them for Acme', async () => {
    const done = await run(ada);
    done.expect(200, { scope: 'tenant', error: null });
    expectEqual((await reminders(ada, connectionId)).length, 1, "reminders of Ada's connection");
    return progress(done);
  });

  await stage.step(sam, 'runs them for the platform', async () => {
    const done = await run(sam);
    done.expect(200, { scope: 'platform', error: null });
    expectEqual((await reminders(ada, connectionId)).length, 1, "reminders of Ada's connection");
    return `${progress(done)}; Ada is not reminded twice`;
  });

  await stage.step(ada, 'finds the reminder in the console and in her mail', async () => {
    const [notice] = await reminders(ada, connectionId);
    await until('the mail', async () => (hasMail(stage.facts.mails, connectionId) ? true : undefined));
    return String(property(notice, 'title'));
  });
}

const due = async (who: ApiClient) => (await who.get('/rotation/due?withinDays=1&limit=100')).expect(200).list('items');

/** Starts a run and watches it to its end. */
async function run(who: ApiClient): Promise<Reply> {
  const started = (await who.post('/rotation/reminder-runs')).expect(201);
  const id = started.text('id');
  const done = await until(
    'the finished run',
    async () => {
      const now = await who.get(`/rotation/reminder-runs/${id}`);
      return now.expect(200).text('state') === 'running' ? undefined : now;
    },
    60_000,
  );
  done.expect(200, { state: 'completed' });
  expectEqual(done.number('processed'), done.number('total'), 'processed of the total');
  return done;
}

const progress = (run: Reply): string => `${run.number('processed')} looked at, ${run.number('reminded')} reminded`;

async function reminders(who: ApiClient, connectionId: string): Promise<unknown[]> {
  const notices = (await who.get('/notifications?limit=100')).expect(200).list('items');
  const link = `/connections/${connectionId}/`;
  return notices.filter(
    (one) => property(one, 'kind') === 'rotation_reminder' && String(property(one, 'link')).includes(link),
  );
}

/** Mails are encoded as quoted-printable: lines that end in `=` go on. */
const hasMail = (folder: string, connectionId: string): boolean =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .some((name) =>
      readFileSync(path.join(folder, name), 'utf8')
        .replaceAll(/=\r?\n/g, '')
        .includes(connectionId),
    );
