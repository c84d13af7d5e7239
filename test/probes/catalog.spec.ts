import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppDefinition, FieldDefinition, MethodDefinition } from '@drawbridge/catalog';
import { apps } from '@drawbridge/catalog/apps';
import { Probes, type ProbeResult } from '../../backend/src/probes/index.ts';
import { httpPeer, loopbackEgress, type Peer } from '../egress/support.ts';
import { onPort } from './app-of.ts';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const canary = 'c4n4ryC4n4ry0123456789abcdef';
const methods = apps.flatMap((app) =>
  app.methods.map((method): [string, AppDefinition, MethodDefinition] => [`${app.id}/${method.key}`, app, method]),
);
const http = methods.filter(([, , method]) => method.protocol === 'http' && method.test.kind === 'request');

let answer: Answer = { status: 200, type: 'application/json', text: '{}' };
let peer: Peer;
let probes: Probes;
beforeAll(async () => {
  peer = await httpPeer((request, response) => {
    request.resume();
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text);
  });
  probes = new Probes(loopbackEgress([peer.port]));
});
afterAll(() => peer.close());

/** A value that fits the format; whether it fits the pattern is for the form to say. */
function valueOf(field: FieldDefinition): string {
  if (field.options) return field.options[0]?.value ?? '';
  if (field.default !== undefined) return field.default;
  const byFormat: Partial<Record<FieldDefinition['format'], string>> = {
    url: `http://site${field.allowedHostSuffixes?.[0] ?? '.example.com'}:${peer.port}`,
    host: `host${field.allowedHostSuffixes?.[0] ?? '.example.com'}`,
    host_label: 'acme',
    port: String(peer.port),
    integer: '7',
    email: 'anna@example.com',
    path: '/v1',
    json: '{"a":1}',
  };
  return byFormat[field.format] ?? (field.secret ? canary : 'value');
}

async function ask(app: AppDefinition, method: MethodDefinition, given: Answer): Promise<ProbeResult> {
  answer = given;
  const fields = Object.fromEntries(method.fields.map((field) => [field.key, valueOf(field)]));
  const values = { access_token: canary, client_id: 'client', client_secret: canary };
  return probes.probe({ ...onPort({ app, method }, peer.port), fields, values });
}

const json = (status: number, document: unknown = {}): Answer => ({
  status,
  type: 'application/json',
  text: JSON.stringify(document),
});

test('the catalog has methods that are tested over HTTP', () => expect(http.length).toBeGreaterThan(20));

describe('of every method that is tested over HTTP', () => {
  test.each(http)(
    '%s takes no busy or foreign reply for an answer, and accepts neither a refusal nor nobody',
    async (_name, app, method) => {
      const busy = await ask(app, method, json(429));
      const page = await ask(app, method, { status: 503, type: 'text/html', text: '<!doctype html><p>no' });
      const refused = await ask(app, method, json(401));
      const nobody = await ask(app, method, json(200));
      expect([busy.test.token, page.test.token]).toEqual(['undecided', 'undecided']);
      expect(refused.test.token).not.toBe('ok');
      if (method.account?.from === 'test' && method.account.id.startsWith('$'))
        expect(nobody.test.token).not.toBe('ok');
      expect(JSON.stringify([busy, page, refused, nobody])).not.toContain(canary);
    },
  );
});
