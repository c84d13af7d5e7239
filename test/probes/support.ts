import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppDefinition, MethodDefinition } from '@drawbridge/catalog';
import type { EgressOptions } from '../../backend/src/platform/egress/index.ts';
import { Probes, type ProbeInput, type ProbeResult } from '../../backend/src/probes/index.ts';
import { httpPeer, loopbackEgress } from '../egress/support.ts';
import { onPort } from './app-of.ts';

export interface Asked {
  readonly line: string;
  readonly host: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly text?: string;
}

/** A provider on the loopback that answers by path (without query), else with `*`; keeps what it was asked. */
export async function provider(answers: Record<string, Answer>) {
  const asked: Asked[] = [];
  const reply = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    asked.push({
      line: `${request.method} ${request.url}`,
      host: request.headers.host,
      headers: request.headers,
      body,
    });
    const { status = 200, headers = {}, json, text } = answers[path] ?? answers['*'] ?? { status: 404, json: {} };
    const type = text === undefined ? { 'content-type': 'application/json' } : {};
    response.writeHead(status, { ...type, ...headers }).end(text ?? JSON.stringify(json));
  };
  const peer = await httpPeer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => reply(request, response, Buffer.concat(chunks).toString()));
  });
  return { port: peer.port, asked, close: () => peer.close() };
}

type Definition = { app: AppDefinition; method: MethodDefinition };

const isOne = (given: Answer | Record<string, Answer>): given is Answer =>
  ['status', 'headers', 'json', 'text'].some((name) => name in given);

/** Runs the test of a definition against a provider that answers like this. */
export async function probe(
  definition: Definition,
  fields: Record<string, string> | ((port: number) => Record<string, string>),
  answers: Record<string, Answer> | Answer,
  more: Partial<ProbeInput> = {},
): Promise<{ result: ProbeResult; asked: Asked[] }> {
  const peer = await provider(isOne(answers) ? { '*': answers } : answers);
  try {
    const given = typeof fields === 'function' ? fields(peer.port) : fields;
    const result = await new Probes(loopbackEgress([peer.port])).probe({
      ...onPort(definition, peer.port),
      fields: given,
      ...more,
    });
    return { result, asked: peer.asked };
  } finally {
    await peer.close();
  }
}

/** The test against whatever listens on a port of the loopback. */
export function probeAt(
  port: number,
  definition: Definition,
  fields: Record<string, string>,
  options: Partial<EgressOptions> = {},
): Promise<ProbeResult> {
  return new Probes(loopbackEgress([port], options)).probe({ ...onPort(definition, port), fields });
}

export const allOk = { token: 'ok', api: 'ok', permissions: 'ok' };
export const refused = { token: 'failed', api: 'ok', permissions: 'undecided' };
export const open = { token: 'undecided', api: 'undecided', permissions: 'undecided' };

/** For peers that never answer: what is awaited is that the wait ends, not how long it is. */
export const impatient = { longestMs: 1_500 };
