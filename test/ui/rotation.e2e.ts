import { parseId } from '@drawbridge/catalog';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UnitOfWork } from '../../backend/src/platform/index.ts';
import { DueDateMover, moveBatch, takeOverMove } from '../../backend/src/rotation/index.ts';
import { barriers } from '../support/axe.ts';
import { picture } from '../support/browser.ts';
import type { Harness } from '../support/harness.ts';
import { seedMany } from '../support/rotation-reference.ts';
import { serveConsole, type ServedConsole } from '../support/served-console.ts';

let served: ServedConsole;
let h: Harness;
beforeAll(async () => {
  served = await serveConsole(() => ({ background: false }));
  ({ h } = served);
  const { acme } = h.world;
  await seedMany(h.database, parseId('tenant', acme.id), parseId('user', acme.member.id), 700);
}, 90_000);
afterAll(() => served.close());

test('whoever sets a policy sees how far the due dates are, and that they have arrived', async () => {
  const sam = await served.signIn('sam.system@example.com');
  const page = await sam.open('/rotation-policies', 'Rotation policies');
  await page.getByText('Every due date follows these policies.').waitFor();
  const table = page.getByRole('table', { name: 'Rotation policies' });
  const before = await table.boundingBox();
  await page.getByRole('button', { name: 'Set a policy' }).click();
  await page.getByRole('combobox', { name: 'Kind of credential' }).click();
  await page.getByRole('option', { name: /API key/i }).click();
  await page.getByRole('spinbutton').fill('45');
  await page.getByRole('button', { name: 'Set policy' }).click();
  await page.getByText('Recomputing due dates: 0 %').first().waitFor();

  const [row] = await h.database.sql<{ id: string }>('select id from due_date_move');
  const uow = h.app.get(UnitOfWork);
  await h.database.sql('update due_date_move set total = 600');
  const move = await uow.asSystem((em) => takeOverMove(em, row?.id ?? ''));
  if (!move) throw new Error('nothing moves');
  await uow.asSystem((em) => moveBatch(em, move, 252));
  await page.getByText('Recomputing due dates: 42 %').waitFor();
  await page.getByText('252 of 600 credentials looked at').waitFor();
  expect(await page.getByRole('status').filter({ hasText: 'Recomputing due dates: 25 %' }).count()).toBe(1);
  expect(await barriers(page)).toEqual([]);
  await picture(page, '50-due-dates-move');
  expect(await table.boundingBox()).toMatchObject({ x: before?.x, y: before?.y, width: before?.width });

  await h.app.get(DueDateMover).work(row?.id ?? '');
  await page.getByText('Every due date follows these policies.').waitFor();
  await page.getByText('600 credentials looked at').waitFor();
  expect(await page.getByRole('status').filter({ hasText: 'Due dates are recomputed.' }).count()).toBe(1);
  await picture(page, '51-due-dates-arrived');
  expect(sam.complaints).toEqual([]);

  const cora = await served.signIn('cora.compliance@example.com', 'dark');
  const dark = await cora.open('/rotation-policies', 'Rotation policies');
  await dark.getByText('600 credentials looked at').waitFor();
  expect(await barriers(dark)).toEqual([]);
  await picture(dark, '52-due-dates-dark');
}, 90_000);
