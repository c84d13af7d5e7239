import { z } from 'zod';
import { auditEventView } from './audit.ts';

/** What is to be done now, for the start page. */
export const dashboard = z
  .object({
    connections: z.object({
      active: z.int(),
      needsReauth: z.int(),
      revoked: z.int(),
      failing: z.int(),
      pendingFirstUse: z.int(),
    }),
    publications: z.object({ pending: z.int(), approving: z.int() }),
    globalConnections: z.object({ published: z.int() }),
    rotation: z.object({ overdue: z.int(), dueSoon: z.int(), ok: z.int() }),
    usesByDay: z.array(z.object({ day: z.iso.date(), uses: z.int(), denied: z.int() })).describe('The last 14 days.'),
    recent: z.array(auditEventView).describe('The newest audit events in scope, at most 8.'),
  })
  .meta({ id: 'Dashboard' });
export type Dashboard = z.infer<typeof dashboard>;
