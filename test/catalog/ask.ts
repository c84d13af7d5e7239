import { filledValues, type AppDefinition, type MethodDefinition } from '@drawbridge/catalog';
import { Probes, type ProbeResult } from '../../backend/src/probes/index.ts';
import type { Egress } from '../../backend/src/platform/egress/index.ts';
import { fill, type ProviderFacts } from './provider-facts.ts';
import { tokenReply, type Case, type ProviderSimulator, type Scenario } from './simulator.ts';
import { caseValues, typedValues } from './typed-values.ts';

/** A method of the catalog and what is known of its provider. */
export interface Simulated {
  readonly app: AppDefinition;
  readonly method: MethodDefinition;
  readonly facts: ProviderFacts;
}

export interface Asked {
  readonly result: ProbeResult;
  readonly conversation: Case;
}

/** Tests a credential as the platform does, against the simulated provider. */
export async function ask(
  simulator: ProviderSimulator,
  egress: Egress,
  { app, method, facts }: Simulated,
  scenario: Scenario,
): Promise<Asked> {
  const conversation = simulator.open(facts, scenario, (n) => caseValues(method, facts, n));
  const { values } = conversation;
  const fields = typedValues(method, facts, values['n'] ?? '');
  const result = await new Probes(egress).probe({ app, method, fields, ...known(method, conversation) });
  return { result, conversation };
}

/** What the platform knows beside what was typed: the token of a grant, and what came along with it. */
function known(method: MethodDefinition, conversation: Case): { values: Record<string, string>; tokenReply?: unknown } {
  const { facts, values } = conversation;
  if (!facts.login) return { values: {} };
  const client = named(values, ['client_id', 'client_secret']);
  if (facts.login.grant === 'client_credentials') return { values: client };
  const json = tokenReply(conversation);
  const query = Object.fromEntries(
    Object.entries(facts.callback ?? {}).map(([param, template]) => [param, fill(template, values)]),
  );
  const filled = {
    ...filledValues(method, { from: 'token', reply: { json } }),
    ...filledValues(method, { from: 'callback', query }),
  };
  return { values: { ...client, ...named(values, ['access_token', 'refresh_token']), ...filled }, tokenReply: json };
}

function named(values: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
}
