import type { Shape } from '../expect.ts';
import type { Cast, Stage } from '../stage.ts';
import { StartError } from '../../start-error.ts';

type Person = Exclude<keyof Cast, `${string}Workflow`>;

const people: Record<Person, { email: string; role: string; tenant: string | null; words: string }> = {
  ada: { email: 'ada@acme.example', role: 'tenant_admin', tenant: 'Acme Logistics', words: 'tenant admin of Acme' },
  mia: { email: 'mia@acme.example', role: 'member', tenant: 'Acme Logistics', words: 'member of Acme' },
  gus: { email: 'gus@globex.example', role: 'tenant_admin', tenant: 'Globex Retail', words: 'tenant admin of Globex' },
  sam: { email: 'sam@drawbridge.example', role: 'system_admin', tenant: null, words: 'system admin' },
  olga: { email: 'olga@drawbridge.example', role: 'system_admin', tenant: null, words: 'system admin' },
  cora: { email: 'cora@drawbridge.example', role: 'compliance', tenant: null, words: 'compliance' },
};

/** Every role signs in with its own password and is who it says. */
export async function signIn({ cast, facts, step, undo }: Stage): Promise<void> {
  for (const [key, { email, role, tenant, words }] of Object.entries(people)) {
    const actor = cast[key as Person];
    await step(actor, 'signs in', async () => {
      const user = facts.users.find((one) => one.email === email);
      if (!user) throw new StartError(`demo.json has no ${email}: start with a fresh data folder.`);
      const expected: Shape = { user: { email }, role, tenant: tenant === null ? null : { name: tenant } };
      (await actor.signIn(email, user.password)).expect(201, expected);
      undo(() => actor.signOut());
      (await actor.get('/me')).expect(200, expected);
      return words;
    });
  }
}
