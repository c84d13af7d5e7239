import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Probes } from '../../backend/src/probes/index.ts';
import { expectedAccount } from './answers.ts';
import { ask, type Asked, type Simulated } from './ask.ts';
import { factsByName, methods, simulated, where } from './methods.ts';
import { notSimulated, signedLogin } from './not-simulated.ts';
import { ProviderSimulator, type Scenario } from './simulator.ts';
import { TowardsSimulator } from './towards-simulator.ts';
import { typedValues } from './typed-values.ts';

const simulator = new ProviderSimulator();
const silence = new Map<string, Promise<Asked>>();
let egress: TowardsSimulator;
beforeAll(async () => {
  await simulator.start();
  egress = new TowardsSimulator({ port: simulator.port });
  const hurried = new TowardsSimulator({ port: simulator.port, totalMs: 400 });
  for (const [name, one] of simulated) silence.set(name, ask(simulator, hurried, one, { is: 'silent' }));
});
afterAll(() => simulator.close());

async function asked(one: Simulated, scenario: Scenario): Promise<Asked> {
  const { result, conversation } = await ask(simulator, egress, one, scenario);
  expect(JSON.stringify(result)).not.toMatch(/sim\d+x\w+0123456789/);
  return { result, conversation };
}

test('every method is simulated, or the list says why not', () => {
  const missing = methods.filter(({ name }) => !factsByName.has(name) || notSimulated[name] !== undefined);
  expect(missing.map(({ name }) => name).sort()).toEqual(Object.keys(notSimulated).sort());
});

test('what the list names cannot be simulated: it speaks another protocol, or is not tested at all', async () => {
  const reasons = methods.map((one) => ({ ...one, reason: notSimulated[one.name] }));
  const listed = reasons.filter(({ reason, method }) => reason && reason !== signedLogin && method.protocol === 'http');
  for (const { app, method } of listed) {
    const fields = typedValues(method, { typed: {} }, '0');
    const { untestable } = await new Probes(egress).probe({ app, method, fields });
    expect([app.id, untestable]).toEqual([app.id, expect.any(String)]);
  }
});

test('every fact is one of a method of the catalog', () => {
  const names = new Set(methods.map(({ name }) => name));
  expect([...factsByName.keys()].filter((name) => !names.has(name))).toEqual([]);
});

describe('a good key is valid, and the account is the right one:', () => {
  test.each(simulated)('%s', async (_name, one) => {
    const { result, conversation } = await asked(one, { is: 'good' });
    expect(conversation.faults).toEqual([]);
    expect(result).toMatchObject({ test: { token: 'ok', api: 'ok' } });
    expect(result.error).toBeUndefined();
    expect(result.test.permissions).not.toBe('failed');
    expect(result.account?.id).toBe(expectedAccount(one.facts, conversation.values));
    expect(conversation.calls).toBeGreaterThan(0);
  });

  test.each(where(({ facts }) => (facts.good?.length ?? 0) > 1))('%s, by any answer', async (_name, one) => {
    for (const answer of one.facts.good?.keys() ?? []) {
      const { result } = await asked(one, { is: 'good', answer });
      expect(result.test.token).toBe('ok');
    }
  });
});

describe('a bad key is invalid:', () => {
  test.each(simulated)('%s', async (_name, one) => {
    for (const answer of one.facts.bad?.keys() ?? [0]) {
      const { result } = await asked(one, { is: 'refused', answer });
      expect([one.facts.bad?.[answer], result.test.token, result.error?.code]).toEqual([
        one.facts.bad?.[answer],
        'failed',
        'invalid_auth',
      ]);
    }
  });

  test.each(where(({ facts }) => facts.login?.grant === 'client_credentials' && facts.call))(
    '%s, by the token endpoint',
    async (_name, one) => {
      const { result } = await asked(one, { is: 'refused', answer: 'client' });
      expect([result.test.token, result.error?.code]).toEqual(['failed', 'invalid_auth']);
    },
  );
});

describe('what says nothing about the key leaves it undecided:', () => {
  test.each(simulated)('%s when the provider is busy', async (_name, one) => {
    const { result } = await asked(one, { is: 'busy' });
    expect([result.test.token, result.error?.code]).toEqual(['undecided', 'rate_limited']);
  });

  test.each(simulated)('%s when the provider has a fault', async (_name, one) => {
    const { result } = await asked(one, { is: 'broken' });
    expect([result.test.token, result.error?.code]).toEqual(['undecided', 'provider_error']);
  });

  test.each(simulated)('%s when a sign-in page comes', async (_name, one) => {
    const { result } = await asked(one, { is: 'page' });
    expect([result.test.token, result.error?.code]).toEqual(['undecided', 'unexpected_reply']);
  });

  test.each(simulated)('%s when no answer comes', async (name) => {
    const { result } = (await silence.get(name)) as Asked;
    expect([result.test.token, result.error?.code]).toEqual(['undecided', 'timeout']);
  });
});

describe('nobody is not an account:', () => {
  test.each(where(({ facts }) => facts.who.in === 'reply' && /^\$[^|]*$/.test(facts.who.id)))(
    '%s',
    async (_name, one) => {
      const { result } = await asked(one, { is: 'nobody' });
      expect(result.test.token).not.toBe('ok');
      expect(result.account).toBeUndefined();
    },
  );
});

describe('a key that may not do enough is valid, and the gap is named:', () => {
  test.each(where(({ facts }) => facts.narrow))('%s', async (_name, one) => {
    const { result } = await asked(one, { is: 'narrow' });
    expect([result.test.token, result.test.permissions, result.error?.code]).toEqual(['ok', 'failed', 'missing_scope']);
    const lacks = one.facts.narrow?.lacks;
    if (lacks !== undefined) expect(result.error?.message).toContain(lacks);
  });

  test.each(where(({ facts }) => !facts.bad?.some(({ status }) => status === 403)))(
    '%s, by a bare 403',
    async (_name, one) => {
      const { result } = await asked(one, { is: 'forbidden' });
      expect([result.test.permissions, result.error?.code]).toEqual(['failed', 'missing_scope']);
      expect(result.test.token).not.toBe('failed');
    },
  );
});
