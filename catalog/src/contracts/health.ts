import { z } from 'zod';

const part = z.object({ ok: z.boolean(), detail: z.string() });

/** Each dependency on its own, so that an operator sees which one is missing. */
export const readiness = z
  .object({ ok: z.boolean(), database: part, migrations: part, vault: part })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readiness>;
export const liveness = z.object({ ok: z.boolean(), version: z.string() }).meta({ id: 'Liveness' });
