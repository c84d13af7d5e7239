import { apps } from '@drawbridge/catalog/apps';
import type { Simulated } from './ask.ts';
import { notSimulated } from './not-simulated.ts';
import { providerFacts } from './provider-facts.ts';

const nameOf = (app: string, method: string) => `${app}/${method}`;

/** What is known of each provider, by `app/method`. */
export const factsByName = new Map(providerFacts.map((facts) => [nameOf(facts.app, facts.method), facts]));

/** Every method of the catalog. */
export const methods = apps.flatMap((app) =>
  app.methods.map((method) => ({ name: nameOf(app.id, method.key), app, method })),
);

/** The methods that have a simulated provider, as rows of a table of tests. */
export const simulated = methods.flatMap(({ name, app, method }): [string, Simulated][] => {
  const facts = factsByName.get(name);
  return facts && notSimulated[name] === undefined ? [[name, { app, method, facts }]] : [];
});

/** The rows for which something holds. */
export const where = (holds: (one: Simulated) => unknown) => simulated.filter(([, one]) => holds(one));
